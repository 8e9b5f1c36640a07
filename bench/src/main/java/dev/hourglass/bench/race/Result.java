package dev.hourglass.bench.race;

import java.util.Map;

/// What was found out with one workload.
///
/// @param race closed; its contenders remember their turns
/// @param memory peak of each contender's process, in bytes
record Result(WorkloadRace race, Map<Framework, Long> memory) {
    Result {
        memory = Map.copyOf(memory);
    }
}
