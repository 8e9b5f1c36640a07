package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {
    @Test
    void runsEachTaskOfEachRoundOnce() {
        try (var workers = new Workers(4)) {
            for (int round = 0; round < 20_000; round++) {
                int count = round % 23;
                var runs = new AtomicIntegerArray(24);
                workers.use(1 + round % 4);
                workers.run(count, (_, task) -> runs.incrementAndGet(task));
                for (int task = 0; task < runs.length(); task++) {
                    assertThat(runs.get(task)).isEqualTo(task < count ? 1 : 0);
                }
            }
        }
    }

    @Test
    void runsMoreTasksThanOneClaimCounts() {
        var sum = new AtomicInteger();
        try (var workers = new Workers(3)) {
            workers.run(200_000, (_, task) -> sum.addAndGet(task % 7));
        }
        int expected = 0;
        for (int task = 0; task < 200_000; task++) expected += task % 7;
        assertThat(sum.get()).isEqualTo(expected);
    }

    @Test
    void leavesTasksToTheThreadsThatAreInUse() {
        try (var workers = new Workers(3)) {
            workers.use(1);
            workers.run(50, (worker, _) -> assertThat(worker).isZero());
            workers.use(2);
            workers.run(50, (worker, _) -> assertThat(worker).isLessThan(2));
        }
    }

    @Test
    void passesOnWhatATaskThrowsAndGoesOn() {
        try (var workers = new Workers(3)) {
            assertThatThrownBy(() -> workers.run(50, (_, task) -> {
                if (task == 17) {
                    throw new IllegalArgumentException("17");
                }
            })).isInstanceOf(IllegalStateException.class).hasRootCauseMessage("17");
            var runs = new AtomicInteger();
            workers.run(50, (_, _) -> runs.incrementAndGet());
            assertThat(runs.get()).isEqualTo(50);
        }
    }

    @Test
    void usesAllThreads() {
        try (var workers = new Workers(3)) {
            var all = new CountDownLatch(3);
            workers.run(3, (_, _) -> {
                all.countDown();
                await(all);
            });
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
