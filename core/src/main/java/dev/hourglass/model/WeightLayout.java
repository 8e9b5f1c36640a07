package dev.hourglass.model;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// Between named tensors and one array of all parameters.
final class WeightLayout {
    private WeightLayout() {}

    /// The tensors that a spec implies, in file order.
    static List<ParameterTensor> tensors(Autoencoder spec) {
        return Graph.of(spec, 1).tensors();
    }

    /// All parameters in one array.
    ///
    /// @throws SpecException naming the first tensor that does not fit
    static float[] join(List<ParameterTensor> tensors, List<Weights> weights) {
        if (tensors.size() != weights.size()) {
            throw new SpecException(
                    String.format(Locale.ROOT, "expected %d tensors, found %d", tensors.size(), weights.size()));
        }
        var all = new float[tensors.isEmpty() ? 0 : tensors.getLast().end()];
        for (int i = 0; i < tensors.size(); i++) {
            var tensor = tensors.get(i);
            var found = weights.get(i);
            if (!tensor.name().equals(found.name())
                    || !tensor.shape().equals(found.shape())
                    || found.array().length != tensor.size()) {
                throw new SpecException(String.format(Locale.ROOT, "expected tensor %s %s, found %s %s", tensor.name(),
                        tensor.shape(), found.name(), found.shape()));
            }
            System.arraycopy(found.array(), 0, all, tensor.offset(), tensor.size());
        }
        return all;
    }

    static String sha256(List<Weights> weights) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var tensor : weights) {
                digest.update(bytes(tensor.array()));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /// Little-endian bytes of floats.
    static ByteBuffer bytes(float[] values) {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
