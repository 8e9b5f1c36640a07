package dev.hourglass.bench.race;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// A framework with some setting, in a process that sleeps between its turns.
final class Racer implements AutoCloseable {
    private final Framework framework;
    private final int threads;
    private final Map<String, String> environment;
    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;
    private final List<Turn> turns = new ArrayList<>();

    /// Starts the process and waits until it is ready: bytedeco unpacks its libraries when one first runs, and a second
    /// that starts meanwhile would load half of them.
    Racer(Framework framework, Path spec, int threads, Map<String, String> environment) throws IOException {
        this.framework = framework;
        this.threads = threads;
        this.environment = environment;
        var builder = new ProcessBuilder(command(framework, spec, threads))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.requests = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
        answer();
    }

    /// The same Java with the same options as this process has.
    private static List<String> command(Framework framework, Path spec, int threads) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                "-cp", System.getProperty("java.class.path"), ContenderMain.class.getName(),
                framework.name(), spec.toString(), Integer.toString(threads)));
        return command;
    }

    Framework framework() {
        return framework;
    }

    int threads() {
        return threads;
    }

    /// Environment variables of its process.
    Map<String, String> environment() {
        return environment;
    }

    /// The losses of its first steps, without corruption.
    double[] losses(int steps) throws IOException {
        return Arrays.stream(ask("losses " + steps)).mapToDouble(Double::parseDouble).toArray();
    }

    /// Lets it run without counting.
    void warmUp(int millis) throws IOException {
        ask("turn " + millis);
    }

    /// Lets it run and remembers the times of its steps.
    void takeTurn(int millis) throws IOException {
        turns.add(Turn.ofNanos(Arrays.stream(ask("turn " + millis)).mapToLong(Long::parseLong).toArray()));
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
            throw new IOException("%s with %d threads ended, see above".formatted(framework.title(), threads));
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
