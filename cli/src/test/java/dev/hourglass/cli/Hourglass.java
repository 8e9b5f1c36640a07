package dev.hourglass.cli;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// One run of the command in this process, and what it wrote.
///
/// @param out lines of standard output
/// @param err lines of standard error
public record Hourglass(int exitCode, List<String> out, List<String> err) {
    public static Hourglass run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var run = runInto(out, arguments);
        return new Hourglass(run.exitCode(), lines(out), run.err());
    }

    /// One run whose standard output goes into a stream.
    public static Hourglass runInto(OutputStream out, String... arguments) {
        var err = new ByteArrayOutputStream();
        int exitCode = Main.run(out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        return new Hourglass(exitCode, List.of(), lines(err));
    }

    private static List<String> lines(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
