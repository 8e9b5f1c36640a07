package dev.hourglass.server;

import static dev.hourglass.server.Client.floats;
import static dev.hourglass.server.Client.infer;
import static dev.hourglass.server.Client.input;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.server.serving.ModelSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// What the text of the Open Inference Protocol says, and of its extension for binary tensors.
class OpenInferenceTest {
    private static final String PICTURES = "/v2/models/pictures";
    private static final String ORDERS = "/v2/models/orders";

    private static ScoringServer server;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        ServedModels.ofPictures(1).save(folder.resolve("pictures.hourglass"));
        ServedModels.variational().save(folder.resolve("variational.hourglass"));
        ServedModels.ofOrders().save(folder.resolve("orders.hourglass"));
        server = ScoringServer.start(ModelSource.of(List.of(folder.toString())), ServerOptions.onLoopback(0),
                ServerLog.none());
        client = new Client(server.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    private static float[] pixels(int rows) {
        var random = new SplittableRandom(rows);
        var pixels = new float[rows * 12];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (float) random.nextDouble();
        return pixels;
    }

    @Test
    void saysWhatTheServerIs() {
        var server = client.get("/v2").json();

        assertThat(server.get("name").asString()).isEqualTo("hourglass");
        assertThat(server.get("version").isString()).isTrue();
        assertThat(server.get("extensions")).extracting(JsonNode::asString).containsExactly("binary_tensor_data");
    }

    @ParameterizedTest
    @CsvSource({"/v2/health/live", "/v2/health/ready"})
    void isLiveAndReady(String path) {
        assertThat(client.get(path).status()).isEqualTo(200);
        assertThat(client.get(path).json().get("live").asBoolean()).isTrue();
    }

    @Test
    void describesModels() {
        var model = client.get(PICTURES).json();

        assertThat(model.get("name").asString()).isEqualTo("pictures");
        assertThat(model.get("versions")).extracting(JsonNode::asString)
                .containsExactly(ServedModels.ofPictures(1).weightsSha256().substring(0, 12));
        assertThat(model.get("platform").asString()).isEqualTo("hourglass_safetensors");
        assertThat(model.get("inputs").toString()).isEqualTo("""
                [{"name":"input","datatype":"FP32","shape":[-1,4,3,1]}]""");
        assertThat(model.get("outputs").toString()).isEqualTo(
                """
                [{"name":"reconstruction","datatype":"FP32","shape":[-1,4,3,1]},{"name":"code","datatype":"FP32","shape":[-1,5]},\
                {"name":"error","datatype":"FP64","shape":[-1]},{"name":"feature_error","datatype":"FP32","shape":[-1,4,3,1]}]""");
    }

    @Test
    void describesTheColumnsOfTables() {
        assertThat(client.get(ORDERS).json().get("inputs").toString()).isEqualTo("""
                [{"name":"country","datatype":"BYTES","shape":[-1]},{"name":"amount","datatype":"FP64","shape":[-1]},\
                {"name":"express","datatype":"BOOL","shape":[-1]},{"name":"weight","datatype":"FP64","shape":[-1]},\
                {"name":"day","datatype":"BYTES","shape":[-1]}]""");
    }

    @Test
    void knowsVersions() {
        var version = client.get(PICTURES).json().get("versions").get(0).asString();

        assertThat(client.get(PICTURES + "/versions/" + version).status()).isEqualTo(200);
        assertThat(client.get(PICTURES + "/versions/" + version + "/ready").json().toString()).isEqualTo("""
                {"name":"pictures","ready":true}""");
        assertThat(client.get(PICTURES + "/ready").status()).isEqualTo(200);
        assertThat(client.get(PICTURES + "/versions/0").status()).isEqualTo(404);
        assertThat(client.get(PICTURES + "/versions/0").error()).contains(version).contains("'0'");
        assertThat(client.post(PICTURES + "/versions/" + version + "/infer",
                infer(List.of(floats("input", new int[] {1, 12}, pixels(1))))).status())
                .isEqualTo(200);
    }

    @Test
    void listsTheRepository() {
        var index = client.post("/v2/repository/index", "{\"ready\": true}").json();

        assertThat(index).hasSize(3);
        assertThat(index.get(1).get("name").asString()).isEqualTo("pictures");
        assertThat(index.get(1).get("state").asString()).isEqualTo("READY");
        assertThat(client.post("/v2/repository/index", "").status()).isEqualTo(200);
    }

    @Test
    void givesTheOutputsThatAreAskedFor() {
        var model = ServedModels.ofPictures(1);
        var pixels = pixels(2);
        var samples = new float[][] {Arrays.copyOf(pixels, 12), Arrays.copyOfRange(pixels, 12, 24)};

        var answer = client.post(PICTURES + "/infer",
                infer(List.of(floats("input", new int[] {2, 4, 3, 1}, pixels)), "code", "error"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("model_name").asString()).isEqualTo("pictures");
        assertThat(answer.json().get("model_version").asString()).isEqualTo(model.weightsSha256().substring(0, 12));
        assertThat(answer.json().get("outputs")).extracting(output -> output.get("name").asString())
                .containsExactly("code", "error");
        assertThat(answer.output("code").get("shape").toString()).isEqualTo("[2,5]");
        assertThat(answer.output("code").get("datatype").asString()).isEqualTo("FP32");
        assertThat(answer.floats("code")).containsExactly(joined(model.encode(samples)));
        assertThat(answer.doubles("error"))
                .containsExactly(model.score(Dataset.ofFloats("x", model.spec().input(), pixels, Optional.empty())));
    }

    private static float[] joined(float[][] rows) {
        var joined = new float[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) System.arraycopy(rows[i], 0, joined, i * rows[0].length, rows[0].length);
        return joined;
    }

    @Test
    void givesAllOutputsWhereNoneIsNamed() {
        var answer = client.post(PICTURES + "/infer", infer(List.of(floats("input", new int[] {1, 12}, pixels(1)))));

        assertThat(answer.json().get("outputs")).extracting(output -> output.get("name").asString())
                .containsExactly("reconstruction", "code", "error", "feature_error");
    }

    @Test
    void givesTheIdBack() {
        var answer = client.post(PICTURES + "/infer", "{\"id\": \"42\", "
                + infer(List.of(floats("input", new int[] {1, 12}, pixels(1))), "code").substring(1));

        assertThat(answer.json().get("id").asString()).isEqualTo("42");
    }

    @Test
    void takesNestedDataAndKeysInAnyOrder() {
        var flat = client.post(PICTURES + "/infer",
                infer(List.of(floats("input", new int[] {1, 4, 3, 1}, pixels(1))), "code"));
        var p = pixels(1);
        var nested = new StringBuilder("[");
        for (int y = 0; y < 4; y++) {
            nested.append(y == 0 ? "" : ",").append("[[%s],[%s],[%s]]".formatted(p[3 * y], p[3 * y + 1], p[3 * y + 2]));
        }
        var answer = client.post(PICTURES + "/infer",
                """
                {"outputs": [{"name": "code"}], "inputs": [{"data": [%s], "datatype": "FP32", "more": {"x": [1, {}]}, "shape": [1, 4, 3, 1], "name": "input"}]}"""
                        .formatted(nested.append(']')));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.floats("code")).containsExactly(flat.floats("code"));
    }

    @Test
    void takesDoublesAndPixels() {
        var doubles = client.post(PICTURES + "/infer",
                """
                {"inputs": [{"name": "input", "shape": [1, 12], "datatype": "FP64", "data": [0,0,0,0,0,0,0,0,0,0,0,0.2]}], "outputs": [{"name": "code"}]}""");
        var pixels = client.post(PICTURES + "/infer",
                """
                {"inputs": [{"name": "input", "shape": [1, 12], "datatype": "UINT8", "data": [0,0,0,0,0,0,0,0,0,0,0,51]}], "outputs": [{"name": "code"}]}""");

        assertThat(pixels.floats("code")).containsExactly(doubles.floats("code"));
    }

    @Test
    void takesAndGivesBinaryTensors() {
        var json = client.post(PICTURES + "/infer",
                infer(List.of(floats("input", new int[] {2, 12}, pixels(2))), "reconstruction"));

        var answer = client.post(PICTURES + "/infer", """
                {"inputs": [{"name": "input", "shape": [2, 12], "datatype": "FP32", "parameters": {"binary_data_size": 96}}],
                "outputs": [{"name": "error"}, {"name": "reconstruction", "parameters": {"binary_data": true}}]}""",
                Client.little(pixels(2)));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.binary()).containsExactly(json.floats("reconstruction"));
        assertThat(answer.text()).contains("\"binary_data_size\":96");
    }

    @Test
    void givesAllOutputsBinaryWhereTheRequestSaysSo() {
        var answer = client.post(PICTURES + "/infer",
                """
                {"parameters": {"binary_data_output": true}, "outputs": [{"name": "code"}, {"name": "error", "parameters": {"binary_data": false}}],
                "inputs": [{"name": "input", "shape": [1, 12], "datatype": "FP32", "parameters": {"binary_data_size": 48}}]}""",
                Client.little(pixels(1)));

        assertThat(answer.binary()).hasSize(5);
    }

    @Test
    void givesTheDistributionOfVariationalCodes() {
        var model = VariationalModel.of(ServedModels.variational());
        var sample = new float[] {0.1f, -0.2f, 0.3f, 1, 2, -3};
        var posterior = model.posterior(Dataset.of(new float[][] {sample}));

        var answer = client.post("/v2/models/variational/infer",
                infer(List.of(floats("input", new int[] {1, 6}, sample)), "mean", "log_variance"));

        assertThat(answer.floats("mean")).containsExactly(posterior.means()[0]);
        assertThat(answer.floats("log_variance")).containsExactly(posterior.logVariances()[0]);
    }

    private static List<String> order() {
        return new ArrayList<>(
                List.of(input("country", "BYTES", 2, "[\"DE\", \"XX\"]"), input("amount", "FP64", 2, "[100, 9000]"),
                        input("express", "BOOL", 2, "[false, true]"), input("weight", "FP64", 2, "[10.5, null]"),
                        input("day", "BYTES", 2, "[\"2025-01-02\", \"2025-03-04T10:00:00\"]")));
    }

    @Test
    void scoresTheRowsOfTables() {
        var model = ServedModels.ofOrders();
        var row = new HashMap<String, Object>();
        row.put("country", "XX");
        row.put("amount", 9000);
        row.put("express", true);
        row.put("weight", null);
        row.put("day", LocalDateTime.of(2025, 3, 4, 10, 0));
        var expected = model.score(row);

        var answer = client.post(ORDERS + "/infer", infer(order(), "score", "p_value", "anomaly", "reasons"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.doubles("score")[1]).isEqualTo(expected.scores()[0]);
        assertThat(answer.doubles("p_value")[1]).isEqualTo(expected.pValues()[0]);
        assertThat(answer.output("anomaly").get("data").toString()).isEqualTo("[false,true]");
        assertThat(answer.output("reasons").get("data").get(0).asString()).isEmpty();
        assertThat(answer.output("reasons").get("data").get(1).asString()).contains("amount 9,000, expected")
                .contains("weight is missing");
    }

    @Test
    void takesEncodedRowsOfTables() {
        var model = ServedModels.ofOrders();
        var features = new float[ServedModels.ROWS * model.schema().features()];
        model.schema().encode(ServedModels.orders(), ServedModels.ROWS, features);
        var first = Arrays.copyOf(features, model.schema().features());

        var answer = client.post(ORDERS + "/infer",
                """
                {"inputs": [{"name": "input", "shape": [1, %d], "datatype": "FP32", "parameters": {"binary_data_size": %d}}], "outputs": [{"name": "score"}]}"""
                        .formatted(first.length, 4 * first.length),
                Client.little(first));

        assertThat(answer.doubles("score")[0])
                .isEqualTo(model.score(ServedModels.orders(), ServedModels.ROWS).scores()[0]);
    }

    @Test
    void takesBinaryTexts() {
        var country = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN).putInt(2)
                .put("DE".getBytes(StandardCharsets.UTF_8))
                .putInt(2).put("XX".getBytes(StandardCharsets.UTF_8)).array();
        var inputs = order();
        inputs.set(0, """
                {"name": "country", "shape": [2], "datatype": "BYTES", "parameters": {"binary_data_size": 12}}""");

        var answer = client.post(ORDERS + "/infer", infer(inputs, "score"), country);

        assertThat(answer.doubles("score"))
                .containsExactly(client.post(ORDERS + "/infer", infer(order(), "score")).doubles("score"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', value = {
        "{}| expected \"inputs\", found none",
        "[]| the body: expected an object, found an array",
        "{\"inputs\": 3}| inputs: expected an array, found 3",
        "{\"inputs\": [{}]}| expected \"name\", \"shape\" and \"datatype\"",
        "{\"inputs\": []}| input 'input' is missing, found none",
        "{\"inputs\": [{\"name\": \"inptu\", \"shape\": [1, 12], \"datatype\": \"FP32\", \"data\": [0,0,0,0,0,0,0,0,0,0,0,0]}]}| input 'inptu' is unknown; did you mean 'input'?",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"FP32\"}]}| input 'input': expected data, found none",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"FP16\", \"data\": []}]}| datatype: expected FP32",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"BYTES\", \"data\": [1]}]}| expected texts, of the type BYTES, found 1",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"FP32\", \"data\": [0, 1]}]}| expected 12 elements, as its shape says, found 2",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 3], \"datatype\": \"FP32\", \"data\": [0, 1, 2]}]}| expected the shape [rows, 4, 3, 1] or [rows, 12], found [1, 3]",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [2147483647, 2147483647], \"datatype\": \"FP32\", \"data\": []}]}| expected at most 2147483647 elements",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [-1, 12], \"datatype\": \"FP32\", \"data\": []}]}| shape: expected 0 to 2147483647, found -1",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [0, 12], \"datatype\": \"FP32\", \"data\": []}]}| expected 1 to 4096 rows, found 0",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"FP32\", \"data\": [0,0,0,0,0,0,0,0,0,0,0,null]}]}| expected finite numbers, found NaN in row 0, feature 11",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"FP32\", \"data\": [0,0,0,0,0,0,0,0,0,0,0,1e99]}]}| expected finite numbers, found Infinity in row 0, feature 11",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"FP32\", \"data\": [0,0,0,0,0,0,0,0,0,0,0,\"a\"]}]}| expected numbers of the type FP32, found the text 'a'",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"UINT8\", \"data\": [0,0,0,0,0,0,0,0,0,0,0,256]}]}| expected a number of the type UINT8, found 256",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"FP32\", \"data\": NaN}]}| expected JSON, found an error in line 1",
        "{\"inputs\": [| expected JSON, found",
        "{\"inputs\": [], \"inputs\": []}| Duplicate",
        "{\"inputs\": []} {}| expected nothing behind the JSON",
        "{\"inputs\": [{\"name\": \"input\", \"shape\": [1, 12], \"datatype\": \"FP32\", \"parameters\": {\"binary_data_size\": 48}}]}| expected 48 bytes behind the JSON, found 0",
    })
    void refusesOtherRequestsWithASentence(String body, String sentence) {
        var answer = client.post(PICTURES + "/infer", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.error()).contains(sentence);
    }

    @Test
    void refusesUnknownOutputs() {
        var answer = client.post(PICTURES + "/infer",
                infer(List.of(floats("input", new int[] {1, 12}, pixels(1))), "codes"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("output 'codes' is unknown; did you mean 'code'?");
    }

    @Test
    void refusesMoreRowsThanItTakes() {
        var answer = client.post(PICTURES + "/infer",
                """
                {"inputs": [{"name": "input", "shape": [4097, 12], "datatype": "FP32", "parameters": {"binary_data_size": %d}}]}"""
                        .formatted(4097 * 48),
                new byte[4097 * 48]);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).contains("expected 1 to 4096 rows, found 4097");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0| country| BOOL| [true, true]| ",
        "0| country| FP64| [1, 2.5]| ",
        "1| amount| INT64| [1, 2]| ",
        "1| amount| BYTES| [\"a\", \"b\"]| column 'amount': expected numbers, such as FP64, found BYTES",
        "1| amount| BOOL| [true, false]| column 'amount': expected numbers, such as FP64, found BOOL",
        "2| express| INT8| [0, 1]| ",
        "2| express| FP64| [0.5, 1]| column 'express', row 0: expected true or false, or 1 or 0, found 0.5",
        "4| day| FP64| [1735776000, null]| ",
        "4| day| BYTES| [\"2025-01-02\", \"02.01.2025\"]| column 'day', row 1: expected a date or time such as",
        "4| day| BYTES| [\"2025-01-02T10:00:00+01:00\", \"2025-01-02 10:00\"]| ",
    })
    void takesColumnsByTheirMeaning(int index, String name, String type, String data, String sentence) {
        var inputs = order();
        inputs.set(index, input(name, type, 2, data));

        var answer = client.post(ORDERS + "/infer", infer(inputs, "score"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(sentence == null ? 200 : 400);
        assertThat(answer.text()).contains(sentence == null ? "score" : sentence);
    }

    @Test
    void namesTheColumnThatIsMissing() {
        var inputs = order();
        inputs.remove(3);

        assertThat(client.post(ORDERS + "/infer", infer(inputs)).error())
                .isEqualTo("input 'weight' is missing, found 'amount', 'country', 'day', 'express'");
    }

    @Test
    void refusesOtherMethodsPathsAndModels() {
        assertThat(client.get(PICTURES + "/infer").status()).isEqualTo(405);
        assertThat(client.get(PICTURES + "/infer").header("Allow")).isEqualTo("POST");
        assertThat(client.get("/v2/models/none").status()).isEqualTo(404);
        assertThat(client.get("/v2/models/none").error())
                .isEqualTo("expected one of the models 'orders', 'pictures', 'variational', found 'none'");
        assertThat(client.get("/v3").status()).isEqualTo(404);
    }

    static Stream<String> bombs() {
        return Stream.of("[".repeat(1_000_000), "{\"a\":".repeat(40) + "1" + "}".repeat(40),
                "{\"inputs\":" + "1".repeat(5_000_000) + "}",
                "{\"id\":\"" + "a".repeat(3_000_000) + "\"}", "{\"inputs\":[{\"shape\":[99999999999999999999999]}]}",
                "{\"inputs\":[{\"shape\":[1e400]}]}",
                IntStream.range(0, 100_000).mapToObj("\"k%d\":1"::formatted).collect(Collectors.joining(",", "{", "}")),
                "{\"inputs\":["
                        + "{\"name\":\"input\",\"shape\":[1,12],\"datatype\":\"FP32\",\"data\":[0,0,0,0,0,0,0,0,0,0,0,0]},"
                                .repeat(10_000)
                        + "{}]}",
                "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,12],\"datatype\":\"FP32\",\"data\":" + "[".repeat(31)
                        + "]".repeat(31) + "}]}");
    }

    @ParameterizedTest
    @MethodSource("bombs")
    void refusesBodiesThatAreMadeToCostMuch(String body) {
        var answer = client.post(PICTURES + "/infer", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).hasSizeLessThan(300);
    }

    @Test
    void refusesTextsThatLieAboutTheirLength() {
        var inputs = order();
        inputs.set(0,
                """
                {"name": "country", "shape": [2000000000], "datatype": "BYTES", "parameters": {"binary_data_size": 4}}""");
        assertThat(client.post(ORDERS + "/infer", infer(inputs), new byte[] {-1, -1, -1, -1}).error())
                .contains("expected 2000000000 texts");

        inputs.set(0, """
                {"name": "country", "shape": [2], "datatype": "BYTES", "parameters": {"binary_data_size": 8}}""");
        assertThat(client.post(ORDERS + "/infer", infer(inputs), new byte[] {0, 0, 0, 0, -1, -1, -1, -1}).error())
                .contains("found fewer bytes");
        assertThat(client.post(ORDERS + "/infer", infer(inputs), new byte[9]).error())
                .contains("expected 8 bytes behind the JSON, found 9");
    }

    @Test
    void countsUnknownModelsUnderNoName() {
        for (int i = 0; i < 100; i++) client.get("/v2/models/unknown-" + i);

        assertThat(client.get("/metrics").text()).doesNotContain("unknown-")
                .contains("hourglass_requests_total{code=\"404\",model=\"\"}");
    }

    @Test
    void measuresWhatGoesThroughModels() {
        client.post(PICTURES + "/infer", infer(List.of(floats("input", new int[] {2, 12}, pixels(2))), "error"));

        assertThat(client.get("/metrics").text()).contains("hourglass_rows_total{model=\"pictures\"}")
                .contains("hourglass_inference_seconds_count{model=\"pictures\"}")
                .contains("hourglass_queue_seconds_count{model=\"pictures\"}")
                .contains("hourglass_batch_rows_bucket{model=\"pictures\"")
                .contains("hourglass_reconstruction_error_count{model=\"pictures\"}")
                .contains("hourglass_request_seconds_count{model=\"pictures\"}")
                .contains("jvm_memory_used_bytes");
    }
}
