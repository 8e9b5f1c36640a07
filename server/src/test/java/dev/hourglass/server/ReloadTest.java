package dev.hourglass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.server.serving.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model file that changes while requests come.
class ReloadTest {
    private static final int RELOADS = 30;
    private static final int VERSIONS = 3;
    private static final float[] SAMPLE = {0, 0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f, 1, 0.5f};
    private static final String REQUEST = Client.infer(List.of(Client.floats("input", new int[] {1, 12}, SAMPLE)),
            "reconstruction");

    @TempDir
    private Path folder;

    private final List<TrainedAutoencoder> versions = IntStream.range(0, VERSIONS).mapToObj(ServedModels::ofPictures)
            .toList();

    private ScoringServer start(ServerLog log) throws IOException {
        versions.getFirst().save(file());
        return ScoringServer.start(ModelSource.of(List.of(file().toString())), ServerOptions.onLoopback(0), log);
    }

    private Path file() {
        return folder.resolve("digits.hourglass");
    }

    @Test
    void takesAnotherModelInThePlaceOfTheOneBefore() throws IOException {
        try (var server = start(ServerLog.none()); var client = new Client(server.uri())) {
            versions.get(1).save(file());
            server.models().reload();

            var answer = client.post("/v2/models/digits/infer", REQUEST);

            assertThat(answer.json().get("model_version").asString())
                    .isEqualTo(versions.get(1).weightsSha256().substring(0, 12));
            assertThat(answer.floats("reconstruction")).containsExactly(versions.get(1).reconstruct(SAMPLE));
            assertThat(client.get("/metrics").text())
                    .contains("hourglass_reloads_total{model=\"digits\",result=\"loaded\"} 1.0")
                    .contains("hourglass_model_info{model=\"digits\",version=\""
                            + versions.get(1).weightsSha256().substring(0, 12) + "\"} 1.0")
                    .doesNotContain(versions.get(0).weightsSha256().substring(0, 12));
        }
    }

    @Test
    void keepsTheModelWhoseFileIsBrokenOrGone() throws IOException {
        try (var server = start(ServerLog.none()); var client = new Client(server.uri())) {
            Files.writeString(file(), "no model");
            server.models().reload();
            Files.delete(file());
            server.models().reload();

            assertThat(client.post("/v2/models/digits/infer", REQUEST).floats("reconstruction"))
                    .containsExactly(versions.get(0).reconstruct(SAMPLE));
            assertThat(client.get("/metrics").text())
                    .contains("hourglass_reloads_total{model=\"digits\",result=\"failed\"} 2.0");
            var index = client.post("/v2/repository/index", "{}").json().get(0);
            assertThat(index.get("state").asString()).isEqualTo("READY");
            assertThat(index.get("reason").asString()).contains("cannot be loaded").doesNotContain(folder.toString());
        }
    }

    @Test
    void answersEveryRequestWithNumbersOfItsVersion() throws IOException, ExecutionException, InterruptedException {
        Map<String, float[]> expected = new HashMap<>();
        versions.forEach(model -> expected.put(model.weightsSha256().substring(0, 12), model.reconstruct(SAMPLE)));
        var isOver = new AtomicBoolean();
        try (var server = start(ServerLog.none());
                var client = new Client(server.uri());
                var clients = Executors.newFixedThreadPool(4)) {
            var asking = IntStream.range(0, 4).mapToObj(_ -> clients.submit(() -> {
                int answers = 0;
                while (!isOver.get()) {
                    var answer = client.post("/v2/models/digits/infer", REQUEST);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.floats("reconstruction"))
                            .containsExactly(expected.get(answer.json().get("model_version").asString()));
                    answers++;
                }
                return answers;
            })).toList();
            try {
                for (int i = 1; i <= RELOADS; i++) {
                    if (i % 10 == 0) {
                        Files.write(file(), new byte[] {1, 2, 3});
                    } else {
                        versions.get(i % VERSIONS).save(file());
                    }
                    server.models().reload();
                }
            } finally {
                isOver.set(true);
            }
            for (var each : asking) assertThat(each.get()).isPositive();
        }
    }
}
