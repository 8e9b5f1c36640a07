package dev.hourglass.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
        var err = new ByteArrayOutputStream();
        var interruption = new Interruption(
                Console.plain(OutputStream.nullOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8)),
                asked::countDown);
        var process = new Thread(() -> {
            interruption.interrupt();
            ended.set(true);
        });

        process.start();
        asked.await();
        assertThat(ended).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).last().asString().startsWith("interrupted: ");
        interruption.close();
        process.join();

        assertThat(ended).isTrue();
    }
}
