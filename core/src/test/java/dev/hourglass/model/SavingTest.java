package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.internal.file.FaultyFiles;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavingTest {
    private static final Autoencoder SPEC = new Autoencoder(
            Shape.of(3),
            List.of(new Dense(2, Activation.TANH)),
            List.of(new Dense(3, Activation.IDENTITY)),
            new MeanSquaredError());
    /// A thousand by a property, because every write waits for the disk.
    private static final int WRITES = Integer.getInteger("hourglass.test.writes", 100);
    private static final int READERS = 8;

    @TempDir
    private Path folder;

    @Test
    void keepsTheOldFileWhicheverCallFails() throws IOException {
        var file = folder.resolve("model.hourglass");
        var calls = calls(file);
        assertThat(calls).containsSubsequence("open", "write", "force", "close", "move", "open folder", "force");
        for (int failing = 0; failing < calls.size(); failing++) {
            model(1).save(file);
            var old = Files.readAllBytes(file);
            var faulty = new FaultyFiles(new FailingCall(failing)).path(file);
            assertThatThrownBy(() -> model(2).save(faulty))
                    .as(calls.get(failing))
                    .isInstanceOf(ModelFileException.class)
                    .hasMessage(file + ": cannot be written: No space left on device");
            boolean isNamed = failing > calls.indexOf("move");
            if (isNamed) {
                assertThat(weight(file)).isEqualTo(2);
            } else {
                assertThat(Files.readAllBytes(file)).as(calls.get(failing)).isEqualTo(old);
            }
            assertThat(folder.toFile().list()).containsExactly("model.hourglass");
        }
    }

    @Test
    void writesOnWhenTheDiskTakesAFewBytesAtATime() {
        var file = folder.resolve("model.hourglass");
        model(3).save(new FaultyFiles(new FaultyFiles.Faults() {
            @Override
            public int taken(int given) {
                return Math.min(given, 7);
            }
        }).path(file));
        assertThat(weight(file)).isEqualTo(3);
    }

    @Test
    void keepsTheOldFileWhenBytesAreLostWithoutAnError() {
        var file = folder.resolve("model.hourglass");
        model(1).save(file);
        var losing = new FaultyFiles(new FaultyFiles.Faults() {
            @Override
            public int taken(int given) {
                return given - 1;
            }

            @Override
            public int reported(int taken, int given) {
                return given;
            }
        });
        assertThatThrownBy(() -> model(2).save(losing.path(file)))
                .isInstanceOf(ModelFileException.class)
                .hasMessageMatching(".*cannot be written: wrote \\d+ bytes, of which \\d+ arrived");
        assertThat(weight(file)).isEqualTo(1);
    }

    @Test
    void givesUpWhenTheDiskTakesNothing() {
        var full = new FaultyFiles(new FaultyFiles.Faults() {
            @Override
            public int taken(int given) {
                return 0;
            }
        });
        assertThatThrownBy(() -> model(2).save(full.path(folder.resolve("model.hourglass"))))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("the disk took no more bytes");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void readersFindAWholeFileWhileItIsWrittenOver() throws Exception {
        var file = folder.resolve("model.hourglass");
        model(0).save(file);
        var isDone = new AtomicBoolean();
        try (var threads = Executors.newFixedThreadPool(READERS)) {
            var readers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(reading(file, isDone)));
            }
            for (int i = 1; i <= WRITES; i++) {
                model(i).save(file);
            }
            isDone.set(true);
            for (var reader : readers) {
                assertThat(read(reader)).isPositive();
            }
        }
        assertThat(weight(file)).isEqualTo(WRITES);
    }

    /// Every weight of a file is that of one write, and those of later reads are of later writes.
    private static Callable<Integer> reading(Path file, AtomicBoolean isDone) {
        return () -> {
            int reads = 0;
            float before = 0;
            do {
                float now = weight(file);
                assertThat(now).isGreaterThanOrEqualTo(before);
                before = now;
                reads++;
            } while (!isDone.get());
            return reads;
        };
    }

    private static int read(Future<Integer> reader) throws InterruptedException {
        try {
            return reader.get();
        } catch (ExecutionException torn) {
            throw new AssertionError("a reader found a torn file", torn.getCause());
        }
    }

    private static float weight(Path file) {
        var values = TrainedAutoencoder.load(file).weights().stream()
                .flatMap(tensor -> {
                    var boxed = new ArrayList<Float>();
                    for (float value : tensor.values()) {
                        boxed.add(value);
                    }
                    return boxed.stream();
                })
                .distinct()
                .toList();
        assertThat(values).hasSize(1);
        return values.getFirst();
    }

    private static TrainedAutoencoder model(float weight) {
        var parameters = new float[3 * 2 + 2 + 2 * 3 + 3];
        Arrays.fill(parameters, weight);
        return TrainedAutoencoder.of(SPEC, parameters, Map.of());
    }

    /// What saving does, in order.
    private static List<String> calls(Path file) {
        var calls = new ArrayList<String>();
        model(1).save(new FaultyFiles(new FaultyFiles.Faults() {
            @Override
            public void before(String what) {
                calls.add(what);
            }
        }).path(file));
        return calls;
    }

    private static final class FailingCall implements FaultyFiles.Faults {
        private int left;

        FailingCall(int before) {
            this.left = before;
        }

        @Override
        public void before(String what) throws IOException {
            if (left-- == 0) {
                throw new FileSystemException("somewhere", null, "No space left on device");
            }
        }
    }
}
