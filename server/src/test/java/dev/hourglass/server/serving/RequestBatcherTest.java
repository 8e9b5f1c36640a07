package dev.hourglass.server.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.server.tensor.Elements;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RequestBatcherTest {
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);
    private static final TrainedAutoencoder AUTOENCODER = TrainedAutoencoder.initial(new Autoencoder(
            Shape.of(3), List.of(new Dense(2, Activation.TANH)), List.of(new Dense(3, Activation.IDENTITY)),
            new MeanSquaredError()), 1);
    private static final ServedModel MODEL = new SampleModel(AUTOENCODER);

    /// Keeps the rows of each batch, and lets the first one wait until it may go on.
    private static final class Batches implements ServingObserver {
        final List<Integer> rows = Collections.synchronizedList(new ArrayList<>());
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch mayGoOn = new CountDownLatch(1);

        @Override
        public void batch(String model, int count, double seconds, double[] errors) {
            rows.add(count);
        }

        @Override
        public void waited(String model, double seconds) {
            begun.countDown();
            try {
                mayGoOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void loaded(String model, ServedModel served) {}

        @Override
        public void failed(String model, String reason) {}
    }

    private static InputRows rows(int count, float value) {
        var features = new float[3 * count];
        Arrays.fill(features, value);
        return InputRows.of(count, features);
    }

    private static BatchLimits limits(int rows, int waiting) {
        return new BatchLimits(rows, Duration.ZERO, waiting, 1);
    }

    @Test
    void putsWaitingRequestsTogether() throws InterruptedException, ExecutionException {
        var batches = new Batches();
        var batcher = new RequestBatcher("m", MODEL, limits(6, 100), batches);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> batcher.submit(rows(1, 0), List.of("code"), LONG));
            batches.begun.await();
            var others = new ArrayList<Future<List<Elements>>>();
            for (int i = 1; i <= 5; i++) {
                int value = i;
                others.add(threads.submit(() -> batcher.submit(rows(2, value), List.of("code"), LONG)));
                while (batcher.waitingRows() < 2 * i) Thread.onSpinWait();
            }
            batches.mayGoOn.countDown();

            first.get();
            for (int i = 1; i <= 5; i++) {
                var expected = AUTOENCODER.encode(new float[] {i, i, i});
                assertThat(((Elements.Floats) others.get(i - 1).get().getFirst()).values()).containsExactly(expected[0],
                        expected[1], expected[0], expected[1]);
            }
        }
        assertThat(batches.rows).containsExactly(1, 6, 4);
    }

    @Test
    void refusesRequestsWhenItsQueueIsFull() throws InterruptedException, ExecutionException {
        var batches = new Batches();
        var batcher = new RequestBatcher("m", MODEL, limits(4, 4), batches);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> batcher.submit(rows(1, 0), List.of("code"), LONG));
            batches.begun.await();
            var second = threads.submit(() -> batcher.submit(rows(3, 0), List.of("code"), LONG));
            while (batcher.waitingRows() < 3) Thread.onSpinWait();

            assertThatExceptionOfType(OverloadException.class)
                    .isThrownBy(() -> batcher.submit(rows(2, 0), List.of("code"), LONG))
                    .withMessage("model 'm': 3 rows wait already; try again later")
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(OverloadException.Kind.QUEUE_FULL));
            batches.mayGoOn.countDown();
            first.get();
            second.get();
        }
    }

    @Test
    void givesUpRequestsThatWaitTooLong() throws InterruptedException, ExecutionException {
        var batches = new Batches();
        var batcher = new RequestBatcher("m", MODEL, limits(4, 4), batches);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> batcher.submit(rows(1, 0), List.of("code"), LONG));
            batches.begun.await();

            assertThatExceptionOfType(OverloadException.class)
                    .isThrownBy(() -> batcher.submit(rows(3, 0), List.of("code"), 1))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(OverloadException.Kind.TOO_LATE));
            assertThat(batcher.waitingRows()).isZero();
            batches.mayGoOn.countDown();
            first.get();
        }
        assertThat(batches.rows).containsExactly(1);
    }

    @Test
    void keepsTheFaultOfOneRequestFromOthers() throws InterruptedException, ExecutionException {
        var batches = new Batches();
        var batcher = new RequestBatcher("m", MODEL, limits(100, 100), batches);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> batcher.submit(rows(1, 0), List.of("code"), LONG));
            batches.begun.await();
            var good = threads.submit(() -> batcher.submit(rows(1, 1), List.of("code"), LONG));
            while (batcher.waitingRows() < 1) Thread.onSpinWait();
            var bad = threads.submit(() -> batcher.submit(rows(1, 2), List.of("kode"), LONG));
            while (batcher.waitingRows() < 2) Thread.onSpinWait();
            batches.mayGoOn.countDown();

            first.get();
            assertThat(((Elements.Floats) good.get().getFirst()).values())
                    .containsExactly(AUTOENCODER.encode(new float[] {1, 1, 1}));
            assertThatExceptionOfType(ExecutionException.class).isThrownBy(bad::get)
                    .withCauseInstanceOf(DataException.class)
                    .withMessageContaining("'kode' is unknown; did you mean 'code'?");
        }
    }

    @Test
    void waitsForOthersWhereItMay() throws InterruptedException, ExecutionException {
        var batches = new Batches();
        batches.mayGoOn.countDown();
        var batcher = new RequestBatcher("m", MODEL, new BatchLimits(3, Duration.ofMinutes(5), 100, 1), batches);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> batcher.submit(rows(1, 0), List.of("code"), LONG));
            var second = threads.submit(() -> batcher.submit(rows(2, 0), List.of("code"), LONG));

            first.get();
            second.get();
        }
        assertThat(batches.rows).containsExactly(3);
    }
}
