package dev.hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.file.FaultyFiles;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.NoCheckpoints;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.TrainingResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AutomaticCheckpointsTest {
    private static final Dataset DISCS = Examples.discs(70);
    private static final int EPOCHS = 4;
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.005)).withEpochs(EPOCHS)
            .withBatchSize(32).withSeed(9);
    private static final long SECOND = 1_000_000_000;

    @TempDir
    private Path folder;

    @Test
    void areTheDefaultOfAFolder() throws IOException {
        assertThat(OPTIONS.checkpoint()).isEqualTo(new AutomaticCheckpoints());
        trainer(folder).train(DISCS);

        // All epochs together take less than a minute: there is one after the last.
        assertThat(names()).containsExactly("epoch-000004.checkpoint");
    }

    @Test
    void areWrittenWhenTheTrainingIsStopped() throws IOException {
        var whole = new Trainer(Examples.dense(), OPTIONS).train(DISCS);
        var isStopping = new AtomicBoolean();
        var trainer = trainer(folder).stopWhen(isStopping::get).withListener(onStep(step -> {
            if (step.epoch() == 2 && step.step() == 1) {
                isStopping.set(true);
            }
        }));
        assertThat(trainer.train(DISCS).ending()).isEqualTo(Ending.INTERRUPTED);

        assertThat(names()).containsExactly("epoch-000001-step-000001.checkpoint");
        var resumed = trainer(folder).resume(Checkpoint.latest(folder).orElseThrow()).train(DISCS);
        assertThat(resumed.model().weightsSha256()).isEqualTo(whole.model().weightsSha256());
        assertThat(names()).containsExactly("epoch-000004.checkpoint");
    }

    @Test
    void comeAtMostOnceAMinute() {
        var clock = new AtomicLong();
        var checkpoints = new CheckpointFolder(folder, new AutomaticCheckpoints(), clock::get);
        assertThat(checkpoints.isDueAfter(1)).isFalse();
        clock.set(59 * SECOND);
        assertThat(checkpoints.isDueAfter(2)).isFalse();
        clock.set(60 * SECOND);
        assertThat(checkpoints.isDueAfter(3)).isTrue();
        assertThat(checkpoints.isDue()).isFalse();

        write(checkpoints, () -> {});

        assertThat(checkpoints.isDueAfter(4)).isFalse();
        clock.set(120 * SECOND);
        assertThat(checkpoints.isDueAfter(5)).isTrue();
    }

    @Test
    void takeAtMostAFiftiethOfTheTime() {
        var clock = new AtomicLong();
        var checkpoints = new CheckpointFolder(folder, new AutomaticCheckpoints(), clock::get);
        clock.set(60 * SECOND);
        write(checkpoints, () -> clock.addAndGet(4 * SECOND));

        clock.set((64 + 199) * SECOND);
        assertThat(checkpoints.isDueAfter(2)).isFalse();
        clock.set((64 + 200) * SECOND);
        assertThat(checkpoints.isDueAfter(3)).isTrue();
    }

    /// @param meanwhile what happens while it is written
    private void write(CheckpointFolder checkpoints, Runnable meanwhile) {
        var other = folder.resolve("other");
        trainer(other).train(DISCS);
        var checkpoint = Checkpoint.latest(other).orElseThrow();
        checkpoints.write(() -> {
            meanwhile.run();
            return checkpoint;
        });
    }

    @Test
    void goOnWhenTheDiskIsFullAndReportItOnce() throws IOException {
        var full = new FaultyFiles(new FaultyFiles.Faults() {
            @Override
            public void before(String what) throws IOException {
                if (what.equals("write")) {
                    throw new IOException("No space left on device");
                }
            }
        });
        var failures = new ArrayList<String>();

        var result = trainer(full.path(folder)).withListener(onFailure(failures::add)).train(DISCS);

        assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(result.model().weightsSha256())
                .isEqualTo(new Trainer(Examples.dense(), OPTIONS).train(DISCS).model().weightsSha256());
        assertThat(failures).containsExactly(folder.resolve("epoch-000004.checkpoint")
                + ": cannot be written: No space left on device; there is no earlier checkpoint");
        assertThat(names()).isEmpty();
    }

    @Test
    void goOnWhereTheirFolderCannotBeMade() throws IOException {
        var file = Files.createFile(folder.resolve("file"));
        var failures = new ArrayList<String>();

        var result = trainer(file.resolve("checkpoints")).withListener(onFailure(failures::add)).train(DISCS);

        assertThat(result.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(failures).hasSize(1).first().asString()
                .startsWith(file + "/checkpoints: cannot be used for checkpoints: ");
    }

    @Test
    void areRefusedWhereTheOptionsSwitchThemOff() {
        var off = OPTIONS.withCheckpoint(new NoCheckpoints());

        assertThatThrownBy(() -> new Trainer(Examples.dense(), off).withCheckpoints(folder))
                .isInstanceOf(SpecException.class)
                .hasMessage("train: expected checkpoints to write to %s, found checkpoint: off; remove it"
                        .formatted(folder));
    }

    private static Trainer trainer(Path folder) {
        return new Trainer(Examples.dense(), OPTIONS).withCheckpoints(folder);
    }

    private static TrainingListener onStep(Consumer<StepReport> action) {
        return new TrainingListener() {
            @Override
            public void onStep(StepReport step) {
                action.accept(step);
            }
        };
    }

    private static TrainingListener onFailure(Consumer<String> action) {
        return new TrainingListener() {
            @Override
            public void onCheckpointFailure(ModelFileException failure) {
                action.accept(String.valueOf(failure.getMessage()));
            }
        };
    }

    private List<String> names() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
