package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs a class of the tests in a JVM of its own, with options of its own and nothing compiled yet.
public final class AnotherJvm {
    private AnotherJvm() {}

    /// What the class printed on standard output, in a JVM with the Vector API.
    public static List<String> run(Class<?> main, String... options) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of("--add-modules", "jdk.incubator.vector"));
        return runPlain(main, all.toArray(String[]::new));
    }

    /// What the class printed on standard output, in a JVM with these options alone.
    public static List<String> runPlain(Class<?> main, String... options) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (var reader = process.inputReader(StandardCharsets.UTF_8)) {
            var lines = reader.lines().toList();
            assertThat(process.waitFor()).isZero();
            return lines;
        }
    }
}
