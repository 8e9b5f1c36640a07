package dev.hourglass.studio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.testing.KnownModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The studio's endpoints: who may ask, and what is answered.
@SuppressWarnings("NullAway.Init") // JUnit and start() set the fields
class StudioTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path folder;

    private final List<Throwable> faults = Collections.synchronizedList(new ArrayList<>());
    private Path runs;
    private Studio studio;
    private HttpClient browser;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        runs = Files.createDirectory(folder.resolve("runs"));
        var run = Files.createDirectory(runs.resolve("halved-1"));
        KnownModels.pixelwise(Shape.of(2, 2, 1), new NoCorruption(), 0.5f, 0).save(run.resolve("model.hourglass"));
        Files.writeString(run.resolve("history.jsonl"), """
                {"epoch":1,"loss":0.5,"learning_rate":0.1,"seconds":2.0,"samples":10}
                {"epoch":2,"loss":0.25,"learning_rate":0.1,"seconds":2.0,"samples":10}
                """);
        // No training is started in these tests: a command that says what it was given.
        studio = Studio.start(new StudioOptions(runs, 0, List.of(), List.of("echo")), faults::add);
        browser = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(new CookieManager())
                .build();
        browser.send(HttpRequest.newBuilder(studio.link()).build(), BodyHandlers.discarding());
    }

    @AfterEach
    void stop() {
        browser.close();
        studio.close();
        assertThat(faults).isEmpty();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(studio.uri() + path.substring(1)));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return browser.send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json))
                .build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    private static String error(HttpResponse<String> answer) {
        return json(answer).get("error").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/assets/app.js", "GET,/assets/lib/preact.js", "GET,/api/events", "GET,/api/runs", "POST,/api/runs",
        "GET,/api/runs/halved-1", "GET,/api/runs/halved-1/history", "GET,/api/runs/halved-1/snapshots",
        "GET,/api/runs/halved-1/snapshots/1.png", "GET,/api/runs/halved-1/report", "POST,/api/runs/halved-1/stop",
        "POST,/api/runs/halved-1/resume", "POST,/api/runs/halved-1/extend", "GET,/api/compare", "GET,/api/schema",
        "GET,/api/examples", "GET,/api/data", "POST,/api/specs/check", "GET,/api/models", "GET,/api/models/halved-1",
        "GET,/api/models/halved-1/filters/encoder.0.png", "GET,/api/models/halved-1/codes",
        "GET,/api/models/halved-1/samples", "POST,/api/models/halved-1/encode", "POST,/api/models/halved-1/decode",
        "POST,/api/models/halved-1/reconstruct", "POST,/api/models/halved-1/interpolate",
        "POST,/api/models/halved-1/sample", "POST,/api/models/halved-1/activations", "GET,/api/models/halved-1/scores",
        "GET,/api/models/halved-1/anomalies", "PUT,/api/models/halved-1/threshold", "GET,/nothing"})
    void answersNobodyWithoutTheToken(String method, String path) throws IOException, InterruptedException {
        try (var stranger = HttpClient.newHttpClient()) {
            var answer = stranger.send(
                    request(path).header("Cookie", "hourglass-x=" + studio.token())
                            .method(method, BodyPublishers.noBody()).build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(error(answer)).contains("token");
        }
    }

    @Test
    void theLinkWorksOnceAndLeavesAStrictCookie() throws IOException, InterruptedException {
        assertThat(get("/").body()).contains("<div id=\"studio\">");
        try (var stranger = HttpClient.newHttpClient()) {
            var again = stranger.send(HttpRequest.newBuilder(studio.link()).build(), BodyHandlers.ofString());
            assertThat(again.statusCode()).isEqualTo(401);
            assertThat(again.body()).contains("has been used").contains("id=\"token\"");

            var wrong = stranger.send(form("wrong"), BodyHandlers.ofString());
            assertThat(wrong.statusCode()).isEqualTo(401);
            var right = stranger.send(form(studio.token()), BodyHandlers.ofString());
            assertThat(right.statusCode()).isEqualTo(303);
            assertThat(right.headers().firstValue("Set-Cookie").orElse("")).matches(
                    "hourglass-\\w{8}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict");
        }
    }

    private HttpRequest form(String token) {
        return request("/sign-in").header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("token=" + token)).build();
    }

    @Test
    void aFormReachesNothingButTheSignIn() throws IOException, InterruptedException {
        var answer = browser.send(request("/api/runs/halved-1/stop")
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString("a=b"))
                .build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void pagesOfOtherSitesMayNotAsk() throws IOException, InterruptedException {
        var answer = browser.send(request("/api/runs/halved-1/stop").header("Origin", "http://evil.example")
                .header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}")).build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void thePageLetsNothingInFromElsewhere() throws IOException, InterruptedException {
        var headers = get("/").headers();

        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe").contains("frame-ancestors 'none'").contains("base-uri 'none'");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/assets/..%2findex.html", "/assets/index.html", "/assets/%2e%2e/x.js",
        "/assets/SignIn.class",
        "/assets/lib/SHA256SUMS", "/api/runs/..", "/api/runs/..%2f..", "/api/runs/%2e%2e/history", "/api/runs/nothing",
        "/api/runs/halved-1/snapshots/..%2frun.json", "/api/runs/halved-1/snapshots/1.json",
        "/api/models/..%2fhalved-1", "/api/models/halved-1/filters/..%2fx.png"})
    void namesAreNoPaths(String path) throws IOException, InterruptedException {
        assertThat(get(path).statusCode()).as(path).isIn(400, 404);
    }

    @Test
    void listsRunsAndTheirEpochs() throws IOException, InterruptedException {
        var run = json(get("/api/runs")).get("runs").get(0);
        assertThat(run.get("id").asString()).isEqualTo("halved-1");
        assertThat(run.get("state").asString()).isEqualTo("completed");
        assertThat(run.get("best_loss").asDouble()).isEqualTo(0.25);
        assertThat(run.get("seconds").asDouble()).isEqualTo(4.0);

        Files.writeString(runs.resolve("halved-1/history.jsonl"),
                "{\"epoch\":3,\"loss\":0.125,\"learning_rate\":0.1,\"seconds\":2.0}\n{\"epoch\":4,\"lo",
                StandardOpenOption.APPEND);
        var rest = json(get("/api/runs/halved-1/history?after=2"));
        assertThat(rest.get("lines").asInt()).isEqualTo(3);
        assertThat(rest.get("loss").toString()).isEqualTo("[0.125]");
        assertThat(rest.get("validation_loss").toString()).isEqualTo("[null]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "5", "{\"epoch\":null}", "\u0000\u0001", "{\"epoch\":\"x\",\"loss\":\"y\"}"})
    void oneDamagedRunHidesNoOther(String line) throws IOException, InterruptedException {
        var damaged = Files.createDirectory(runs.resolve("dam'aged 1"));
        Files.writeString(damaged.resolve("history.jsonl"), line + "\n");
        Files.write(damaged.resolve("model.hourglass"), new byte[] {1, 2, 3});
        Files.writeString(damaged.resolve("run.json"), line);

        var all = json(get("/api/runs")).get("runs");

        assertThat(all.size()).isEqualTo(2);
        var run = all.get(0).get("id").asString().equals("halved-1") ? all.get(1) : all.get(0);
        assertThat(run.get("title").asString()).isEqualTo("dam'aged 1");
        var id = run.get("id").asString();
        assertThat(id).matches("run-[0-9a-f]{12}");
        assertThat(get("/api/runs/" + id).statusCode()).isEqualTo(200);
        assertThat(get("/api/models/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void passesRowsThroughAModel() throws IOException, InterruptedException {
        var answer = rows("/api/models/halved-1/reconstruct", 1, 0.5f, 0.25f, 0);

        assertThat(answer.statusCode()).isEqualTo(200);
        var floats = ByteBuffer.wrap(answer.body()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        assertThat(new float[] {floats.get(), floats.get(), floats.get(), floats.get()})
                .containsExactly(0.5f, 0.25f, 0.125f, 0);
        assertThat(rows("/api/models/halved-1/reconstruct", 1, 2, 3).statusCode()).isEqualTo(400);
        assertThat(rows("/api/models/halved-1/reconstruct").statusCode()).isEqualTo(400);
        assertThat(rows("/api/models/halved-1/encode", Float.NaN, 0, 0, 0).statusCode()).isEqualTo(400);
    }

    private HttpResponse<byte[]> rows(String path, float... values) throws IOException, InterruptedException {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return browser.send(request(path).header("Content-Type", "application/octet-stream")
                .POST(BodyPublishers.ofByteArray(bytes.array())).build(), BodyHandlers.ofByteArray());
    }

    @Test
    void checksSpecsWithTheirPlaces() throws IOException, InterruptedException {
        var good = json(post("/api/specs/check", "{\"spec\":\"%s\"}".formatted(spec("dense: 3"))));
        assertThat(good.get("ok").asBoolean()).isTrue();
        assertThat(good.get("parameters").asLong()).isEqualTo(784 * 3 + 3 + 784 * 3 + 784);
        assertThat(good.get("layers").size()).isEqualTo(3);

        var wrong = json(post("/api/specs/check", "{\"spec\":\"%s\"}".formatted(spec("dense: {units: -3}"))));
        assertThat(wrong.get("ok").asBoolean()).isFalse();
        assertThat(wrong.get("line").asInt()).isEqualTo(5);

        var torn = json(post("/api/specs/check", "{\"spec\":\"data: [\"}"));
        assertThat(torn.get("line").asInt()).isEqualTo(1);
    }

    private static String spec(String layer) {
        return "data: mnist\\nmodel:\\n  input: 784\\n  encoder:\\n    - %s\\n  decoder: [dense: 784]\\n  loss: mean_squared_error\\ntrain: {optimizer: {adam: 0.001}, epochs: 1, batch: 64}\\n"
                .formatted(layer);
    }

    @Test
    void startsNoTrainingOnFilesThatNobodyNamed() throws IOException, InterruptedException {
        var secret = Files.writeString(folder.resolve("secret.csv"), "1,2\n");
        var stolen = spec("dense: 3").replace("mnist", secret.toString());

        var answer = post("/api/runs", "{\"spec\":\"%s\",\"name\":\"a\"}".formatted(stolen));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(error(answer)).contains("--data");
        assertThat(post("/api/runs", "{\"spec\":\"%s\",\"name\":\"../a\"}".formatted(spec("dense: 3"))).statusCode())
                .isEqualTo(400);
        assertThat(post("/api/runs",
                "{\"spec\":\"%s\",\"name\":\"a\",\"data\":\"/etc\"}".formatted(spec("dense: 3"))).statusCode())
                .isEqualTo(404);
        try (var all = Files.list(runs)) {
            assertThat(all).containsExactly(runs.resolve("halved-1"));
        }
    }

    @Test
    void startsTrainingsWithAListOfArguments() throws IOException, InterruptedException {
        var answer = post("/api/runs",
                "{\"spec\":\"%s\",\"name\":\"a\",\"data\":\"mnist\"}".formatted(spec("dense: 3")));

        assertThat(json(answer).get("id").asString()).isEqualTo("a-1");
        JsonNode run;
        do {
            run = json(get("/api/runs/a-1"));
        } while (run.get("state").asString().equals("starting"));
        // The command of this test ends at once and leaves nothing, so the folder is taken back.
        assertThat(run.get("state").asString()).isEqualTo("completed");
        assertThat(runs.resolve("a-1")).doesNotExist();
    }

    @Test
    void tellsOfChangesAndWhatABrowserHasMissed() throws IOException, InterruptedException {
        String id;
        try (var events = events("")) {
            assertThat(next(events)).startsWith("event: all");
            Files.createDirectory(runs.resolve("new-1"));
            Files.writeString(runs.resolve("new-1/history.jsonl"), "{\"epoch\":1,\"loss\":0.5,\"seconds\":1.0}\n");
            var event = next(events);
            while (!event.contains("\"id\":\"new-1\"")) event = next(events);
            assertThat(event).startsWith("event: run").contains("\"best_loss\":0.5");
            id = event.replaceFirst("(?s).*id: (\\S+)\n.*", "$1");
        }
        Files.delete(runs.resolve("new-1/history.jsonl"));
        Files.delete(runs.resolve("new-1"));
        Thread.sleep(1000);

        try (var events = events(id)) {
            var event = next(events);
            while (!event.startsWith("event: gone")) event = next(events);
            assertThat(event).contains("new-1");
        }
        try (var events = events("another-7")) {
            assertThat(next(events)).startsWith("event: all");
        }
    }

    private BufferedReader events(String last) throws IOException, InterruptedException {
        var request = request("/api/events");
        if (!last.isEmpty()) request.header("Last-Event-ID", last);
        var answer = browser.send(request.build(), BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader events) throws IOException {
        var event = new StringBuilder();
        for (var line = events.readLine(); line != null && !line.isEmpty(); line = events.readLine()) {
            event.append(line).append('\n');
        }
        return event.toString();
    }

    @Test
    void comparesSpecsValueByValue() throws IOException, InterruptedException {
        for (int units : new int[] {3, 4}) {
            var run = Files.createDirectory(runs.resolve("u-" + units));
            Files.writeString(run.resolve("history.jsonl"), "");
            Files.writeString(run.resolve("spec.yaml"), spec("dense: " + units).replace("\\n", "\n"));
        }

        var compared = json(get("/api/compare?runs=u-3,u-4"));

        assertThat(compared.get("spec").size()).isEqualTo(1);
        assertThat(compared.get("spec").get(0).toString().toLowerCase(Locale.ROOT))
                .isEqualTo("{\"name\":\"model.encoder.1.dense.units\",\"values\":[\"3\",\"4\"]}");
        assertThat(get("/api/compare?runs=").statusCode()).isIn(400, 404);
    }
}
