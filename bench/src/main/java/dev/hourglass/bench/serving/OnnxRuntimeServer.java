package dev.hourglass.bench.serving;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hourglass.interop.onnx.OnnxModel;
import dev.hourglass.interop.onnx.OnnxPart;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpOptions;
import dev.hourglass.server.http.HttpServer;
import dev.hourglass.server.http.Router;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The same model in ONNX Runtime, behind the same HTTP server: binary tensors of one sample, as fast as can be, without a look at the JSON.
final class OnnxRuntimeServer {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String output;
    private final int features;

    private OnnxRuntimeServer(TrainedAutoencoder model) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            session = environment.createSession(OnnxModel.of(model, OnnxPart.AUTOENCODER).bytes(), options);
        }
        output = session.getOutputNames().iterator().next();
        features = model.spec().input().size();
    }

    public static void main(String... arguments) throws IOException, OrtException {
        var server = new OnnxRuntimeServer(TrainedAutoencoder.load(Path.of(arguments[0])));
        var router = new Router(fault -> System.err.println(fault)).with("POST", Request.PATH, server::infer);
        var http = new HttpServer(
                new HttpOptions("127.0.0.1", 0, Optional.empty(), Optional.empty(), List.of(), List.of(), 1 << 20,
                        1 << 13, 1024,
                        Duration.ofSeconds(30), Duration.ofSeconds(10), 1),
                router, _ -> {});
        http.start();
        System.err.println("serving at http://127.0.0.1:" + http.port());
    }

    private void infer(Exchange exchange) throws IOException, OrtException {
        var body = exchange.body();
        int header = Integer.parseInt(exchange.header("Inference-Header-Content-Length").orElseThrow());
        var sample = new float[features];
        ByteBuffer.wrap(body, header, features * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer()
                .get(sample);
        try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(sample), new long[] {1, features});
                var results = session.run(Map.of("input", input))) {
            var values = ((OnnxTensor) results.get(output).orElseThrow()).getFloatBuffer();
            var json = """
                    {"model_name":"model","outputs":[{"name":"reconstruction","datatype":"FP32","shape":[1,%d],"parameters":{"binary_data_size":%d}}]}"""
                    .formatted(features, features * Float.BYTES).getBytes(StandardCharsets.UTF_8);
            var answer = ByteBuffer.allocate(json.length + features * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN)
                    .put(json);
            answer.asFloatBuffer().put(values);
            exchange.header("Inference-Header-Content-Length", Integer.toString(json.length));
            exchange.send(200, "application/octet-stream", answer.rewind());
        }
    }
}
