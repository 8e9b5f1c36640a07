package dev.hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hourglass.server.serving.ModelSource;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/// What the server says of itself holds of what it does.
class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static ScoringServer server;
    private static Client client;
    private static JsonNode description;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        ServedModels.ofPictures(1).save(folder.resolve("pictures.hourglass"));
        ServedModels.ofOrders().save(folder.resolve("orders.hourglass"));
        server = ScoringServer.start(ModelSource.of(List.of(folder.toString())),
                ServerOptions.onLoopback(0).withDefaultModel("orders"), ServerLog.none());
        client = new Client(server.uri());
        description = client.get("/openapi.json").json();
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static JsonNode responses(String method, String path) {
        return description.get("paths").get(path).get(method.toLowerCase(Locale.ROOT)).get("responses");
    }

    /// Fails unless the description has the status and the type, and the body fits its schema.
    private static void assertDescribed(String method, String path, Client.Answer answer) {
        var responses = responses(method, path);
        assertThat(responses.has(Integer.toString(answer.status())))
                .as("%s %s: %d %s", method, path, answer.status(), answer.text()).isTrue();
        var type = answer.header("Content-Type").split(";", 2)[0];
        var content = responses.get(Integer.toString(answer.status())).get("content");
        assertThat(content.has(type)).as("%s %s: %s", method, path, type).isTrue();
        if (type.equals("application/json")) {
            var schema = JSON.createObjectNode();
            schema.setAll((ObjectNode) content.get(type).get("schema").deepCopy());
            schema.set("components", description.get("components"));
            var errors = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(schema.toString(), InputFormat.JSON)
                    .validate(answer.text(), InputFormat.JSON);
            assertThat(errors).as("%s %s: %s", method, path, answer.text()).isEmpty();
        }
    }

    static Stream<Arguments> gets() {
        return Stream.of(Arguments.of("/", "/"), Arguments.of("/openapi.json", "/openapi.json"),
                Arguments.of("/metrics", "/metrics"), Arguments.of("/v2", "/v2"),
                Arguments.of("/v2/health/live", "/v2/health/live"),
                Arguments.of("/v2/health/ready", "/v2/health/ready"), Arguments.of("/ping", "/ping"),
                Arguments.of("/health", "/health"), Arguments.of("/version", "/version"),
                Arguments.of("/v2/models/{model}", "/v2/models/orders"),
                Arguments.of("/v2/models/{model}", "/v2/models/none"),
                Arguments.of("/v2/models/{model}/ready", "/v2/models/orders/ready"),
                Arguments.of("/v2/models/{model}/versions/{version}", "/v2/models/orders/versions/0"));
    }

    @ParameterizedTest
    @MethodSource("gets")
    void describesWhatIsRead(String path, String actual) {
        assertDescribed("GET", path, client.get(actual));
    }

    static Stream<Arguments> posts() {
        var row = Client.floats("input", new int[] {1, 12}, new float[12]);
        return Stream.of(
                Arguments.of("/v2/models/{model}/infer", "/v2/models/pictures/infer", Client.infer(List.of(row))),
                Arguments.of("/v2/models/{model}/infer", "/v2/models/pictures/infer", "{}"),
                Arguments.of("/v2/models/{model}/infer", "/v2/models/none/infer", "{}"),
                Arguments.of("/v2/models/{model}/reconstruct", "/v2/models/pictures/reconstruct", "{}"),
                Arguments.of("/v2/models/{model}/encode", "/v2/models/pictures/encode", "{}"),
                Arguments.of("/v2/repository/index", "/v2/repository/index", "{}"),
                Arguments.of("/invocations", "/invocations", "{}"),
                Arguments.of("/invocations", "/invocations",
                        "{\"dataframe_records\": [{\"country\": \"DE\", \"amount\": 1, \"express\": true, \"weight\": 2, \"day\": null}]}"));
    }

    @ParameterizedTest
    @MethodSource("posts")
    void describesWhatIsAsked(String path, String actual, String body) {
        assertDescribed("POST", path, client.post(actual, body));
    }

    @Test
    void describesBinaryAnswers() {
        assertDescribed("POST", "/v2/models/{model}/infer",
                client.post("/v2/models/pictures/infer",
                        """
                {"inputs": [{"name": "input", "shape": [1, 12], "datatype": "FP32", "parameters": {"binary_data_size": 48}}], "parameters": {"binary_data_output": true}}""",
                        new byte[48]));
    }

    @Test
    void describesEveryPathThatThereIs() {
        description.get("paths").propertyNames().forEach(path -> {
            var actual = path.replace("{model}", "pictures").replace("{version}",
                    client.get("/v2/models/pictures").json().get("versions").get(0).asString());
            var answer = client
                    .send(client.request(actual).method("DELETE", HttpRequest.BodyPublishers.noBody()).build());
            var methods = description.get("paths").get(path).propertyNames().stream()
                    .filter(name -> !name.equals("parameters"))
                    .map(name -> name.toUpperCase(Locale.ROOT)).sorted().toList();

            assertThat(answer.status()).as(path).isEqualTo(405);
            assertThat(answer.header("Allow")).isEqualTo(String.join(", ", methods));
        });
    }

    @Test
    void showsModelsOnAPageWithoutScripts() {
        var page = client.get("/");

        assertThat(page.text()).contains("<h2>orders</h2>").contains("/v2/models/pictures/infer").contains("curl -H")
                .doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy")).startsWith("default-src 'none'");
    }
}
