package dev.hourglass.bench.race;

import dev.hourglass.bench.contender.InferencePart;
import dev.hourglass.bench.contender.InferenceServer;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A framework with some setting that passes samples, in a process that sleeps between its turns.
final class InferenceProcess implements AutoCloseable {
    /// A task, done with some number of samples at a time.
    record Way(InferenceTask task, int chunk) {}

    private final Entry entry;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final Map<Way, List<double[]>> turns = new HashMap<>();

    InferenceProcess(Entry entry, Path task, int codeLayers) throws IOException {
        this.entry = entry;
        var command = new ArrayList<>(entry.framework().command(task));
        command.addAll(
                List.of(Integer.toString(entry.threads()), InferenceServer.WORD, Integer.toString(codeLayers)));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(entry.environment());
        this.process = builder.start();
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        answer();
    }

    Entry entry() {
        return entry;
    }

    /// The ways that this framework has to do a task. Hourglass chooses for itself.
    List<Way> ways(InferenceTask task) {
        return entry.framework().isHourglass()
                ? List.of(new Way(task, task.count()))
                : task.chunks().stream().map(chunk -> new Way(task, chunk)).toList();
    }

    double[] outputs(InferencePart part, int count) throws IOException {
        return numbers("outputs %s %d".formatted(part, count));
    }

    /// Lets it run.
    ///
    /// @return nanoseconds of each pass
    double[] run(Way way, int millis) throws IOException {
        return numbers(
                "turn %s %d %d %d".formatted(way.task().part(), way.task().count(), way.chunk(), millis));
    }

    /// Lets it run and remembers the times.
    void takeTurn(Way way, int millis) throws IOException {
        turns.computeIfAbsent(way, _ -> new ArrayList<>()).add(run(way, millis));
    }

    /// The medians of its turns in nanoseconds.
    double[] medians(Way way) {
        return turns.getOrDefault(way, List.of()).stream().mapToDouble(turn -> Spread.quantile(turn, 0.5)).toArray();
    }

    /// A quantile of all passes in nanoseconds.
    double quantile(Way way, double part) {
        var all = turns.getOrDefault(way, List.of()).stream().flatMapToDouble(Arrays::stream).toArray();
        return Spread.quantile(all, part);
    }

    private double[] numbers(String request) throws IOException {
        requests.write(request);
        requests.newLine();
        requests.flush();
        return Arrays.stream(answer().split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
    }

    private String answer() throws IOException {
        var answer = answers.readLine();
        if (answer == null) {
            throw new IOException("%s ended%s, see above".formatted(entry, exitCode()));
        }
        return answer;
    }

    private String exitCode() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS) ? " with exit code " + process.exitValue() : "";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    /// Ends the process: it stops where its requests end.
    @Override
    public void close() {
        try {
            requests.close();
            process.waitFor();
        } catch (IOException _) {
            process.destroy();
        } catch (InterruptedException _) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
