package dev.hourglass.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// A client of a server, as others write them.
final class Client implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final URI server;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Client(URI server) {
        this.server = server;
    }

    record Answer(int status, HttpResponse<byte[]> response) {
        JsonNode json() {
            return JSON.readTree(response.body());
        }

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String error() {
            return json().get("error").asString();
        }

        /// The output of a JSON answer.
        JsonNode output(String name) {
            for (var output : json().get("outputs")) {
                if (output.get("name").asString().equals(name)) {
                    return output;
                }
            }
            throw new AssertionError(text());
        }

        float[] floats(String name) {
            var data = output(name).get("data");
            var floats = new float[data.size()];
            for (int i = 0; i < floats.length; i++) floats[i] = Float.parseFloat(data.get(i).asString());
            return floats;
        }

        double[] doubles(String name) {
            var data = output(name).get("data");
            var doubles = new double[data.size()];
            for (int i = 0; i < doubles.length; i++) doubles[i] = data.get(i).asDouble();
            return doubles;
        }

        /// The numbers behind the JSON of a binary answer.
        float[] binary() {
            int header = Integer.parseInt(header("Inference-Header-Content-Length"));
            var floats = new float[(response.body().length - header) / Float.BYTES];
            ByteBuffer.wrap(response.body(), header, response.body().length - header).order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer().get(floats);
            return floats;
        }
    }

    Answer get(String path) {
        return send(request(path).GET().build());
    }

    Answer post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)).build());
    }

    /// Sends JSON with bytes behind it.
    Answer post(String path, String json, byte[] binary) {
        var header = json.getBytes(StandardCharsets.UTF_8);
        var body = Arrays.copyOf(header, header.length + binary.length);
        System.arraycopy(binary, 0, body, header.length, binary.length);
        return send(request(path).header("Content-Type", "application/octet-stream")
                .header("Inference-Header-Content-Length", Integer.toString(header.length))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)).build());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path));
    }

    Answer send(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// An input of the type FP32 with its data in JSON.
    static String floats(String name, int[] shape, float... values) {
        return """
                {"name": "%s", "shape": %s, "datatype": "FP32", "data": %s}""".formatted(name, Arrays.toString(shape),
                Arrays.toString(values));
    }

    /// An input with its data as they stand in JSON.
    static String input(String name, String type, int rows, String data) {
        return """
                {"name": "%s", "shape": [%d], "datatype": "%s", "data": %s}""".formatted(name, rows, type, data);
    }

    /// A request for some outputs; for all if none is named.
    static String infer(List<String> inputs, String... outputs) {
        var wanted = Arrays.stream(outputs).map("{\"name\": \"%s\"}"::formatted).collect(Collectors.joining(", "));
        return "{\"inputs\": [%s]%s}".formatted(String.join(", ", inputs),
                outputs.length == 0 ? "" : ", \"outputs\": [" + wanted + "]");
    }

    static byte[] little(float... values) {
        var bytes = new byte[values.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }

    @Override
    public void close() {
        http.close();
    }
}
