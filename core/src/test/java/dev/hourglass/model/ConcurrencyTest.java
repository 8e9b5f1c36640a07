package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// One loaded model, asked by many threads at once.
class ConcurrencyTest {
    private static final int THREADS = 64;
    private static final int ROUNDS = 20;
    private static final Dataset DISCS = Examples.discs(70);

    @TempDir
    private Path folder;

    static Stream<Autoencoder> specs() {
        return Stream.of(Examples.dense(), Examples.convolutional(), Examples.variational());
    }

    @ParameterizedTest
    @MethodSource("specs")
    void givesEveryThreadTheBitsOfOne(Autoencoder spec) throws Exception {
        var file = folder.resolve("model.hourglass");
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(1).withBatchSize(32).withSeed(1);
        new Trainer(spec, options).withThreads(1).train(DISCS).model().save(file);
        var model = TrainedAutoencoder.load(file);
        var codes = model.encode(DISCS);
        var reconstructions = model.reconstruct(DISCS);
        var begin = new CyclicBarrier(THREADS);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var futures = new ArrayList<Future<?>>();
            for (int thread = 0; thread < THREADS; thread++) {
                int first = thread;
                futures.add(threads.submit(() -> {
                    begin.await();
                    for (int round = 0; round < ROUNDS; round++) {
                        int from = (first + round) % DISCS.size();
                        int to = Math.min(DISCS.size(), from + 1 + (first * 7 + round) % 40);
                        var slice = DISCS.slice(from, to);
                        var encoded = model.encode(slice);
                        var reconstructed = model.reconstruct(slice);
                        for (int i = from; i < to; i++) {
                            assertThat(encoded[i - from]).isEqualTo(codes[i]);
                            assertThat(reconstructed[i - from]).isEqualTo(reconstructions[i]);
                        }
                    }
                    return null;
                }));
            }
            for (var future : futures) {
                future.get();
            }
        }
    }
}
