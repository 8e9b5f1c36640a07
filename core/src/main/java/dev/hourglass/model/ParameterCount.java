package dev.hourglass.model;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.Parameter;
import java.util.List;
import java.util.Locale;

/// How many weights and biases a spec has, in exact arithmetic and without planning it: what a file claims is so held
/// against its length before anything is made of it.
public final class ParameterCount {
    private ParameterCount() {}

    /// @throws SpecException if a spec has another number of weights and biases than there are values
    static void require(Autoencoder spec, long values) {
        long expected;
        try {
            expected = of(spec);
        } catch (ArithmeticException _) {
            throw new SpecException("the spec has more weights than can be counted");
        }
        if (expected != values) {
            throw new SpecException(
                    String.format(Locale.ROOT, "the spec has %d weights and biases, found %d", expected, values));
        }
    }

    /// The number of weights and biases.
    ///
    /// @throws ArithmeticException if 64 bits cannot count them
    public static long of(Autoencoder spec) {
        int classes = spec.latent().classes();
        long encoder = of(spec.input().withMore(classes), spec.encoder(), false);
        long latent = sum(spec.latent().parameters(spec.encoded()));
        long decoder = of(spec.codeShape().withMore(classes), spec.decoder(), spec.tiedWeights());
        return Math.addExact(encoder, Math.addExact(latent, decoder));
    }

    /// @param areTied whether the dense layers have biases alone: their weights are others'
    private static long of(Shape input, List<Layer> layers, boolean areTied) {
        long count = 0;
        var shape = input;
        for (var layer : layers) {
            var parameters = layer.parameters(shape);
            boolean isTied = areTied && layer instanceof Dense;
            count = Math.addExact(count, sum(isTied ? withoutWeights(parameters) : parameters));
            shape = layer.outputShape(shape);
        }
        return count;
    }

    private static List<Parameter> withoutWeights(List<Parameter> parameters) {
        return parameters.stream().filter(parameter -> !parameter.role().equals(Parameter.WEIGHT)).toList();
    }

    private static long sum(List<Parameter> parameters) {
        long count = 0;
        for (var parameter : parameters) {
            count = Math.addExact(count, parameter.size());
        }
        return count;
    }
}
