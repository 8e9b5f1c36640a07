package dev.hourglass.bench.race;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringJoiner;

/// A contender's process. Arguments: framework, spec, threads. Says when it is ready, then reads one request a line and
/// answers with one line:
///
/// - `losses N`: the losses of the first N steps, without corruption;
/// - `turn MILLIS`: steps until the time is over, at least one; the nanoseconds of each.
final class ContenderMain {
    private final Framework framework;
    private final Workload workload;
    private final int threads;

    private ContenderMain(Framework framework, Workload workload, int threads) {
        this.framework = framework;
        this.workload = workload;
        this.threads = threads;
    }

    public static void main(String... arguments) throws IOException {
        var answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        System.setOut(System.err);
        new ContenderMain(
                Framework.valueOf(arguments[0]), Workload.of(Path.of(arguments[1])), Integer.parseInt(arguments[2]))
                .serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), answers);
    }

    private void serve(BufferedReader requests, PrintStream answers) throws IOException {
        try (var walk = new Walk(workload, framework.enter(workload, threads))) {
            answers.println("ready");
            for (var line = requests.readLine(); line != null; line = requests.readLine()) {
                var words = line.split(" ", 2);
                int number = Integer.parseInt(words[1]);
                answers.println(words[0].equals("losses") ? losses(number) : turn(walk, number));
            }
        }
    }

    private String losses(int steps) {
        var clean = workload.withoutCorruption();
        var losses = new StringJoiner(" ");
        try (var walk = new Walk(clean, framework.enter(clean, threads))) {
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

    /// Batch after batch, epoch after epoch.
    private static final class Walk implements AutoCloseable {
        private final Contender contender;
        private final int batch;
        private final int samples;
        private int from;
        private int epoch = 1;

        Walk(Workload workload, Contender contender) {
            this.contender = contender;
            this.batch = workload.batch();
            this.samples = workload.data().size();
        }

        double step() {
            if (from == samples) {
                from = 0;
                epoch++;
            }
            double loss = contender.step(from, epoch);
            from += batch;
            return loss;
        }

        @Override
        public void close() {
            contender.close();
        }
    }
}
