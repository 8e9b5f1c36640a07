package dev.hourglass.experiments.figure;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.experiments.figure.PictureRows.Row;
import dev.hourglass.experiments.snapshot.Examples;
import dev.hourglass.model.CodePath;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Ways between the codes of samples, decoded.
///
/// @param steps codes on each way, both ends included
public record Interpolations(TrainedAutoencoder model, CodePath path, int steps) {
    private static final int PAIRS = 5;

    /// Decoded codes from a dataset's first sample to its second, `[step][feature]`. Under a conditional model the label
    /// changes halfway.
    ///
    /// @param pair of two samples
    public float[][] between(Dataset pair) {
        var ends = model.encode(pair);
        var codes = path.between(ends[0], ends[1], steps);
        return model.spec().latent().classes() == 0 ? model.decode(codes) : model.decode(codes, labels(pair));
    }

    private Labels labels(Dataset pair) {
        return pair.select(IntStream.range(0, steps).map(i -> 2 * i < steps ? 0 : 1).toArray()).labels().orElseThrow();
    }

    /// A row for each of some pairs: the first sample, the decoded way, the second sample.
    public Figure draw(List<Dataset> pairs, Shape picture) {
        var rows = new ArrayList<Row>();
        for (var pair : pairs) {
            var pictures = new ArrayList<Picture>();
            pictures.add(Picture.of(picture, pair.sample(0)));
            pictures.addAll(Figures.pictures(picture, between(pair)));
            pictures.add(Picture.of(picture, pair.sample(1)));
            rows.add(new Row(title(pair.labels()), List.of(), pictures));
        }
        var subtitle = String.format(Locale.ROOT,
                "%s path through the latent space; the outermost images are the samples",
                path.name().toLowerCase(Locale.ROOT));
        return PictureRows.draw("interpolation", "Interpolations between samples", subtitle, rows);
    }

    private static String title(Optional<Labels> labels) {
        return labels
                .map(ends -> String.format(Locale.ROOT, "%s to %s", ends.names().get(ends.of(0)),
                        ends.names().get(ends.of(1))))
                .orElse("");
    }

    /// Pairs of neighbouring classes, or of neighbouring samples where there are no labels.
    ///
    /// @param data at least two samples
    public static List<Dataset> pairs(Dataset data) {
        var examples = Examples.of(data, 2 * PAIRS);
        return IntStream.range(0, examples.size() / 2)
                .mapToObj(i -> examples.slice(2 * i, 2 * i + 2))
                .toList();
    }
}
