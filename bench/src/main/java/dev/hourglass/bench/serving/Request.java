package dev.hourglass.bench.serving;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// One sample to be reconstructed.
///
/// @param header bytes of JSON before binary tensors; 0 where all is JSON
record Request(String title, byte[] body, int header) {
    static final String PATH = "/v2/models/model/infer";

    static Request binary(float... sample) {
        var json = """
                {"inputs":[{"name":"input","shape":[1,%d],"datatype":"FP32","parameters":{"binary_data_size":%d}}],"outputs":[{"name":"reconstruction","parameters":{"binary_data":true}}]}"""
                .formatted(sample.length, sample.length * Float.BYTES).getBytes(StandardCharsets.UTF_8);
        return new Request("binary", joined(json, little(sample)), json.length);
    }

    /// Numbers as bytes in the protocol's order.
    static byte[] little(float... numbers) {
        var bytes = new byte[numbers.length * Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(numbers);
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    static Request json(float... sample) {
        var numbers = new StringBuilder();
        for (float number : sample) numbers.append(numbers.isEmpty() ? "" : ",").append(number);
        return new Request("JSON",
                """
                {"inputs":[{"name":"input","shape":[1,%d],"datatype":"FP32","data":[%s]}],"outputs":[{"name":"reconstruction"}]}"""
                        .formatted(sample.length, numbers).getBytes(StandardCharsets.UTF_8),
                0);
    }

    /// The headers that say what the body is.
    String[] headers() {
        return header == 0
                ? new String[] {"Content-Type: application/json"}
                : new String[] {"Content-Type: application/octet-stream", "Inference-Header-Content-Length: " + header};
    }

    /// The whole request as it goes over a connection.
    byte[] wire(String host) {
        var head = String
                .format(Locale.ROOT, "POST %s HTTP/1.1\r\nHost: %s\r\n%s\r\nContent-Length: %d\r\n\r\n", PATH, host,
                        Arrays.stream(headers()).collect(Collectors.joining("\r\n")), body.length)
                .getBytes(StandardCharsets.US_ASCII);
        return joined(head, body);
    }

    /// A file with the body, and beside it a script that has wrk send it.
    Path writeScript(Path folder) throws IOException {
        var file = folder.resolve(title + ".body");
        Files.write(file, body);
        var script = folder.resolve(title + ".lua");
        var headers = Arrays.stream(headers()).map(header -> header.split(": ", 2))
                .map(header -> "wrk.headers[\"%s\"] = \"%s\"\n".formatted(header[0], header[1]))
                .collect(Collectors.joining());
        Files.writeString(script, """
                wrk.method = "POST"
                local file = io.open("%s", "rb")
                wrk.body = file:read("*a")
                file:close()
                %s""".formatted(file, headers));
        return script;
    }

    Path bodyFile(Path folder) {
        return folder.resolve(title + ".body");
    }
}
