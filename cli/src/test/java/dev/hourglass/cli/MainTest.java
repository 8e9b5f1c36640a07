package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
    @ParameterizedTest
    @ValueSource(strings = {"demo", "train", "evaluate", "reconstruct", "encode", "sample", "import", "inspect"})
    void everyCommandExplainsItselfWithAnExample(String command) {
        var run = Hourglass.run(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().getFirst()).startsWith("Usage: hourglass " + command);
        assertThat(run.out()).anyMatch(line -> line.startsWith("  hourglass " + command));
        assertThat(run.out()).allMatch(line -> line.length() <= 80);
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "train", "evaluate", "reconstruct", "encode", "sample", "import", "inspect"})
    void everyCommandSaysItsVersion(String command) {
        var run = Hourglass.run(command, "--version");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).singleElement().asString().startsWith("hourglass ").contains("Java 25");
    }

    @Test
    void listsTheCommands() {
        var run = Hourglass.run("--help");

        assertThat(run.exitCode()).isZero();
        assertThat(String.join("\n", run.out())).contains("demo", "train", "evaluate", "reconstruct", "encode",
                "sample", "import", "inspect");
    }

    @Test
    void showsAStackTraceOnlyWhenAsked() {
        assertThat(Hourglass.run("inspect", "missing.hourglass").err()).hasSize(1);
        assertThat(Hourglass.run("inspect", "missing.hourglass", "--verbose").err())
                .anyMatch(line -> line.startsWith("\tat dev.hourglass."))
                .last()
                .isEqualTo("hourglass: missing.hourglass: no such file");
    }
}
