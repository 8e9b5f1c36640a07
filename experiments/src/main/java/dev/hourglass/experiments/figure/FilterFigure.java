package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.experiments.snapshot.Filters;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import java.util.Locale;
import java.util.Optional;

/// What each hidden unit of the first layer looks for.
final class FilterFigure {
    private static final int MOST = 400;
    private static final int CELL = 28;
    private static final int LARGE_CELL = 56;
    private static final int FEW = 100;

    private FilterFigure() {}

    /// Nothing, where the first weights are not those of a dense layer that reads a whole picture.
    static Optional<Figure> of(TrainedAutoencoder model, Shape picture) {
        return Filters.ofFirst(model, picture, MOST).filter(filters -> filters.tile().equals(picture))
                .map(FilterFigure::draw);
    }

    private static Figure draw(Filters filters) {
        int shown = filters.tiles().size();
        var pictures = filters.tiles().stream().map(tile -> Picture.of(filters.tile(), tile)).toList();
        int columns = (int) Math.ceil(Math.sqrt(shown));
        return PictureGrid.draw("filters", "Filters", subtitle(filters, shown), pictures, columns,
                shown > FEW ? CELL : LARGE_CELL);
    }

    private static String subtitle(Filters filters, int shown) {
        return String.format(
                Locale.ROOT, "weights of %s: black \u2264 \u2212%.2g, grey 0, white \u2265 %.2g",
                shown == filters.all() ? shown + " hidden units"
                        : String.format(Locale.ROOT, "%d of %d hidden units", shown, filters.all()),
                filters.scale(), filters.scale());
    }
}
