package dev.hourglass.bench.race;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hourglass.bench.contender.InferenceContender;
import dev.hourglass.bench.contender.InferencePart;
import dev.hourglass.bench.contender.InferenceServer;
import dev.hourglass.data.Dataset;
import dev.hourglass.interop.onnx.OnnxModel;
import dev.hourglass.interop.onnx.OnnxPart;
import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Passes samples through an exported model in ONNX Runtime.
///
/// The samples are tensors before the race, cut into chunks when a chunk's size is first asked for, and results are written
/// into tensors that are used again.
final class OnnxRuntimeInference implements InferenceContender {
    private static final String INPUT = "input";

    /// The first samples, cut into chunks.
    private record Cut(InferencePart part, int count, int chunk) {}

    /// What a pass reads and writes.
    private record Passage(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {}

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final Map<InferencePart, OrtSession> sessions = new EnumMap<>(InferencePart.class);
    private final Map<Cut, List<Passage>> passages = new HashMap<>();
    private final TrainedAutoencoder model;
    private final Dataset data;

    OnnxRuntimeInference(TrainedAutoencoder model, Dataset data, int threads) throws OrtException {
        this.model = model;
        this.data = data;
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
            for (var part : InferencePart.values()) {
                sessions.put(part, environment.createSession(OnnxModel.of(model, onnxPart(part)).bytes(), options));
            }
        }
    }

    public static void main(String... arguments) throws IOException {
        InferenceServer.serve(
                (task, _, threads) -> {
                    var folder = Path.of(arguments[0]);
                    var model = HourglassInference.model(folder, task);
                    try {
                        return new OnnxRuntimeInference(
                                model, HourglassContender.data(task, model.spec().input()), threads);
                    } catch (OrtException e) {
                        throw new IllegalStateException(e);
                    }
                },
                arguments);
    }

    private static OnnxPart onnxPart(InferencePart part) {
        return switch (part) {
            case ENCODE -> OnnxPart.ENCODER;
            case RECONSTRUCT -> OnnxPart.AUTOENCODER;
        };
    }

    @Override
    public void pass(InferencePart part, int count, int chunk) {
        try {
            for (var passage : passages(new Cut(part, count, chunk))) {
                run(part, passage);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(InferencePart part, Passage passage) throws OrtException {
        session(part).run(passage.inputs(), Set.of(), passage.outputs()).close();
    }

    private OrtSession session(InferencePart part) {
        var session = sessions.get(part);
        if (session == null) {
            throw new IllegalStateException("no session for " + part);
        }
        return session;
    }

    private List<Passage> passages(Cut cut) throws OrtException {
        var found = passages.get(cut);
        if (found == null) {
            found = new ArrayList<>();
            for (int from = 0; from < cut.count(); from += cut.chunk()) {
                found.add(passage(cut.part(), from, Math.min(from + cut.chunk(), cut.count())));
            }
            passages.put(cut, found);
        }
        return found;
    }

    private Passage passage(InferencePart part, int from, int to) throws OrtException {
        var output = session(part).getOutputNames().iterator().next();
        var made = switch (part) {
            case ENCODE -> model.spec().codeShape().dims();
            case RECONSTRUCT -> model.spec().input().dims();
        };
        return new Passage(
                Map.of(INPUT, tensor(samples(from, to), to - from, model.spec().input().dims())),
                Map.of(output, tensor(floats((to - from) * size(made)), to - from, made)));
    }

    private FloatBuffer samples(int from, int to) {
        var floats = floats((to - from) * data.shape().size());
        for (int i = from; i < to; i++) {
            floats.put(data.sample(i));
        }
        return floats.flip();
    }

    private static FloatBuffer floats(int count) {
        return ByteBuffer.allocateDirect(count * Float.BYTES).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private static int size(List<Integer> extents) {
        return extents.stream().reduce(1, Math::multiplyExact);
    }

    private OnnxTensor tensor(FloatBuffer values, int count, List<Integer> extents) throws OrtException {
        var shape = new long[extents.size() + 1];
        shape[0] = count;
        for (int i = 0; i < extents.size(); i++) {
            shape[i + 1] = extents.get(i);
        }
        return OnnxTensor.createTensor(environment, values, shape);
    }

    @Override
    public float[] outputs(InferencePart part, int count) {
        try {
            var passage = passages(new Cut(part, count, count)).getFirst();
            run(part, passage);
            var values = passage.outputs().values().iterator().next().getFloatBuffer();
            var all = new float[values.remaining()];
            values.get(all);
            return all;
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (var cut : passages.values()) {
            for (var passage : cut) {
                passage.inputs().values().forEach(OnnxValue::close);
                passage.outputs().values().forEach(OnnxValue::close);
            }
        }
        try {
            for (var session : sessions.values()) {
                session.close();
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
    }
}
