package dev.hourglass.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartTimesTest {
    private final StartTimes times = new StartTimes(
            "dense",
            new RoundTimes(Map.of(Framework.HOURGLASS, new double[] {1, 1}, Framework.DJL, new double[] {4, 6})),
            List.of(new WholeCommand(2, 5), new WholeCommand(3, 7)));

    @Test
    void comparesTheFirstEpochOfTheCommandWithThatOfOtherContenders() {
        assertThat(times.commandsFirstEpoch().ratioToFastest()).contains(new Spread(2, 2, 2));
        assertThat(times.firstEpoch().ratioToFastest()).contains(new Spread(5, 4.5, 5.5));
    }

    @Test
    void hasNoRivalOfTheWholeCommand() {
        assertThat(times.wholeCommand().of(Framework.HOURGLASS).orElseThrow()).containsExactly(5, 7);
        assertThat(times.wholeCommand().fastest()).isEmpty();
    }
}
