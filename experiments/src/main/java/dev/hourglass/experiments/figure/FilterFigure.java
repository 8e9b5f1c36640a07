package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// What each hidden unit of the first layer looks for: the weights of its inputs as a picture. All share one scale, on
/// which grey is 0.
final class FilterFigure {
    private static final int MOST = 400;
    private static final int CELL = 28;
    private static final int LARGE_CELL = 56;
    /// Share of the weights that the scale holds; the few beyond it would leave the others grey.
    private static final double HELD = 0.995;
    private static final int FEW = 100;

    private FilterFigure() {}

    /// Nothing, where the first weights are not those of a dense layer that reads a whole picture.
    static Optional<Figure> of(TrainedAutoencoder model, Shape picture) {
        var first = model.weights().getFirst();
        boolean isDense = first.shape().size() == 2 && first.shape().getFirst() == picture.size();
        return isDense ? Optional.of(draw(first, picture)) : Optional.empty();
    }

    private static Figure draw(Weights weights, Shape picture) {
        int units = weights.shape().getLast();
        int shown = Math.min(units, MOST);
        var values = weights.values();
        float scale = scale(values);
        var pictures = IntStream.range(0, shown)
                .mapToObj(unit -> Picture.of(picture, filter(values, unit, units, scale)))
                .toList();
        int columns = (int) Math.ceil(Math.sqrt(shown));
        return PictureGrid.draw("filters", "Filters", subtitle(units, shown, scale), pictures, columns,
                shown > FEW ? CELL : LARGE_CELL);
    }

    private static float scale(float[] weights) {
        var sizes = new float[weights.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(weights[i]);
        }
        Arrays.sort(sizes);
        return sizes[(int) (HELD * (sizes.length - 1))];
    }

    private static String subtitle(int units, int shown, float scale) {
        return String.format(
                Locale.ROOT, "weights of %s: black \u2264 \u2212%.2g, grey 0, white \u2265 %.2g",
                shown == units ? units + " hidden units"
                        : String.format(Locale.ROOT, "%d of %d hidden units", shown, units),
                scale,
                scale);
    }

    private static float[] filter(float[] weights, int unit, int units, float scale) {
        var values = new float[weights.length / units];
        for (int pixel = 0; pixel < values.length; pixel++) {
            float weight = weights[pixel * units + unit];
            values[pixel] = scale == 0 ? 0.5f : 0.5f + weight / (2 * scale);
        }
        return values;
    }
}
