package dev.hourglass.bench.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringJoiner;

/// A contender's process for inference. Arguments: the task's folder, the number of threads, [#WORD], the number of the
/// task's layers that make the code. Prints `ready`, then reads one request a line and answers with one line:
///
/// - `outputs PART COUNT`: the numbers that the first samples become;
/// - `turn PART COUNT CHUNK MILLIS`: passes until the time is over, at least one; the nanoseconds of each.
public final class InferenceServer {
    /// The argument that asks a contender's program for inference.
    public static final String WORD = "inference";

    /// Makes contenders.
    public interface Entry {
        /// @param codeLayers layers of the task up to the code
        InferenceContender enter(BenchmarkTask task, int codeLayers, int threads);
    }

    private InferenceServer() {}

    /// Whether the arguments of a contender's program ask for inference.
    public static boolean isMeant(String... arguments) {
        return arguments.length > 2 && arguments[2].equals(WORD);
    }

    /// Serves until the requests end.
    public static void serve(Entry entry, String... arguments) throws IOException {
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        var task = BenchmarkTask.read(Path.of(arguments[0]));
        var requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var contender = entry.enter(task, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[1]))) {
            answers.println("ready");
            for (var line = requests.readLine(); line != null; line = requests.readLine()) {
                answers.println(answer(contender, line.split(" ", -1)));
            }
        }
    }

    private static String answer(InferenceContender contender, String... words) throws IOException {
        var part = InferencePart.valueOf(words[1]);
        int count = Integer.parseInt(words[2]);
        return switch (words[0]) {
            case "outputs" -> outputs(contender, part, count);
            case "turn" -> turn(contender, part, count, Integer.parseInt(words[3]), Integer.parseInt(words[4]));
            default -> throw new IOException("unknown request " + words[0]);
        };
    }

    private static String outputs(InferenceContender contender, InferencePart part, int count) {
        var numbers = new StringJoiner(" ");
        for (float number : contender.outputs(part, count)) {
            numbers.add(Float.toString(number));
        }
        return numbers.toString();
    }

    private static String turn(InferenceContender contender, InferencePart part, int count, int chunk, int millis) {
        var times = new StringJoiner(" ");
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        do {
            contender.pass(part, count, chunk);
            long now = System.nanoTime();
            times.add(Long.toString(now - start));
            start = now;
        } while (start < end);
        return times.toString();
    }
}
