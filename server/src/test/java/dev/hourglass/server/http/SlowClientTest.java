package dev.hourglass.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Clients that take their time.
class SlowClientTest {
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(200);

    private static HttpServer start(Duration idle, Duration headers, int slowest) throws IOException {
        var router = new Router(fault -> {
            throw new AssertionError(fault);
        }).with("GET", "/v2", exchange -> exchange.sendJson(200, json -> json.writeString("here"))).with("POST",
                "/echo", exchange -> {
                    int length = exchange.body().length;
                    exchange.sendJson(200, json -> json.writeNumber(length));
                });
        var server = new HttpServer(
                new HttpOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), List.of(), List.of(), 100_000,
                        8192, 500, idle, headers, slowest),
                router, _ -> {});
        server.start();
        return server;
    }

    private static String get(HttpServer server) {
        return "GET /v2 HTTP/1.1\r\nHost: localhost:%d\r\n\r\n".formatted(server.port());
    }

    @Test
    void closesConnectionsWhoseHeadersNeverEnd() throws IOException {
        try (var server = start(LONG, SHORT, 1);
                var nothing = new RawClient(server.port());
                var half = new RawClient(server.port())) {
            half.send("GET /v2 HT");

            assertThat(nothing.untilClosed()).isEmpty();
            assertThat(half.untilClosed()).isEmpty();
        }
    }

    @Test
    void closesConnectionsWhoseSecondRequestNeverEnds() throws IOException {
        try (var server = start(SHORT, SHORT, 1); var client = new RawClient(server.port())) {
            client.send(get(server));
            assertThat(client.answer().status()).isEqualTo(200);
            client.send("GET /v2 HT");

            client.untilClosed();
        }
    }

    @Test
    void keepsConnectionsOpenThatAskAgain() throws IOException {
        try (var server = start(LONG, LONG, 1); var client = new RawClient(server.port())) {
            for (int i = 0; i < 100; i++) {
                client.send(get(server));
                assertThat(client.answer().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void endsBodiesThatDoNotCome() throws IOException {
        try (var server = start(SHORT, LONG, 1_000_000); var client = new RawClient(server.port())) {
            client.send("POST /echo HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 1000\r\n\r\nabc"
                    .formatted(server.port()));

            assertThat(client.untilClosed()).satisfiesAnyOf(text -> assertThat(text).isEmpty(),
                    text -> assertThat(text).contains("{\"error\":\""));
        }
    }

    @Test
    void losesNoThreadToHalfUploads() throws IOException {
        try (var server = start(LONG, LONG, 1)) {
            RawClient.ask(server.port(), get(server));
            int threads = Thread.getAllStackTraces().size();
            var clients = new ArrayList<RawClient>();
            for (int i = 0; i < 64; i++) {
                var client = new RawClient(server.port());
                client.send("POST /echo HTTP/1.1\r\nHost: localhost:%d\r\nContent-Length: 1000\r\n\r\nabc"
                        .formatted(server.port()));
                clients.add(client);
            }

            assertThat(RawClient.ask(server.port(), get(server)).status()).isEqualTo(200);
            assertThat(Thread.getAllStackTraces()).hasSizeLessThan(threads + 16);
            for (var client : clients) client.close();
        }
    }
}
