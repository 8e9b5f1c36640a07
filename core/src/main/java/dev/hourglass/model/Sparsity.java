package dev.hourglass.model;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Network;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.penalty.KlSparsity;
import java.util.Map;

/// What an evaluation says of penalties and of how sparse codes are.
final class Sparsity {
    private final Network network;
    private final Dataset data;
    private final long seed;

    Sparsity(Network network, Dataset data, long seed) {
        this.network = network;
        this.data = data;
        this.seed = seed;
    }

    /// Adds the penalties to the `loss`, and puts measures of the codes beside it, where the spec has any.
    void addTo(Map<String, Double> metrics) {
        var spec = network.plan().spec();
        if (!spec.isSparse() && spec.penalties().isEmpty()) {
            return;
        }
        var codes = network.encodeCorrupted(data, seed);
        if (!spec.penalties().isEmpty()) {
            double penalty = network.penalty(data, seed, codes);
            metrics.merge("loss", penalty, Double::sum);
            metrics.put("penalty", penalty);
        }
        if (spec.isSparse()) {
            metrics.put("mean_activation", meanActivation(codes));
        }
        if (spec.isSparse() && hasZeros(spec)) {
            metrics.put("non_zeros", nonZeros(codes));
        }
    }

    /// Whether numbers of a sparse code can be exactly 0, which those of a logistic function are not.
    private static boolean hasZeros(Autoencoder spec) {
        return spec.penalty(KlSparsity.class).isEmpty();
    }

    /// The mean number in a code.
    private static double meanActivation(float[][] codes) {
        double sum = 0;
        for (var code : codes) {
            double ofSample = 0;
            for (float number : code) {
                ofSample += number;
            }
            sum += ofSample / code.length;
        }
        return sum / codes.length;
    }

    /// How many numbers of a code are not 0, as a mean over samples.
    private static double nonZeros(float[][] codes) {
        long count = 0;
        for (var code : codes) {
            for (float number : code) {
                count += number == 0 ? 0 : 1;
            }
        }
        return (double) count / codes.length;
    }
}
