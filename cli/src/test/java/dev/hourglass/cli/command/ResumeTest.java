package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    @TempDir
    private Path folder;

    private RunFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new RunFixture(folder);
    }

    @Test
    void goesOnToTheSameModelFileOnAnotherNumberOfThreads() throws IOException {
        train("whole", "--epochs", "4", "--threads", "1");
        train("parts", "--epochs", "2", "--threads", "1");
        var second = train("parts", "--epochs", "4", "--threads", "3", "--resume");

        assertThat(second.err()).contains("resuming after 2 of 4 epochs");
        assertThat(second.err()).noneMatch(line -> line.startsWith("epoch 2/4"));
        assertThat(fixture.path("parts/model.hourglass"))
                .hasSameBinaryContentAs(fixture.path("whole/model.hourglass"));
        assertThat(Files.readAllLines(fixture.path("parts/history.jsonl"))).hasSize(4);
        assertThat(fixture.path("parts/spec.yaml")).content().contains("checkpoint");
    }

    @Test
    void resumesARunWhoseSpecSaysNothingOfCheckpoints() throws IOException {
        var spec = fixture.spec("").toString();
        var data = fixture.bars().toString();
        var first = Hourglass.run("train", spec, "--data", data, "--epochs", "2", "--out",
                fixture.path("run").toString());
        assertThat(first.exitCode()).isZero();
        assertThat(fixture.path("run/checkpoints/epoch-000002.checkpoint")).exists();
        assertThat(fixture.path("run/spec.yaml")).content().doesNotContain("checkpoint");

        var second = Hourglass.run("train", spec, "--data", data, "--epochs", "3", "--resume", "--out",
                fixture.path("run").toString());

        assertThat(second.err()).contains("resuming after 2 of 3 epochs");
        train("whole", "--epochs", "3");
        assertThat(fixture.path("run/model.hourglass")).hasSameBinaryContentAs(fixture.path("whole/model.hourglass"));
    }

    @Test
    void givesTheSameModelOfARunThatIsFinished() throws IOException {
        train("run", "--epochs", "2");
        var model = Files.readAllBytes(fixture.path("run/model.hourglass"));

        var again = train("run", "--epochs", "2", "--resume");

        assertThat(again.err()).contains("resuming after 2 of 2 epochs").noneMatch(line -> line.startsWith("epoch "));
        assertThat(fixture.path("run/model.hourglass")).hasBinaryContent(model);
        assertThat(Files.readAllLines(fixture.path("run/history.jsonl"))).hasSize(2);
    }

    @Test
    void writesNoCheckpointsWhereTheyAreSwitchedOff() throws IOException {
        train("run", "--set", "train.checkpoint=off");

        assertThat(fixture.path("run/checkpoints")).doesNotExist();
        assertThat(fixture.path("run/spec.yaml")).content().contains("checkpoint: \"off\"");
    }

    @Test
    void goesOnWithoutCheckpointsWhereTheyCannotBeWritten() throws IOException {
        Files.createFile(Files.createDirectory(fixture.path("run")).resolve("checkpoints"));

        var run = Hourglass.run("train", fixture.spec("").toString(), "--data", fixture.bars().toString(), "--force",
                "--out",
                fixture.path("run").toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).filteredOn(line -> line.endsWith("; the training continues, but may not be resumable "
                + "(--set train.checkpoint=off writes no checkpoints)")).hasSize(1);
        assertThat(fixture.path("run/model.hourglass")).exists();
    }

    @Test
    void goesOnFromTheCheckpointBeforeADamagedOneAndSaysSo() throws IOException {
        train("whole", "--epochs", "3");
        train("parts", "--epochs", "2");
        var damaged = fixture.path("parts/checkpoints/epoch-000002.checkpoint");
        var bytes = Files.readAllBytes(damaged);
        bytes[bytes.length / 2] ^= 1;
        Files.write(damaged, bytes);

        var second = train("parts", "--epochs", "3", "--resume");

        assertThat(second.err()).anyMatch(line -> line.startsWith(damaged + ": byte ")
                && line.endsWith("; resuming from an earlier checkpoint"));
        assertThat(second.err()).contains("resuming after 1 of 3 epochs");
        assertThat(fixture.path("parts/model.hourglass"))
                .hasSameBinaryContentAs(fixture.path("whole/model.hourglass"));
    }

    @Test
    void refusesToBeginAnewWhereNoCheckpointIsWhole() throws IOException {
        train("parts", "--epochs", "2");
        for (int epoch = 1; epoch <= 2; epoch++) {
            Files.write(fixture.path("parts/checkpoints/epoch-00000%d.checkpoint".formatted(epoch)), new byte[20]);
        }

        var second = Hourglass.run(arguments("parts", "--resume"));

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.err()).last().asString().startsWith(
                "hourglass: " + fixture.path("parts/checkpoints/epoch-000002.checkpoint") + ": byte 0: ")
                .endsWith("; no checkpoint of this run can be read: remove --resume and add --force to start again");
        assertThat(fixture.path("parts/checkpoints/epoch-000002.checkpoint")).exists();
    }

    @Test
    void beginsWhereThereIsNothingToResume() throws IOException {
        var run = train("new", "--resume");

        assertThat(run.err()).noneMatch(line -> line.startsWith("resuming"))
                .contains("no checkpoint in %s: starting from the beginning".formatted(fixture.path("new")));
        assertThat(fixture.path("new/checkpoints/epoch-000002.checkpoint")).exists();
    }

    @Test
    void refusesAFolderIntoWhichAnotherProcessTrains() throws IOException {
        var out = Files.createDirectory(fixture.path("busy"));
        try (var channel = FileChannel.open(out.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            var run = Hourglass.run(arguments("busy", "--force"));

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).last().isEqualTo("hourglass: " + out
                    + ": another process is training in this folder; wait until it ends, or choose another with --out");
        }
        assertThat(out.resolve("history.jsonl")).doesNotExist();
    }

    @Test
    void refusesToWriteOverAModelThatHasNoCheckpoints() throws IOException {
        fixture.train("plain", "", "--set", "train.checkpoint=off");
        var run = Hourglass.run(arguments("plain", "--resume"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).last().isEqualTo("hourglass: " + fixture.path("plain")
                + ": found a model, but no checkpoint to resume from; remove --resume to start another run");
        assertThat(fixture.path("plain/model.hourglass")).exists();
    }

    @Test
    void refusesToResumeAnotherTraining() throws IOException {
        train("run", "--epochs", "2");
        var run = Hourglass.run(arguments("run", "--epochs", "2", "--resume", "--seed", "9"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).last()
                .isEqualTo("hourglass: train.seed: the checkpoint was made with the default, found 9; "
                        + "use the same value, or start a new run");
    }

    private Hourglass train(String out, String... more) throws IOException {
        var run = Hourglass.run(arguments(out, more));
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return run;
    }

    private String[] arguments(String out, String... more) throws IOException {
        var arguments = new ArrayList<>(List.of(
                "train", fixture.spec("").toString(), "--data", fixture.bars().toString(), "--out",
                fixture.path(out).toString(), "--set", "train.checkpoint=1"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
