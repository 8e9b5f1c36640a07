package dev.hourglass.interop.onnx;

import dev.hourglass.model.TrainedAutoencoder;
import java.nio.file.Path;
import java.util.Map;

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
public final class OnnxModel implements OnnxExport {
    /// The version of ONNX's operators that the graph is written in.
    public static final int OPERATOR_SET = 17;

    /// How far numbers may be from those of Hourglass: a share of a number above 1, an absolute distance below.
    public static final double TOLERANCE = 1e-5;

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
        if (part == OnnxPart.DECODER && !model.spec().isClassifier() && !model.spec().decodesCodes()) {
            throw new OnnxException(
                    "the model has skip connections, so its decoder does not stand alone; export its encoder, or the whole model (autoencoder)");
        }
        if (part == OnnxPart.DECODER && model.spec().isClassifier()) {
            throw new OnnxException(
                    "the model is a classifier, which has no decoder; export its encoder, or the whole model (autoencoder)");
        }
        OnnxFile.requireFits(model);
        return new OnnxModel(model, part, OnnxFile.bytes(ModelGraph.of(model, part), metadata(model, part)));
    }

    private static Map<String, String> metadata(TrainedAutoencoder model, OnnxPart part) {
        return OnnxFile.metadata(model, part.toString());
    }

    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public OnnxCheck check() {
        return RuntimeCheck.compare(() -> Comparison.largestDistance(model, part, bytes));
    }

    @Override
    public void save(Path file) {
        OnnxFile.write(bytes, file);
    }
}
