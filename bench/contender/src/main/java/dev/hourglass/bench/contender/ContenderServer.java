package dev.hourglass.bench.contender;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.StringJoiner;

/// A contender's process. Arguments: the task's folder, the number of threads. Prints `ready`, or `absent` and why the
/// contender cannot run this task, then reads one request a line and answers with one line:
///
/// - `losses N`: the losses of the first N steps, with the task's noise;
/// - `turn MILLIS`: steps until the time is over, at least one; the nanoseconds of each;
/// - `epoch 1`: the steps of one epoch; the last loss;
/// - `memory 1`: the most memory the process ever had resident, in KiB.
public final class ContenderServer {
    /// Makes contenders.
    public interface Entry {
        /// @param noise where present, what the contender uses instead of numbers of its own
        /// @throws UnsupportedOperationException if the framework lacks something that the task has
        Contender enter(BenchmarkTask task, Optional<SharedNoise> noise, int threads);
    }

    private final BenchmarkTask task;
    private final Entry entry;
    private final int threads;

    private ContenderServer(BenchmarkTask task, Entry entry, int threads) {
        this.task = task;
        this.entry = entry;
        this.threads = threads;
    }

    /// Serves until the requests end.
    public static void serve(Entry entry, String... arguments) throws IOException {
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        new ContenderServer(BenchmarkTask.read(Path.of(arguments[0])), entry, Integer.parseInt(arguments[1]))
                .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), answers);
    }

    private void serve(BufferedReader requests, PrintStream answers) throws IOException {
        try (var walk = walk(Optional.empty())) {
            answers.println("ready");
            for (var line = requests.readLine(); line != null; line = requests.readLine()) {
                var words = line.split(" ", 2);
                answers.println(answer(walk, words[0], Integer.parseInt(words[1])));
            }
        } catch (UnsupportedOperationException e) {
            answers.println("absent " + e.getMessage());
        }
    }

    private String answer(Walk walk, String request, int number) throws IOException {
        return switch (request) {
            case "losses" -> losses(number);
            case "turn" -> turn(walk, number);
            case "epoch" -> epoch(walk);
            case "memory" -> memory();
            default -> throw new IOException("unknown request " + request);
        };
    }

    private Walk walk(Optional<SharedNoise> noise) {
        return new Walk(task.setting().batches(), entry.enter(task, noise, threads));
    }

    private String losses(int steps) {
        var losses = new StringJoiner(" ");
        try (var walk = walk(Optional.of(task.noise()))) {
            for (int i = 0; i < steps; i++) {
                losses.add(Double.toString(walk.step()));
            }
        }
        return losses.toString();
    }

    private static String turn(Walk walk, int millis) {
        var times = new StringJoiner(" ");
        long start = System.nanoTime();
        long end = start + millis * 1_000_000L;
        do {
            walk.step();
            long now = System.nanoTime();
            times.add(Long.toString(now - start));
            start = now;
        } while (start < end);
        return times.toString();
    }

    private String epoch(Walk walk) {
        double loss = 0;
        for (int i = 0; i < task.setting().batches(); i++) {
            loss = walk.step();
        }
        return Double.toString(loss);
    }

    private static String memory() throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return line.replaceAll("[^0-9]", "");
            }
        }
        throw new IOException("the system does not say how much memory a process had");
    }

    /// Batch after batch, epoch after epoch.
    private static final class Walk implements AutoCloseable {
        private final int batches;
        private final Contender contender;
        private int batch;
        private int epoch = 1;

        Walk(int batches, Contender contender) {
            this.batches = batches;
            this.contender = contender;
        }

        double step() {
            if (batch == batches) {
                batch = 0;
                epoch++;
            }
            return contender.step(batch++, epoch);
        }

        @Override
        public void close() {
            contender.close();
        }
    }
}
