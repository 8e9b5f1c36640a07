package dev.hourglass.bench.race;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// How long starts with one workload took, in seconds.
///
/// @param firstEpoch of each framework's contender: to the end of its first epoch
/// @param commands of Hourglass's command, round by round; none where it was left out
record StartTimes(String network, RoundTimes firstEpoch, List<WholeCommand> commands) {
    StartTimes {
        commands = List.copyOf(commands);
    }

    /// The command to its first epoch, beside the other frameworks' contenders.
    RoundTimes commandsFirstEpoch() {
        var times = new EnumMap<>(firstEpoch.times());
        times.put(Framework.HOURGLASS, seconds(WholeCommand::firstEpoch));
        return new RoundTimes(times);
    }

    RoundTimes wholeCommand() {
        return new RoundTimes(Map.of(Framework.HOURGLASS, seconds(WholeCommand::whole)));
    }

    private double[] seconds(ToDoubleFunction<WholeCommand> of) {
        return commands.stream().mapToDouble(of).toArray();
    }
}
