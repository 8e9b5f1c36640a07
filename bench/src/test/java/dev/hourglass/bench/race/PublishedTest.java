package dev.hourglass.bench.race;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.bench.contender.InferencePart;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishedTest {
    private static final List<String> LINES = List.of(
            "measure,network,contender,ratio",
            "step,dense,djl,3.71",
            "step,dense,fastest,2.85",
            "step,dense,libtorch_tuned,2.92",
            "step,dense,tensorflow,3.64",
            "step,denoise,fastest,2.10");

    @Test
    void knowsTheRatioToTheFastestRival() {
        var published = Published.of(LINES);
        assertThat(published.ratio(PublishedMeasure.STEP, "dense")).hasValue(2.85);
        assertThat(published.ratio(PublishedMeasure.STEP, "vae")).isEmpty();
    }

    @Test
    void callsMeasuresAsTheirTasksAre() {
        assertThat(InferenceTask.alone(InferencePart.RECONSTRUCT).measure()).hasToString("reconstruct-one");
        assertThat(InferenceTask.inBulk(InferencePart.ENCODE, 2, List.of(2)).measure()).hasToString("encode-many");
    }

    @Test
    void keepsTheRivalsAtMostAQuarterAboveTheLeast() {
        assertThat(Published.of(LINES).fastRivals(PublishedMeasure.STEP, "dense"))
                .containsExactly(Framework.LIBTORCH_TUNED, Framework.TENSORFLOW);
    }

    @Test
    void replacesTheRatiosOfOneNetwork() {
        var times = new RoundTimes(
                Map.of(
                        Framework.HOURGLASS, new double[] {1, 1},
                        Framework.LIBTORCH_TUNED, new double[] {3, 3},
                        Framework.TENSORFLOW, new double[] {2.5, 2.5},
                        Framework.LIBTORCH, new double[] {2, 2}));
        assertThat(Published.of(LINES).with(PublishedMeasure.STEP, "dense", times).lines()).containsExactly(
                "measure,network,contender,ratio",
                "step,denoise,fastest,2.10",
                "step,dense,fastest,2.50",
                "step,dense,libtorch_tuned,3.00",
                "step,dense,tensorflow,2.50");
    }
}
