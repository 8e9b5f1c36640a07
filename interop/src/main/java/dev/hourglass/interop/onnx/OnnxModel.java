package dev.hourglass.interop.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import dev.hourglass.internal.file.AtomicFile;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.interop.onnx.OnnxCheck.Compared;
import dev.hourglass.interop.onnx.OnnxCheck.NotCompared;
import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A trained model as an ONNX graph, which computes what [TrainedAutoencoder] does after training, for any number of samples.
///
/// | part | inputs | outputs |
/// | --- | --- | --- |
/// | encoder | `input` | `code`; of a variational model the means, and `log_variance` |
/// | decoder | `code` | `reconstruction` |
/// | autoencoder | `input` | `reconstruction`, or a classifier's `probabilities` |
///
/// All are floats, `[batch]` and the shape that the spec has: pictures are `[batch, height, width, channels]`. A conditional
/// model has another input, `label`, a 64-bit whole number for each sample. The metadata hold the spec and where the model
/// comes from.
///
/// Immutable.
public final class OnnxModel {
    /// The version of ONNX's operators that the graph is written in.
    public static final int OPERATOR_SET = 17;

    /// How far numbers may be from those of Hourglass: a share of a number above 1, an absolute distance below.
    public static final double TOLERANCE = 1e-5;

    /// The version of the format that came with that set of operators.
    private static final int FORMAT = 8;
    /// What a file of the format can hold, less what is not weights.
    private static final long MOST_PARAMETERS = (Integer.MAX_VALUE - (1L << 24)) / Float.BYTES;

    private final TrainedAutoencoder model;
    private final OnnxPart part;
    private final byte[] bytes;

    private OnnxModel(TrainedAutoencoder model, OnnxPart part, byte[] bytes) {
        this.model = model;
        this.part = part;
        this.bytes = bytes;
    }

    /// @throws OnnxException if the model has no such part, or if it is too large for an ONNX file
    public static OnnxModel of(TrainedAutoencoder model, OnnxPart part) {
        if (part == OnnxPart.DECODER && model.spec().isClassifier()) {
            throw new OnnxException(
                    "the model is a classifier, which has no decoder; export its encoder, or the whole model (autoencoder)");
        }
        if (model.parameterCount() > MOST_PARAMETERS) {
            throw new OnnxException(
                    String.format(Locale.ROOT,
                            "an ONNX file has at most 2 GiB: expected at most %,d parameters, found %,d; use a smaller model",
                            MOST_PARAMETERS, model.parameterCount()));
        }
        var proto = ModelProto.newBuilder()
                .setIrVersion(FORMAT)
                .setProducerName("hourglass")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(ModelGraph.of(model, part));
        metadata(model, part).forEach((key, value) -> proto.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return new OnnxModel(model, part, proto.build().toByteArray());
    }

    private static Map<String, String> metadata(TrainedAutoencoder model, OnnxPart part) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("part", part.toString());
        metadata.put("spec", Json.write(Notation.writeModel(model.spec())));
        metadata.put("weights_sha256", model.weightsSha256());
        model.metadata().forEach(metadata::putIfAbsent);
        return metadata;
    }

    /// The file's content, copied.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// Runs the graph in ONNX Runtime beside the model.
    ///
    /// @return the largest distance between their numbers on 1,000 random samples, or why they cannot be compared: ONNX
    ///     Runtime is not on the class path, or has no native library for this machine
    /// @throws OnnxException if ONNX Runtime cannot run the graph, or computes something else
    public OnnxCheck check() {
        if (!isRuntimePresent()) {
            return new NotCompared("ONNX Runtime is not on the class path");
        }
        try {
            return new Compared(requireSmall(Comparison.largestDistance(model, part, bytes)));
        } catch (LinkageError e) {
            return new NotCompared("ONNX Runtime cannot be loaded on this machine: " + reason(e));
        }
    }

    /// Asks here and not in [OnnxRuntime]: where the runtime is missing, that class cannot even be verified.
    private static boolean isRuntimePresent() {
        var loader = OnnxModel.class.getClassLoader();
        return loader != null && loader.getResource("ai/onnxruntime/OrtEnvironment.class") != null;
    }

    /// The innermost cause's message: those around it name classes only.
    private static String reason(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
    }

    private static double requireSmall(double distance) {
        if (!(distance <= TOLERANCE)) {
            throw new OnnxException(
                    String.format(Locale.ROOT,
                            "ONNX Runtime computes different outputs for the exported graph: expected a difference of at most %s, found %s; nothing was written",
                            TOLERANCE, distance));
        }
        return distance;
    }

    /// Writes the file; one that stood there before is replaced in one step.
    ///
    /// @throws UncheckedIOException if it cannot be written; a file that stood there before is still there
    public void save(Path file) {
        try {
            AtomicFile.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
