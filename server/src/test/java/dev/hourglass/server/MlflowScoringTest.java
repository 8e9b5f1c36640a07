package dev.hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.server.serving.ModelSource;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowScoringTest {
    @TempDir
    private static Path folder;

    private static ScoringServer tables;
    private static ScoringServer samples;
    private static Client ofTables;
    private static Client ofSamples;

    @BeforeAll
    static void start() throws IOException {
        ServedModels.ofOrders().save(folder.resolve("orders.hourglass"));
        ServedModels.ofPictures(1).save(folder.resolve("pictures.hourglass"));
        tables = ScoringServer.start(ModelSource.of(List.of(folder.resolve("orders.hourglass").toString())),
                ServerOptions.onLoopback(0), ServerLog.none());
        samples = ScoringServer.start(ModelSource.of(List.of(folder.resolve("pictures.hourglass").toString())),
                ServerOptions.onLoopback(0), ServerLog.none());
        ofTables = new Client(tables.uri());
        ofSamples = new Client(samples.uri());
    }

    @AfterAll
    static void stop() {
        ofTables.close();
        ofSamples.close();
        tables.close();
        samples.close();
    }

    private static double score() {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("country", "AT");
        row.put("amount", 310.5);
        row.put("express", false);
        row.put("weight", null);
        row.put("day", LocalDate.of(2025, 1, 2));
        return ServedModels.ofOrders().score(row).scores()[0];
    }

    @ParameterizedTest
    @ValueSource(strings = {
        """
        {"dataframe_split": {"columns": ["more", "amount", "country", "express", "weight", "day"], "data": [["x", 310.5, "AT", false, null, "2025-01-02"]]}}""",
        """
        {"dataframe_records": [{"amount": 310.5, "country": "AT", "express": 0, "weight": null, "day": "2025-01-02"}]}""",
        """
        {"instances": [{"amount": 310.5, "country": "AT", "express": false, "weight": null, "day": "2025-01-02"}]}""",
        """
        {"inputs": {"amount": [310.5], "country": ["AT"], "express": [false], "weight": [null], "day": ["2025-01-02"]}}"""
    })
    void scoresTheRowsOfTablesInEveryForm(String body) {
        var answer = ofTables.post("/invocations", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var row = answer.json().get("predictions").get(0);
        assertThat(row.get("score").asDouble()).isEqualTo(score());
        assertThat(row.propertyNames()).containsExactly("score", "p_value", "anomaly");
    }

    @Test
    void scoresCsv() {
        var answer = ofTables.send(ofTables.request("/invocations").header("Content-Type", "text/csv; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "country,amount,express,weight,day\nAT,310.5,false,,2025-01-02\n\"AT\",310.5,0,,2025-01-02\n"))
                .build());

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("predictions")).hasSize(2)
                .allSatisfy(row -> assertThat(row.get("score").asDouble()).isEqualTo(score()));
    }

    @Test
    void givesTheOutputsThatAreAskedFor() {
        var answer = ofTables.post("/invocations",
                """
                {"params": {"outputs": ["p_value", "reasons"]},
                "dataframe_records": [{"amount": 310.5, "country": "AT", "express": false, "weight": null, "day": "2025-01-02"}]}""");

        assertThat(answer.json().get("predictions").get(0).propertyNames()).containsExactly("p_value", "reasons");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"instances\": [[0,0,0,0,0,0,0,0,0,0,0,0.25]]}",
        "{\"inputs\": [[[[0],[0],[0]],[[0],[0],[0]],[[0],[0],[0]],[[0],[0],[0.25]]]]}",
        "{\"inputs\": {\"input\": [[0,0,0,0,0,0,0,0,0,0,0,0.25]]}}",
        "{\"dataframe_split\": {\"columns\": [\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\",\"k\",\"l\"], \"data\": [[0,0,0,0,0,0,0,0,0,0,0,0.25]]}}"
    })
    void reconstructsSamplesInEveryForm(String body) {
        var expected = ServedModels.ofPictures(1).reconstruct(new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.25f});

        var answer = ofSamples.post("/invocations", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        var picture = answer.json().get("predictions").get(0);
        assertThat(picture).hasSize(4);
        for (int i = 0; i < expected.length; i++) {
            assertThat(Float.parseFloat(picture.get(i / 3).get(i % 3).get(0).asString())).isEqualTo(expected[i]);
        }
    }

    @Test
    void refusesOtherBodiesWithASentence() {
        assertThat(ofTables.post("/invocations", "{\"rows\": []}").error())
                .isEqualTo(
                        "the body: expected one of 'dataframe_split', 'dataframe_records', 'instances', 'inputs', found 'rows'");
        assertThat(ofTables.post("/invocations", "{\"dataframe_split\": {\"columns\": [\"a\"], \"data\": [[1, 2]]}}")
                .error())
                .isEqualTo("row 0: expected 1 cells, found 2");
        assertThat(ofTables.post("/invocations", "{\"dataframe_records\": [{\"amount\": 1}]}").error())
                .isEqualTo("column 'country' is missing, found 'amount'");
        assertThat(ofTables.post("/invocations", "{\"inputs\": {\"amount\": [1, 2], \"country\": [1]}}").error())
                .isEqualTo("column 'country': expected 2 cells, as the first column has, found 1");
        assertThat(ofSamples.post("/invocations", "{\"instances\": [[1, 2]]}").error())
                .isEqualTo("row 0: expected 12 numbers, found 2");
        assertThat(ofSamples.post("/invocations", "{\"instances\": [[\"a\"]]}").error())
                .isEqualTo("row 0: expected numbers, found 'a'");
        assertThat(ofSamples.post("/invocations", "{\"instances\": 3}").error())
                .isEqualTo("instances: expected an array, found 3.0");
    }

    @Test
    void saysThatItIsUp() {
        assertThat(ofTables.get("/ping").status()).isEqualTo(200);
        assertThat(ofTables.get("/health").status()).isEqualTo(200);
        assertThat(ofTables.get("/version").status()).isEqualTo(200);
    }

    @Test
    void needsADefaultWhereThereAreSeveralModels() throws IOException {
        var sources = ModelSource.of(List.of(folder.toString()));
        var options = ServerOptions.onLoopback(0);
        try (var server = ScoringServer.start(sources, options, ServerLog.none());
                var client = new Client(server.uri())) {
            assertThat(client.post("/invocations", "{}").error())
                    .contains("expected one model, found 'orders', 'pictures'").contains("--default NAME");
        }
        try (var server = ScoringServer.start(sources, options.withDefaultModel("pictures"), ServerLog.none());
                var client = new Client(server.uri())) {
            assertThat(client.post("/invocations", "{\"instances\": [[0,0,0,0,0,0,0,0,0,0,0,0]]}").status())
                    .isEqualTo(200);
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> ScoringServer.start(sources, options.withDefaultModel("cats"), ServerLog.none()))
                .withMessage("default: expected one of the models 'orders', 'pictures', found 'cats'");
    }
}
