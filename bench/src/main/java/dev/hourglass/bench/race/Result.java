package dev.hourglass.bench.race;

import java.util.Map;

/// What was found out with one workload.
///
/// @param race closed; its contenders remember their turns
/// @param memory peak of each contender's process, in bytes
/// @param start of each contender, seconds from process start to the end of the first epoch
/// @param samples of an epoch
record Result(WorkloadRace race, Map<Framework, Long> memory, Map<Framework, Spread> start, int samples) {
    Result {
        memory = Map.copyOf(memory);
        start = Map.copyOf(start);
    }
}
