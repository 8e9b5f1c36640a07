package dev.hourglass.cli.console;

import dev.hourglass.train.Diagnostic;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.PretrainingReport;
import dev.hourglass.train.StepReport;
import dev.hourglass.train.TrainingListener;
import java.util.Locale;
import java.util.function.LongSupplier;

/// Shows a training while it runs: a bar that is written over on a terminal, a line for each epoch everywhere.
final class Progress implements TrainingListener {
    private static final double NANOS = 1e9;
    private static final double REDRAW_SECONDS = 0.1;
    private static final String ERASE = "\r\u001b[K";

    private final Console console;
    private final int epochs;
    private final double before;
    private final LongSupplier clock;
    private final ProgressLine line;

    private long begin;
    private long samples;
    private long epochSamples;
    private double epochLoss;
    private double drawn = Double.NEGATIVE_INFINITY;

    /// @param phase which training of several it is; empty for the one that gives the model
    /// @param epochs that the training will have at most
    /// @param before epochs, fractions included, that were done by the training that this one resumes
    /// @param clock in nanoseconds
    Progress(Console console, String phase, int epochs, double before, LongSupplier clock) {
        this.console = console;
        this.epochs = epochs;
        this.before = before;
        this.clock = clock;
        this.line = new ProgressLine(phase.isEmpty() ? "" : phase + ", ", console.shows('\u2501'), console.columns());
        this.begin = clock.getAsLong();
    }

    @Override
    public void onStep(StepReport step) {
        if (step.step() == 1) {
            epochSamples = 0;
            epochLoss = 0;
        }
        samples += step.samples();
        epochSamples += step.samples();
        epochLoss += step.loss() * step.samples();
        double now = (clock.getAsLong() - begin) / NANOS;
        if (console.live() && now - drawn >= REDRAW_SECONDS) {
            drawn = now;
            double done = (double) step.step() / step.steps();
            double allDone = step.epoch() - 1 + done;
            double left = now / (allDone - before) * (epochs - allDone);
            write(ERASE + line.running(
                    step.epoch(), epochs, done, epochLoss / epochSamples, samples / Math.max(now, 1e-9), left));
        }
    }

    @Override
    public void onEpoch(EpochReport epoch) {
        erase();
        console.report(finished(epoch, epochs));
    }

    @Override
    public void onPretraining(PretrainingReport report) {
        begin = clock.getAsLong();
        console.report("layer %d/%d, %s".formatted(
                report.layer(), report.layers(), finished(report.epoch(), report.epochs())));
    }

    private String finished(EpochReport epoch, int all) {
        var validation = epoch.validationLoss().isPresent()
                ? String.format(Locale.ROOT, "  validation %.4f", epoch.validationLoss().getAsDouble())
                : "";
        var accuracy = epoch.validationAccuracy().isPresent()
                ? String.format(Locale.ROOT, ", accuracy %.2f %%", 100 * epoch.validationAccuracy().getAsDouble())
                : "";
        double rate = epoch.samples() / Math.max(epoch.seconds(), 1e-9);
        return line.finished(epoch.epoch(), all, epoch.loss(), validation + accuracy, rate, epoch.seconds());
    }

    @Override
    public void onDiagnostic(Diagnostic finding) {
        erase();
        console.report((finding.fatal() ? "error: " : "warning: ") + finding.message());
    }

    private void erase() {
        if (console.live()) {
            write(ERASE);
        }
    }

    private void write(String text) {
        console.err().print(text);
        console.err().flush();
    }
}
