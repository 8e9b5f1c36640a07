package dev.hourglass.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.RunStatus.State;
import dev.hourglass.train.Diagnostic;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.StepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunStatusTest {
    private static final RunDescription RUN = new RunDescription("dense", "mnist", "model: {}\n", Optional.empty());

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private RunStatus read() {
        return RunStatus.read(folder.resolve("run.json")).orElseThrow();
    }

    @Test
    void saysHowATrainingStands() {
        var file = new RunStatusFile(folder.resolve("run.json"), RUN, 5, 2, 600, 57_000);

        assertThat(read().isRunning()).isTrue();
        assertThat(read().progress().epoch()).isEqualTo(2);

        file.onStep(new StepReport(3, 1, 10, 60, 0.5));
        file.onEpoch(new EpochReport(3, 0.4, OptionalDouble.empty(), 0.1, 2, 600));
        file.onDiagnostic(new Diagnostic("dead units", false));
        assertThat(read()).satisfies(status -> {
            assertThat(status.name()).isEqualTo("dense");
            assertThat(status.epochs()).isEqualTo(5);
            assertThat(status.samples()).isEqualTo(600);
            assertThat(status.parameters()).isEqualTo(57_000);
            assertThat(status.progress().epoch()).isEqualTo(3);
            assertThat(status.diagnostics()).containsExactly(new Diagnostic("dead units", false));
        });

        file.write(State.EVALUATING);
        assertThat(read().isRunning()).isTrue();
        file.write(State.COMPLETED);
        assertThat(read().isRunning()).isFalse();
        assertThat(read().isDead()).isFalse();
    }

    @Test
    void knowsAProcessThatHasDied() throws IOException, InterruptedException {
        var file = folder.resolve("run.json");
        new RunStatusFile(file, RUN, 5, 0, 600, 57_000);
        var process = new ProcessBuilder("sleep", "60").start();
        var text = Files.readString(file);
        Files.writeString(file, text.replaceFirst("\"pid\":\\d+", "\"pid\":" + process.pid())
                .replaceFirst("(\"pid\":\\d+,\"begun\":\")[^\"]*", "$1"
                        + process.info().startInstant().orElseThrow()));
        assertThat(read().isRunning()).isTrue();

        process.destroyForcibly().waitFor();

        assertThat(read().isRunning()).isFalse();
        assertThat(read().isDead()).isTrue();
    }

    @Test
    void takesNoOtherProcessOfTheSameNumberForIt() throws IOException {
        var file = folder.resolve("run.json");
        new RunStatusFile(file, RUN, 5, 0, 600, 57_000);

        Files.writeString(file, Files.readString(file).replaceFirst("(\"pid\":\\d+,\"begun\":\")20",
                "$119"));

        assertThat(read().isRunning()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"name\": 3}", "{\"name\":\"a\",\"data\":\"b\",\"process\":7}"})
    void readsNothingOfWhatItDoesNotUnderstand(String text) throws IOException {
        assertThat(RunStatus.read(Files.writeString(folder.resolve("run.json"), text))).isEmpty();
    }
}
