package dev.hourglass.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Runs the command in a JVM of its own, as plain `java` without the launcher.
///
/// @param options for the JVM
/// @param environment variables that are added to those of this process
record AnotherJvm(String classPath, List<String> options, Map<String, String> environment) {
    AnotherJvm(String... options) {
        this(ClassPath.whole(), List.of(options), Map.of());
    }

    /// Runs the command `hourglass` with some arguments.
    Hourglass run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        return run(command);
    }

    /// Begins to run it.
    Process start(String... arguments) throws IOException {
        var command = command();
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    /// Runs a line of a shell, in which `$hourglass` stands for the command.
    Hourglass shell(String line) throws IOException, InterruptedException {
        var quoted = command().stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return run(List.of("bash", "-c", "hourglass() { " + quoted + " \"$@\"; }; " + line));
    }

    private Hourglass run(List<String> command) throws IOException, InterruptedException {
        var err = Files.createTempFile("hourglass", ".err");
        try {
            var builder = new ProcessBuilder(command).redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            process.getOutputStream().close();
            var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Hourglass(process.waitFor(), out.lines().toList(), Files.readAllLines(err));
        } finally {
            Files.delete(err);
        }
    }

    private List<String> command() {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-XX:+UseSerialGC", "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED", "-cp",
                classPath, Main.class.getName()));
        return command;
    }
}
