package dev.hourglass.experiments.figure;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;

/// What a Gaussian model makes of a plane through its codes, as a grid of pictures.
///
/// The grid's coordinates are quantiles of the normal distribution in equal steps of probability, so that each picture
/// stands for as many codes as any other (Kingma and Welling 2014, figure 4).
///
/// @param across latent dimension that grows to the right
/// @param up latent dimension that grows upwards
record LatentPlane(TrainedAutoencoder model, int across, int up) {
    private static final int SIDE = 21;
    private static final int CELL = 28;

    /// The plane of the two dimensions whose means vary most over some data.
    static LatentPlane of(TrainedAutoencoder model, Dataset data) {
        int size = model.spec().codeShape().size();
        if (size == 2) {
            return new LatentPlane(model, 0, 1);
        }
        var codes = model.encode(data);
        var busiest = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer d) -> -variance(codes, d)))
                .limit(2)
                .sorted()
                .toList();
        return new LatentPlane(model, busiest.getFirst(), busiest.getLast());
    }

    Figure draw(Shape picture) {
        var at = NormalQuantile.middles(SIDE);
        int size = model.spec().codeShape().size();
        var codes = new float[SIDE * SIDE][size];
        for (int i = 0; i < codes.length; i++) {
            codes[i][across] = (float) at[i % SIDE];
            if (up != across) {
                codes[i][up] = (float) at[SIDE - 1 - i / SIDE];
            }
        }
        var subtitle = size <= 2
                ? "decoded codes, at quantiles of the normal distribution"
                : String.format(Locale.ROOT, "the two of %d latent dimensions that vary most, the others 0", size);
        return PictureGrid.plane(
                "latent-plane",
                "The latent plane",
                subtitle,
                Figures.pictures(picture, model.decode(codes)),
                at,
                "latent dimension " + (across + 1),
                "latent dimension " + (up + 1),
                CELL);
    }

    private static double variance(float[][] codes, int dimension) {
        double sum = 0;
        double squares = 0;
        for (var code : codes) {
            sum += code[dimension];
            squares += (double) code[dimension] * code[dimension];
        }
        double mean = sum / codes.length;
        return squares / codes.length - mean * mean;
    }
}
