package dev.hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.server.serving.ModelSource;
import dev.hourglass.table.ColumnValues;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A row has the same bits from Java, in JSON and in binary, alone and in any company.
class SameBitsTest {
    private static final int ROWS = 10_000;
    private static final int FEATURES = 12;
    private static final int CLIENTS = 64;
    private static final int MOST = 40;

    private static ScoringServer server;
    private static Client client;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        ServedModels.ofPictures(1).save(folder.resolve("pictures.hourglass"));
        ServedModels.ofOrders().save(folder.resolve("orders.hourglass"));
        server = ScoringServer.start(
                ModelSource.of(List.of(folder.toString())), ServerOptions.onLoopback(0), ServerLog.none());
        client = new Client(server.uri());
    }

    @AfterAll
    static void stop() {
        client.close();
        server.close();
    }

    /// Asks about rows in slices of random length, from many clients at once.
    private static void inSlices(int rows, int most, Slice slice) throws InterruptedException, ExecutionException {
        var random = new SplittableRandom(8);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var asked = new ArrayList<Future<?>>();
            for (int from = 0; from < rows;) {
                int first = from;
                int to = Math.min(rows, from + 1 + random.nextInt(most));
                asked.add(clients.submit(() -> slice.ask(first, to)));
                from = to;
            }
            for (var each : asked) each.get();
        }
    }

    private interface Slice {
        void ask(int from, int to);
    }

    @Test
    void ofSamples() throws InterruptedException, ExecutionException {
        var random = new SplittableRandom(2);
        var pixels = new float[ROWS * FEATURES];
        for (int i = 0; i < pixels.length; i++) pixels[i] = (float) random.nextDouble();
        var reconstructions = new float[pixels.length];
        ServedModels.ofPictures(1).reconstruct(pixels, reconstructions);

        inSlices(ROWS, MOST, (from, to) -> {
            var some = Arrays.copyOfRange(pixels, from * FEATURES, to * FEATURES);
            var expected = Arrays.copyOfRange(reconstructions, from * FEATURES, to * FEATURES);
            var binary = client.post("/v2/models/pictures/infer", """
                    {"inputs": [{"name": "input", "shape": [%d, 12], "datatype": "FP32", "parameters": {"binary_data_size": %d}}],
                    "outputs": [{"name": "reconstruction", "parameters": {"binary_data": true}}]}"""
                    .formatted(to - from, some.length * Float.BYTES), Client.little(some));
            var json = client.post("/v2/models/pictures/infer", Client.infer(
                    List.of(Client.floats("input", new int[] {to - from, FEATURES}, some)), "reconstruction"));

            assertThat(binary.binary()).containsExactly(expected);
            assertThat(json.floats("reconstruction")).containsExactly(expected);
        });
    }

    @Test
    void ofTheRowsOfTables() throws InterruptedException, ExecutionException {
        var scores = ServedModels.ofOrders().score(ServedModels.orders(), ServedModels.ROWS);
        var cells = ServedModels.orders();

        inSlices(ServedModels.ROWS, 5, (from, to) -> {
            var answer = client.post("/v2/models/orders/infer", Client.infer(List.of(
                    Client.input("country", "BYTES", to - from, json(cells.get(0), from, to)),
                    Client.input("amount", "FP64", to - from, json(cells.get(1), from, to)),
                    Client.input("express", "FP64", to - from, json(cells.get(2), from, to)),
                    Client.input("weight", "FP64", to - from, json(cells.get(3), from, to)),
                    Client.input("day", "FP64", to - from, json(cells.get(4), from, to))), "score", "p_value"));

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.doubles("score")).containsExactly(Arrays.copyOfRange(scores.scores(), from, to));
            assertThat(answer.doubles("p_value")).containsExactly(Arrays.copyOfRange(scores.pValues(), from, to));
        });
    }

    private static String json(ColumnValues cells, int from, int to) {
        return IntStream.range(from, to).mapToObj(row -> switch (cells) {
            case ColumnValues.Numbers(var values) -> Double.isNaN(values[row]) ? "null" : Double.toString(values[row]);
            case ColumnValues.Texts(var values) -> "\"" + values[row] + "\"";
        }).collect(Collectors.joining(", ", "[", "]"));
    }
}
