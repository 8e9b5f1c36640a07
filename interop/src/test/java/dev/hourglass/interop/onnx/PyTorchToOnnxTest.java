package dev.hourglass.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import dev.hourglass.internal.file.TensorFileWriter;
import dev.hourglass.internal.file.TensorSlice;
import dev.hourglass.interop.pytorch.PyTorchWeights;
import dev.hourglass.interop.pytorch.TensorNames;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Zeros;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Padding;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Weights go from PyTorch's layout into a model and from there into a graph, whose convolutions have PyTorch's layout again;
/// ONNX Runtime computes of them what the model does.
class PyTorchToOnnxTest {
    private static final MeanSquaredError LOSS = new MeanSquaredError();

    private final SplittableRandom random = new SplittableRandom(3);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void dense() throws IOException {
        var weight = tensor("encoder.0.weight", 3, 5);
        var graph = roundTrip(
                new Autoencoder(
                        Shape.of(5), List.of(new Dense(3, Activation.TANH)),
                        List.of(new Dense(5, Activation.IDENTITY)), LOSS),
                weight, tensor("encoder.0.bias", 3), tensor("decoder.0.weight", 5, 3), tensor("decoder.0.bias", 5));

        var exported = values(graph, "encoder.0.weight");
        for (int out = 0; out < 3; out++) {
            for (int in = 0; in < 5; in++) {
                assertThat(exported[in * 3 + out]).isEqualTo(weight.values()[out * 5 + in]);
            }
        }
    }

    @Test
    void convolutionAndTransposedConvolution() throws IOException {
        var conv = tensor("encoder.0.weight", 4, 2, 3, 3);
        var transposed = tensor("decoder.0.weight", 4, 2, 2, 2);
        var graph = roundTrip(
                new Autoencoder(
                        Shape.of(6, 4, 2), List.of(new Conv2d(4, 3, Activation.RELU)),
                        List.of(
                                new ConvTranspose2d(2, 2, 2, Activation.TANH),
                                new Conv2d(
                                        2, 2, 2, Padding.VALID, Activation.IDENTITY,
                                        new GlorotUniform(), new Zeros())),
                        LOSS),
                conv, tensor("encoder.0.bias", 4), transposed, tensor("decoder.0.bias", 2),
                tensor("decoder.1.weight", 2, 2, 2, 2), tensor("decoder.1.bias", 2));

        assertThat(values(graph, "encoder.0.weight")).isEqualTo(conv.values());
        assertThat(values(graph, "decoder.0.weight")).isEqualTo(transposed.values());
    }

    private TensorSlice tensor(String name, Integer... shape) {
        int size = 1;
        for (int extent : shape) {
            size *= extent;
        }
        var values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = (float) random.nextDouble(-0.5, 0.5);
        }
        return new TensorSlice(name, List.of(shape), values, 0);
    }

    private ModelProto roundTrip(Autoencoder spec, TensorSlice... torch) throws IOException {
        var file = folder.resolve("weights.safetensors");
        TensorFileWriter.write(file, "pt", Map.of(), List.of(torch));
        var model = PyTorchWeights.read(spec, file, TensorNames.same());
        var exported = OnnxModel.of(model, OnnxPart.AUTOENCODER);
        assertThat(((OnnxCheck.Compared) exported.check()).largestDistance()).isLessThanOrEqualTo(OnnxModel.TOLERANCE);
        return ModelProto.parseFrom(exported.bytes());
    }

    private static float[] values(ModelProto graph, String name) {
        var bytes = graph.getGraph().getInitializerList().stream()
                .filter(tensor -> tensor.getName().equals(name))
                .map(TensorProto::getRawData)
                .findFirst()
                .orElseThrow()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        var values = new float[bytes.remaining()];
        bytes.get(values);
        return values;
    }
}
