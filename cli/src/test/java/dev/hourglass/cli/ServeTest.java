package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.testing.KnownModels;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `hourglass serve` as a process: what it prints, whom it answers, how it ends.
@DisabledOnOs(OS.WINDOWS)
class ServeTest {
    private static final int BY_SIGTERM = 143;
    private static final String TOKEN = "0123456789abcdef";
    private static final Pattern SERVING = Pattern.compile("serving halved at (http://\\S+)");

    @TempDir
    private Path folder;

    @Test
    void answersUntilItIsAskedToStop() throws IOException, InterruptedException {
        var model = folder.resolve("halved.hourglass");
        KnownModels.pixelwise(Shape.of(1, 2, 1), new NoCorruption(), 0.5f, 0).save(model);
        var token = Files.writeString(folder.resolve("token"), TOKEN + "\n");
        var process = new AnotherJvm().start(
                "serve", model.toString(), "--port", "0", "--token-file", token.toString(), "--access-log");
        try (var out = process.inputReader(StandardCharsets.UTF_8);
                var err = process.errorReader(StandardCharsets.UTF_8);
                var client = HttpClient.newHttpClient()) {
            var infer = address(err).resolve("/v2/models/halved/infer");

            assertThat(client.send(request(infer, "wrong"), HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(401);
            assertThat(client.send(request(infer, TOKEN), HttpResponse.BodyHandlers.ofString()).body())
                    .contains("\"data\":[0.5,0.25]");
            assertThat(out.readLine()).contains("\"status\":401").doesNotContain("wrong");
            assertThat(out.readLine()).contains("\"status\":200").doesNotContain(TOKEN);
            process.toHandle().destroy();
            assertThat(process.waitFor()).isEqualTo(BY_SIGTERM);
            assertThat(err.lines()).contains("stopping ...");
        } finally {
            process.destroyForcibly();
        }
    }

    private static URI address(BufferedReader err) throws IOException {
        for (var line = err.readLine(); line != null; line = err.readLine()) {
            var serving = SERVING.matcher(line);
            if (serving.matches()) {
                return URI.create(serving.group(1));
            }
        }
        throw new AssertionError("the server did not start");
    }

    private static HttpRequest request(URI uri, String token) {
        return HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("""
                        {"inputs": [{"name": "input", "shape": [1, 2], "datatype": "FP32", "data": [1, 0.5]}],
                        "outputs": [{"name": "reconstruction"}]}"""))
                .build();
    }
}
