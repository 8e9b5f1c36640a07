package dev.hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.server.serving.ModelSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is stopped while requests come.
class StopTest {
    private static final String REQUEST = Client
            .infer(List.of(Client.floats("input", new int[] {1, 12}, new float[12])), "code");

    @TempDir
    private Path folder;

    private ScoringServer start(ServerOptions options) throws IOException {
        ServedModels.ofPictures(1).save(folder.resolve("digits.hourglass"));
        return ScoringServer.start(ModelSource.of(List.of(folder.toString())), options, ServerLog.none());
    }

    @Test
    void leavesNoRequestThatItTookWithoutAnAnswer() throws IOException, InterruptedException, ExecutionException {
        var server = start(ServerOptions.onLoopback(0));
        var begun = new CountDownLatch(8);
        try (var client = new Client(server.uri()); var clients = Executors.newFixedThreadPool(8)) {
            var asking = IntStream.range(0, 8).mapToObj(_ -> clients.submit(() -> {
                while (true) {
                    try {
                        int status = client.post("/v2/models/digits/infer", REQUEST).status();
                        if (status != 200) {
                            return status;
                        }
                        begun.countDown();
                    } catch (UncheckedIOException e) {
                        return isRefused(e) ? 0 : -1;
                    }
                }
            })).toList();
            begun.await();
            server.close();
            for (var each : asking) assertThat(each.get()).isIn(0, 503);
        }
    }

    /// Whether the server closed the connection before it read anything of the request: a client sends it again elsewhere.
    private static boolean isRefused(UncheckedIOException failure) {
        var text = String.valueOf(failure.getCause());
        return text.contains("ConnectException") || text.contains("received no bytes")
                || text.contains("Connection reset");
    }

    @Test
    void isNotReadyWhileItDrains() throws IOException, InterruptedException {
        var options = ServerOptions.onLoopback(0);
        var server = start(new ServerOptions(options.host(), 0, Optional.empty(), List.of(), Optional.empty(),
                options.batchRows(),
                Duration.ZERO, options.queueRows(),
                options.rows(), options.timeout(), options.bodyBytes(), options.connections(), Duration.ofSeconds(2),
                options.reloadInterval()));
        try (var client = new Client(server.uri())) {
            var stopping = Thread.ofVirtual().start(server::close);
            Client.Answer ready;
            do {
                ready = client.send(client.request("/v2/health/ready").timeout(Duration.ofSeconds(5)).GET().build());
            } while (ready.status() == 200);

            assertThat(ready.status()).isEqualTo(503);
            assertThat(client.get("/v2/health/live").status()).isEqualTo(200);
            assertThat(client.post("/v2/models/digits/infer", REQUEST).status()).isEqualTo(200);
            stopping.join();
        }
    }
}
