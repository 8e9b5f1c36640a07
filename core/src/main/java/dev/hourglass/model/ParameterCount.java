package dev.hourglass.model;

import dev.hourglass.spec.Activate;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Conv2d;
import dev.hourglass.spec.ConvTranspose2d;
import dev.hourglass.spec.Dense;
import dev.hourglass.spec.Dropout;
import dev.hourglass.spec.Flatten;
import dev.hourglass.spec.Gaussian;
import dev.hourglass.spec.Layer;
import dev.hourglass.spec.MaxPool2d;
import dev.hourglass.spec.Plain;
import dev.hourglass.spec.Reshape;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TopK;
import dev.hourglass.spec.Upsample2d;
import dev.hourglass.spec.WinnerTakeAll;
import java.util.List;
import java.util.Locale;

/// How many weights and biases a spec has, in exact arithmetic and without planning it: what a file says is so held
/// against its length before anything is made of it.
final class ParameterCount {
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

    /// @throws ArithmeticException if 64 bits cannot count them
    static long of(Autoencoder spec) {
        int classes = spec.latent().classes();
        long encoder = of(spec.input().withMore(classes), spec.encoder(), false);
        long latent = switch (spec.latent()) {
            case Plain _, TopK _, WinnerTakeAll _ -> 0;
            case Gaussian(int size, _, _, _, _, _, _) -> affine(spec.encoded().size(), 2L * size);
        };
        long decoder = of(spec.codeShape().withMore(classes), spec.decoder(), spec.tiedWeights());
        return Math.addExact(encoder, Math.addExact(latent, decoder));
    }

    /// @param areTied whether the dense layers have biases alone: their weights are others'
    private static long of(Shape input, List<Layer> layers, boolean areTied) {
        long count = 0;
        var shape = input;
        for (var layer : layers) {
            count = Math.addExact(count, of(layer, shape, areTied));
            shape = layer.outputShape(shape);
        }
        return count;
    }

    private static long of(Layer layer, Shape in, boolean isTied) {
        return switch (layer) {
            case Dense dense -> isTied ? dense.units() : affine(in.size(), dense.units());
            case Conv2d conv -> affine(window(conv.kernel(), in), conv.filters());
            case ConvTranspose2d conv -> affine(window(conv.kernel(), in), conv.filters());
            case MaxPool2d _, Upsample2d _, Flatten _, Reshape _, Activate _, Dropout _ -> 0;
        };
    }

    private static long window(int kernel, Shape in) {
        return Math.multiplyExact((long) kernel * kernel, (long) in.channels());
    }

    private static long affine(long inputs, long outputs) {
        return Math.addExact(Math.multiplyExact(inputs, outputs), outputs);
    }
}
