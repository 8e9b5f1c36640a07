package dev.hourglass.internal.exec;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.init.GlorotNormal;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.HeNormal;
import dev.hourglass.spec.init.HeUniform;
import dev.hourglass.spec.init.NormalInit;
import dev.hourglass.spec.init.Ones;
import dev.hourglass.spec.init.TruncatedNormal;
import dev.hourglass.spec.init.Zeros;
import java.util.Arrays;

/// The first weights: each a function of the seed, its tensor and its place.
final class Initialisation {
    private static final long STREAM = 0x696e6974;
    /// Where a standard normal is cut off, and the standard deviation of what is left.
    private static final double CUT = 2;

    private static final double CUT_DEVIATION = 0.8796256610342398;

    private Initialisation() {}

    /// All parameters of a graph, in file order.
    static float[] weights(Graph graph, long seed) {
        var weights = Floats.array(graph.parameters());
        for (int i = 0; i < graph.tensors().size(); i++) {
            fill(weights, graph.tensors().get(i), Randomness.key(seed, STREAM, i));
        }
        return weights;
    }

    private static void fill(float[] weights, ParameterTensor tensor, long key) {
        double in = tensor.fanIn();
        double both = tensor.fanIn() + (double) tensor.fanOut();
        switch (tensor.init()) {
            case Zeros() -> {}
            case Ones() -> Arrays.fill(weights, tensor.offset(), tensor.end(), 1);
            case GlorotUniform() -> uniform(weights, tensor, key, StrictMath.sqrt(6 / both));
            case HeUniform() -> uniform(weights, tensor, key, StrictMath.sqrt(6 / in));
            case GlorotNormal() -> truncated(weights, tensor, key, StrictMath.sqrt(2 / both) / CUT_DEVIATION);
            case HeNormal() -> truncated(weights, tensor, key, StrictMath.sqrt(2 / in) / CUT_DEVIATION);
            case TruncatedNormal(double sd) -> truncated(weights, tensor, key, sd);
            case NormalInit(double sd) -> {
                for (int i = 0; i < tensor.size(); i++) {
                    weights[tensor.offset() + i] = (float) (sd * Randomness.normal(key, i));
                }
            }
        }
    }

    private static void uniform(float[] weights, ParameterTensor tensor, long key, double limit) {
        for (int i = 0; i < tensor.size(); i++) {
            weights[tensor.offset() + i] = (float) (limit * (2 * Randomness.uniform(key, i) - 1));
        }
    }

    private static void truncated(float[] weights, ParameterTensor tensor, long key, double sd) {
        long draw = 0;
        for (int i = 0; i < tensor.size(); i++) {
            double normal = Randomness.normal(key, draw++);
            while (Math.abs(normal) > CUT) {
                normal = Randomness.normal(key, draw++);
            }
            weights[tensor.offset() + i] = (float) (sd * normal);
        }
    }
}
