package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// `hourglass train SPEC` as users run it: the launcher, all epochs, the evaluation, the figures and the report.
///
/// @param firstEpoch seconds from the start of the process until it reports its first epoch
/// @param whole seconds until it has ended
record WholeCommand(double firstEpoch, double whole) {
    private static final Pattern FIRST_EPOCH = Pattern.compile("epoch +1/.*");
    private static final double NANOS = 1e-9;

    /// Runs it.
    ///
    /// @param out the folder of the run; what is in it is overwritten
    /// @throws IOException with what the command printed, if it fails
    static WholeCommand run(Path spec, Path out) throws IOException {
        long start = System.nanoTime();
        var process = new ProcessBuilder("./hourglass", "train", spec.toString(), "--out", out.toString(), "--force")
                .redirectErrorStream(true)
                .start();
        var lines = new ArrayList<String>();
        double firstEpoch = Double.NaN;
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (FIRST_EPOCH.matcher(line).matches()) {
                    firstEpoch = secondsSince(start);
                }
            }
        }
        require(process, firstEpoch, lines);
        return new WholeCommand(firstEpoch, secondsSince(start));
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) * NANOS;
    }

    private static void require(Process process, double firstEpoch, List<String> lines) throws IOException {
        try {
            if (process.waitFor() != 0 || Double.isNaN(firstEpoch)) {
                throw new IOException("hourglass train: expected a line '%s' and exit code 0, found %d and%n%s"
                        .formatted(FIRST_EPOCH, process.exitValue(), String.join("\n", lines)));
            }
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException(e);
        }
    }
}
