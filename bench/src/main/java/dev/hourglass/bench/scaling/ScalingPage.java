package dev.hourglass.bench.scaling;

import dev.hourglass.bench.step.Pace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Measures, fits and draws how time grows.
@Command(
        name = "bench/scaling",
        description = {
            "Times training while one thing grows: the batch, the width, the depth, the pictures or the number of samples.",
            "",
            "Fits the slope of the logarithm of the time against that of the multiply-adds, over the sizes with at least a "
                    + "sixteenth of the largest one's work: 1 means proportional. Writes scaling.csv and scaling.png.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class ScalingPage implements Callable<Integer> {
    @Parameters(
            paramLabel = "SWEEP",
            arity = "0..*",
            description = "What grows: ${COMPLETION-CANDIDATES}; all if none.")
    private List<ScalingSweep> sweeps = new ArrayList<>();

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Threads that train.")
    private int threads;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each size.")
    private int rounds;

    @Option(names = "--turn", paramLabel = "MILLIS", defaultValue = "120", description = "Length of a turn.")
    private int turnMillis;

    @Option(
            names = "--warm-up",
            paramLabel = "MILLIS",
            defaultValue = "600",
            description = "Time of each size before the first turn.")
    private int warmUpMillis;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            defaultValue = "bench/target/scaling",
            description = "Where to write.")
    private Path out = Path.of("");

    private ScalingPage() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new ScalingPage()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        var curves = new ArrayList<ScalingCurve>();
        System.out.println("| what grows | sizes | network | slope | over all sizes |");
        System.out.println("| --- | --- | --- | --- | --- |");
        for (var sweep : sweeps.isEmpty() ? List.of(ScalingSweep.values()) : sweeps) {
            var curve = measure(sweep);
            curves.add(curve);
            System.out.printf(Locale.ROOT, "| %s | %d to %d | %s | %.2f | %.2f |%n", sweep.title(),
                    sweep.sizes().getFirst(), sweep.sizes().getLast(), sweep.network(), curve.slope(),
                    curve.wholeSlope());
        }
        Files.createDirectories(out);
        Files.write(out.resolve("scaling.csv"), csv(curves));
        new ScalingFigure(curves, threads).save(out.resolve("scaling.png"));
        System.err.println("wrote scaling.csv and scaling.png into " + out);
        return 0;
    }

    private ScalingCurve measure(ScalingSweep sweep) {
        var tasks = sweep.sizes().stream().map(sweep::task).toList();
        var paces = new ArrayList<Pace>();
        try {
            for (var task : tasks) {
                var pace = task.pace(threads);
                paces.add(pace);
                pace.warmUp(warmUpMillis);
            }
            for (int round = 0; round < rounds; round++) {
                paces.forEach(pace -> pace.takeTurn(turnMillis));
            }
            var points = new ArrayList<Point>();
            for (int i = 0; i < tasks.size(); i++) {
                points.add(new Point(sweep.sizes().get(i), tasks.get(i).multiplyAdds(), paces.get(i).median()));
            }
            return new ScalingCurve(sweep, points);
        } finally {
            paces.forEach(Pace::close);
        }
    }

    private List<String> csv(List<ScalingCurve> curves) {
        var lines = new ArrayList<String>();
        lines.add("sweep,size,threads,multiply_adds,milliseconds,gigaflops,slope");
        for (var curve : curves) {
            for (var point : curve.points()) {
                lines.add(String.format(
                        Locale.ROOT, "%s,%d,%d,%.0f,%.6f,%.2f,%.4f", curve.sweep(), point.size(), threads,
                        point.multiplyAdds(), point.seconds() * 1e3, 2e-9 * point.multiplyAdds() / point.seconds(),
                        curve.slope()));
            }
        }
        return lines;
    }
}
