package dev.hourglass.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InterruptionTest {
    @Test
    @Timeout(20)
    void endsTheProcessOnlyAfterEverythingIsKept() throws InterruptedException {
        var asked = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var interruption = new Interruption(asked::countDown);
        var process = new Thread(() -> {
            interruption.interrupt();
            ended.set(true);
        });

        process.start();
        asked.await();
        assertThat(ended).isFalse();
        interruption.close();
        process.join();

        assertThat(ended).isTrue();
    }
}
