package dev.hourglass.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NeighbourTimesTest {
    private static final long MILLI = 1_000_000;

    private static Entry entry(Framework framework, int threads, String environment) {
        return new Entry(framework, threads, Map.of("name", environment));
    }

    private static Turn turn(long... millis) {
        var nanos = millis.clone();
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] *= MILLI;
        }
        return Turn.ofNanos(nanos);
    }

    @Test
    void countsStepsThatWaitForTheirCore() {
        var times = new NeighbourTimes("dense", Neighbour.BUSY);
        times.add(entry(Framework.HOURGLASS, 2, ""), turn(1, 1, 1, 9));
        assertThat(times.best(Framework.HOURGLASS).orElseThrow()).containsExactly(3);
    }

    @Test
    void takesTheBestEnvironmentOfANumberOfThreads() {
        var times = new NeighbourTimes("dense", Neighbour.NONE);
        times.add(entry(Framework.LIBTORCH_TUNED, 1, ""), turn(2));
        times.add(entry(Framework.LIBTORCH_TUNED, 2, "slow"), turn(8));
        times.add(entry(Framework.LIBTORCH_TUNED, 2, "fast"), turn(4));
        assertThat(times.best(Framework.LIBTORCH_TUNED, 2).orElseThrow()).containsExactly(4);
        assertThat(times.best(Framework.LIBTORCH_TUNED).orElseThrow()).containsExactly(2);
        assertThat(times.best(Framework.HOURGLASS, 2)).isEmpty();
    }
}
