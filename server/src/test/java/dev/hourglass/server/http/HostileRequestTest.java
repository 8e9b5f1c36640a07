package dev.hourglass.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests of whoever means harm.
class HostileRequestTest {
    private static final int MOST_BODY = 100_000;
    private static final String SECRET = "correct-horse-battery-staple";

    private static final List<RequestRecord> RECORDS = Collections.synchronizedList(new ArrayList<>());
    private static HttpServer server;
    private static HttpServer guarded;
    private static int port;

    private static HttpOptions options(Optional<AccessToken> token) {
        return new HttpOptions("127.0.0.1", 0, token, Optional.empty(), List.of("scoring", "scoring:80"),
                List.of("/open"), MOST_BODY,
                8192, 500, Duration.ofSeconds(30),
                Duration.ofSeconds(30), 1);
    }

    private static Router router() {
        return new Router(fault -> {
            throw new AssertionError(fault);
        })
                .with("GET", "/v2", exchange -> exchange.sendJson(200, json -> json.writeString("here")))
                .with("GET", "/open", exchange -> exchange.sendJson(200, json -> json.writeString("open")))
                .with("GET", "/v2/models/{model}", exchange -> {
                    throw new HttpError(404, "no such model");
                })
                .with("POST", "/echo", exchange -> exchange.sendJson(200, json -> {
                    try {
                        json.writeNumber(exchange.body().length);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }));
    }

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        var file = folder.resolve("token");
        Files.writeString(file, SECRET + "\n");
        server = new HttpServer(options(Optional.empty()), router(), RECORDS::add);
        guarded = new HttpServer(options(Optional.of(AccessToken.read(file))), router(), RECORDS::add);
        server.start();
        guarded.start();
        port = server.port();
    }

    @AfterAll
    static void stop() {
        server.close();
        guarded.close();
    }

    /// Whatever came before, a good request is answered.
    @AfterEach
    void stillAnswers() throws IOException {
        assertThat(RawClient.ask(port, get("/v2")).status()).isEqualTo(200);
    }

    private static String get(String path) {
        return "GET %s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n".formatted(path, port);
    }

    private static String post(String headers, String body) {
        return "POST /echo HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n%s".formatted(port,
                headers.isEmpty() ? "" : headers + "\r\n", body);
    }

    private static void assertRefused(RawClient.Answer answer, Integer... statuses) {
        assertThat(answer.status()).as(answer.all()).isIn((Object[]) statuses);
        assertThat(answer.head()).contains("Content-Type: application/json").contains("X-Content-Type-Options: nosniff")
                .doesNotContain("Server:").doesNotContain("Access-Control").doesNotContainIgnoringCase("jetty");
        assertThat(answer.body()).startsWith("{\"error\":\"").endsWith("\"}").doesNotContain("Exception")
                .doesNotContainIgnoringCase("jetty")
                .doesNotContain("\\n").doesNotContain(System.getProperty("user.dir"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "localhost", "localhost:1", "localhost:0",
        "localhost:PORT.evil.example", "localhost.:PORT",
        "evil.localhost:PORT", "user@localhost:PORT", "127.0.0.2:PORT", "[::2]:PORT", "[::1%lo]:PORT", "", " ",
        "0.0.0.0:PORT", "2130706433:PORT",
        "0x7f.1:PORT", "localhost:PORT, evil.example"})
    void refusesOtherHosts(String host) throws IOException {
        var answer = RawClient.ask(port,
                "GET /v2 HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host.replace("PORT", Integer.toString(port))));

        assertRefused(answer, 400, 421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "LocalHost:PORT", "127.0.0.1:PORT", "[::1]:PORT", "scoring:PORT",
        "scoring", "scoring:80"})
    void answersForItsOwnHosts(String host) throws IOException {
        var answer = RawClient.ask(port,
                "GET /v2 HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(host.replace("PORT", Integer.toString(port))));

        assertThat(answer.status()).as(answer.all()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /v2 HTTP/1.1\r\n\r\n",
        "GET /v2 HTTP/1.0\r\n\r\n",
        "GET /v2 HTTP/1.1\r\nHost: localhost:PORT\r\nHost: localhost:PORT\r\n\r\n",
        "GET http://evil.example/v2 HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
        "GET http://evil.example:PORT/v2 HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
        "GET http://evil.example:PORT/v2 HTTP/1.1\r\nHost: evil.example:PORT\r\n\r\n"
    })
    void refusesRequestsOfTwoHostsOrNone(String request) throws IOException {
        assertRefused(RawClient.ask(port, request.replace("PORT", Integer.toString(port))), 400, 421);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "http://evil.example:PORT", "null", "https://localhost:PORT",
        "http://localhost", "http://localhost:1",
        "http://localhost:PORT.evil.example", "http://evil.localhost:PORT", "http://localhost:PORT/",
        "http://localhost:PORT@evil.example", "file://",
        "chrome-extension://abc", "http://127.0.0.2:PORT", "", "http://"})
    void refusesPagesOfOtherSites(String origin) throws IOException {
        var headers = "Origin: %s\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                .formatted(origin.replace("PORT", Integer.toString(port)));

        assertRefused(RawClient.ask(port, post(headers.strip() + "\r\n", "{}")), 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "something"})
    void refusesWhatBrowsersCallCrossSite(String site) throws IOException {
        assertRefused(RawClient.ask(port, post("Sec-Fetch-Site: " + site + "\r\nContent-Length: 2\r\n", "{}")), 403);
    }

    @Test
    void takesRequestsOfItsOwnPages() throws IOException {
        var headers = "Origin: http://localhost:%d\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: 2\r\n"
                .formatted(port);

        assertThat(RawClient.ask(port, post(headers, "{}")).body()).isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a",
        "application/jsonp", "text/html"})
    void refusesWhatFormsSend(String type) throws IOException {
        assertRefused(RawClient.ask(port, post("Content-Type: " + type + "\r\nContent-Length: 2\r\n", "{}")), 415);
    }

    @Test
    void takesABodyOfNoType() throws IOException {
        assertThat(RawClient.ask(port, post("Content-Length: 2\r\n", "{}")).status()).isEqualTo(200);
    }

    static Stream<String> tokens() {
        return Stream.of("", "Authorization: \r\n", "Authorization: Bearer\r\n", "Authorization: Bearer \r\n",
                "Authorization: Bearer wrong\r\n",
                "Authorization: Bearer " + SECRET + "x\r\n", "Authorization: Bearer " + SECRET.substring(1) + "\r\n",
                "Authorization: Basic " + SECRET + "\r\n",
                "Authorization: " + SECRET + "\r\n",
                "Authorization: Bearer " + SECRET + "\r\nAuthorization: Bearer wrong\r\n",
                "Authorization: Bearer " + SECRET.toUpperCase(Locale.ROOT) + "\r\n", "X-Token: " + SECRET + "\r\n",
                "Cookie: token=" + SECRET + "\r\n",
                "Authorization: Bearer " + "a".repeat(7000) + "\r\n");
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void refusesOtherTokens(String headers) throws IOException {
        var answer = RawClient.ask(guarded.port(),
                "GET /v2?token=%s HTTP/1.1\r\nHost: localhost:%d\r\n%s\r\n".formatted(SECRET, guarded.port(), headers));

        assertRefused(answer, 401);
        assertThat(answer.head()).contains("WWW-Authenticate: Bearer");
    }

    @Test
    void takesItsTokenAndNeedsNoneForOpenPaths() throws IOException {
        var host = "Host: localhost:%d\r\n".formatted(guarded.port());

        assertThat(RawClient
                .ask(guarded.port(), "GET /v2 HTTP/1.1\r\n" + host + "Authorization: bearer " + SECRET + "\r\n\r\n")
                .status()).isEqualTo(200);
        assertThat(RawClient.ask(guarded.port(), "GET /open HTTP/1.1\r\n" + host + "\r\n").status()).isEqualTo(200);
        assertRefused(RawClient.ask(guarded.port(), "GET /open/../v2 HTTP/1.1\r\n" + host + "\r\n"), 400, 401);
    }

    @Test
    void keepsTokensAndQueriesOutOfItsRecords() throws IOException {
        RECORDS.clear();

        RawClient.ask(guarded.port(),
                "GET /v2?token=%s HTTP/1.1\r\nHost: localhost:%d\r\nAuthorization: Bearer %s\r\n\r\n".formatted(SECRET,
                        guarded.port(), SECRET));

        while (RECORDS.isEmpty()) Thread.onSpinWait();
        assertThat(RECORDS.getFirst().line()).contains("\"path\":\"/v2\"").doesNotContain(SECRET);
        assertThat(AccessToken.random()).hasToString("AccessToken[...]");
        assertThat(AccessToken.random().text()).hasSize(43);
    }

    static Stream<String> paths() {
        var steps = List.of("..", "%2e%2e", "%252e%252e", ".%2e", "..;", "..%00", "%c0%ae%c0%ae", "..\\", "..%5c",
                "....//", "%uff0e%uff0e", "\u00ff");
        var slashes = List.of("/", "%2f", "%252f", "//", "\\");
        var ends = List.of("etc/passwd", "etc%2fpasswd", "proc/self/environ", "v2");
        return steps.stream().flatMap(step -> slashes.stream()
                .flatMap(slash -> ends.stream().map(end -> "/v2/models/" + step + slash + step + slash + end)));
    }

    @Test
    void leadsNoPathToAFile() throws IOException {
        var paths = Stream.concat(paths(),
                Stream.of("/../../etc/passwd", "/etc/passwd", "//etc/passwd", "/v2/models/dense;x=1",
                        "/v2/models/a%00b", "/v2/models/%zz", "/./v2/../v2/..",
                        "/v2/models/" + "a".repeat(5000), "/v2/models/con", "/v2/models/%0d%0aX:%20y",
                        "file:///etc/passwd", "*"))
                .toList();
        assertThat(paths).hasSizeGreaterThan(200);

        for (var path : paths) {
            var answer = RawClient.ask(port, get(path));

            assertRefused(answer, 400, 404, 405, 421);
            assertThat(answer.body()).doesNotContain("root:");
        }
    }

    static Stream<byte[]> malformed() {
        var post = "POST /echo HTTP/1.1\r\nHost: localhost:PORT\r\n";
        return Stream
                .of("GET /v2\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + "\u0000".repeat(100)
                                + "\r\n\r\n",
                        "GET /v2 HTTP/1.1\nHost: localhost:PORT\n\n",
                        "GET /v2 HTTP/9.9\r\nHost: localhost:PORT\r\n\r\n",
                        "GET /v2 HTTP/1.1\r\nHost : localhost:PORT\r\n\r\n",
                        "GET /v2 HTTP/1.1\r\nHost: localhost:PORT\r\nX: a\r\n b\r\n\r\n",
                        "GET /a b HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
                        "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
                        "GET /v2 HTTP/1.1\r\nHost: localhost:PORT\r\n" + "X: y\r\n".repeat(10_000) + "\r\n",
                        "GET /v2 HTTP/1.1\r\nHost: localhost:PORT\r\nX: " + "a".repeat(100_000) + "\r\n\r\n",
                        "GET /v2 HTTP/1.1\r\nHost: localhost:PORT\r\nX: \u0000\r\n\r\n", "\r\n\r\n\r\nx\r\n\r\n",
                        post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
                        post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                        post + "Content-Length: -1\r\n\r\n", post + "Content-Length: 1e3\r\n\r\n",
                        post + "Content-Length: 99999999999999999999\r\n\r\n",
                        post + "Content-Length: 100001\r\n\r\n",
                        post + "Content-Length: 2000000000\r\nExpect: 100-continue\r\n\r\n",
                        post + "Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",
                        post + "Transfer-Encoding: chunked\r\n\r\n"
                                + ("8000\r\n" + "a".repeat(0x8000) + "\r\n").repeat(4) + "0\r\n\r\n",
                        post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                        post + "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\nab",
                        "TRACE /v2 HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
                        "OPTIONS /v2 HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
                        "CONNECT localhost:PORT HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n",
                        "DELETE /v2 HTTP/1.1\r\nHost: localhost:PORT\r\n\r\n")
                .map(text -> text.replace("PORT", Integer.toString(port)).getBytes(StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void answersEverythingElseByAnError(byte[] request) throws IOException {
        assertRefused(RawClient.ask(port, request), 400, 404, 405, 411, 413, 414, 415, 426, 431, 501, 505);
    }

    @Test
    void answersABodyThatEndsTooEarly() throws IOException {
        try (var client = new RawClient(port)) {
            client.send(post("Content-Length: 1000\r\n", "short"));
            client.end();

            assertRefused(client.answer(), 400);
        }
    }
}
