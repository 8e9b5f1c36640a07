package dev.hourglass.bench.race;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A framework with some setting, in a process that sleeps between its turns.
final class ContenderProcess implements AutoCloseable {
    private static final String READY = "ready";
    private static final String ABSENT = "absent ";

    private final Entry entry;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final List<Turn> turns = new ArrayList<>();

    private ContenderProcess(Entry entry, Process process) {
        this.entry = entry;
        this.process = process;
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts the process and waits until it is ready: some frameworks unpack their libraries when they first run, and a
    /// second one that starts meanwhile would load half of them.
    ///
    /// @throws AbsentException if the framework cannot run the task
    static ContenderProcess start(Entry entry, Path task) throws IOException {
        var command = new ArrayList<>(entry.framework().command(task));
        command.add(Integer.toString(entry.threads()));
        command.addAll(entry.framework().arguments());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(entry.environment());
        var contender = new ContenderProcess(entry, builder.start());
        var answer = contender.answer();
        if (!answer.equals(READY)) {
            contender.close();
            if (answer.startsWith(ABSENT)) {
                throw new AbsentException(answer);
            }
            throw new IOException(entry + " broke down when it started: " + answer);
        }
        return contender;
    }

    Entry entry() {
        return entry;
    }

    Framework framework() {
        return entry.framework();
    }

    /// The losses of its first steps.
    double[] losses(int steps) throws IOException {
        return Arrays.stream(ask("losses " + steps)).mapToDouble(Double::parseDouble).toArray();
    }

    /// Lets it run without remembering.
    Turn run(int millis) throws IOException {
        return Turn.ofNanos(Arrays.stream(ask("turn " + millis)).mapToLong(Long::parseLong).toArray());
    }

    /// Lets it run and remembers the times of its steps.
    void takeTurn(int millis) throws IOException {
        turns.add(run(millis));
    }

    /// Lets it run one epoch.
    void epoch() throws IOException {
        ask("epoch 1");
    }

    /// The most memory its process ever had resident, in bytes.
    long memory() throws IOException {
        return Long.parseLong(ask("memory 1")[0]) << 10;
    }

    List<Turn> turns() {
        return turns;
    }

    private String[] ask(String request) throws IOException {
        requests.write(request);
        requests.newLine();
        requests.flush();
        return answer().split(" ");
    }

    private String answer() throws IOException {
        var answer = answers.readLine();
        if (answer == null) {
            throw new IOException(entry + " ended, see above");
        }
        return answer;
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
