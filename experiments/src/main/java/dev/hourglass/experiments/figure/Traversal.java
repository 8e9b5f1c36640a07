package dev.hourglass.experiments.figure;

import dev.hourglass.experiments.figure.PictureRows.Row;
import dev.hourglass.metric.Posterior;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// What each dimension of a variational code changes: one row a dimension, which runs over the prior while the others
/// stay where they are (Higgins et al. 2017, figure 4).
///
/// @param start the code that everything starts from
/// @param label the number of the class of all pictures, for a conditional model
/// @param steps pictures in a row, at least 2
public record Traversal(TrainedAutoencoder model, float[] start, Optional<Integer> label, int steps) {
    /// Deviations of the prior to either side.
    private static final double REACH = 3;

    /// The dimensions with the largest divergence first.
    ///
    /// @param posterior of samples that show how much each dimension is used
    /// @param most dimensions that are shown
    public Figure draw(Posterior posterior, int most, Shape picture) {
        var nats = posterior.klPerDimension();
        var rows = IntStream.range(0, nats.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer d) -> -nats[d]))
                .limit(most)
                .map(d -> new Row("dimension " + (d + 1), List.of(String.format(Locale.ROOT, "%.2f nats", nats[d])),
                        Figures.pictures(picture, decode(codes(d)))))
                .toList();
        return PictureRows.draw(
                "traversal", "One latent dimension at a time",
                "each varies from \u22123 to 3 in its row, the others are fixed", new ArrayList<>(rows));
    }

    private float[][] codes(int dimension) {
        var codes = new float[steps][];
        for (int step = 0; step < steps; step++) {
            codes[step] = start.clone();
            codes[step][dimension] = (float) (REACH * (2.0 * step / (steps - 1) - 1));
        }
        return codes;
    }

    private float[][] decode(float[][] codes) {
        if (label.isEmpty()) {
            return model.decode(codes);
        }
        var labels = new int[codes.length];
        Arrays.fill(labels, label.get());
        return model.decode(codes, model.labels(labels));
    }
}
