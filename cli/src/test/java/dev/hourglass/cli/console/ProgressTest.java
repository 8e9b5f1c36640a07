package dev.hourglass.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.train.Diagnostic;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.PretrainingReport;
import dev.hourglass.train.StepReport;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream err = new PrintStream(bytes, true, StandardCharsets.US_ASCII);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void writesOverOneLineOnATerminal() {
        var progress = new Progress(new Console(err, err, true, 100), "", 2, 0, nanos::get);

        step(progress, 1, 1_000_000_000L, 0.5);
        step(progress, 2, 2_000_000_000L, 0.3);

        assertThat(text())
                .startsWith("\r\u001b[Kepoch 1/2 ")
                .contains("25 %  loss 0.5000  100 samples/s  7.0 s left")
                .contains("50 %  loss 0.4000  100 samples/s  6.0 s left")
                .doesNotContain("\n");
    }

    @Test
    void redrawsNoMoreThanTenTimesASecond() {
        var progress = new Progress(new Console(err, err, true, 100), "", 2, 0, nanos::get);

        step(progress, 1, 1_000_000_000L, 0.5);
        int once = text().length();
        step(progress, 2, 1_050_000_000L, 0.3);

        assertThat(text()).hasSize(once);
    }

    @Test
    void writesALineForEachEpochElsewhere() {
        var progress = new Progress(Console.plain(err, err), "", 2, 0, nanos::get);

        step(progress, 1, 1_000_000_000L, 0.5);
        progress.onEpoch(new EpochReport(1, 0.4, OptionalDouble.of(0.45), 0.001, 2, 400));
        progress.onDiagnostic(new Diagnostic("the loss has stalled", false));

        assertThat(text().lines()).containsExactly(
                "epoch 1/2  loss 0.4000  validation 0.4500  200 samples/s  2.0 s",
                "warning: the loss has stalled");
    }

    @Test
    void namesTheTrainingWhereARunHasSeveral() {
        var live = new Progress(new Console(err, err, true, 100), "first training", 2, 0, nanos::get);

        step(live, 1, 1_000_000_000L, 0.5);
        live.onEpoch(new EpochReport(1, 0.4, OptionalDouble.empty(), 0.001, 2, 400));

        assertThat(text()).contains("\r\u001b[Kfirst training, epoch 1/2 ",
                "\r\u001b[Kfirst training, epoch 1/2  loss 0.4000  200 samples/s  2.0 s\n");
    }

    @Test
    void writesALineForEachEpochOfALayersOwnTraining() {
        var progress = new Progress(Console.plain(err, err), "", 12, 0, nanos::get);
        var epoch = new EpochReport(
                3, 0.4, OptionalDouble.of(0.45), 0.001, 2, 400, OptionalDouble.of(0.75));

        progress.onPretraining(new PretrainingReport(1, 2, 12, epoch));
        progress.onEpoch(epoch);

        assertThat(text().lines()).containsExactly(
                "layer 1/2, epoch  3/12  loss 0.4000  validation 0.4500, accuracy 75.00 %  200 samples/s  2.0 s",
                "epoch  3/12  loss 0.4000  validation 0.4500, accuracy 75.00 %  200 samples/s  2.0 s");
    }

    private void step(Progress progress, int step, long now, double loss) {
        nanos.set(now);
        progress.onStep(new StepReport(1, step, 4, 100, loss));
    }

    private String text() {
        return bytes.toString(StandardCharsets.US_ASCII);
    }
}
