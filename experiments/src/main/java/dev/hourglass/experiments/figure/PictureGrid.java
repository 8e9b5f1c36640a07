package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import java.util.List;
import java.util.Locale;

/// Pictures side by side and row by row, with room for an axis at the left and below.
final class PictureGrid {
    private static final int TOP = 72;
    private static final int AXIS = 56;

    private PictureGrid() {}

    /// @param columns in a row
    /// @param cell side of a picture in logical pixels
    static Figure draw(String name, String title, String subtitle, List<Picture> pictures, int columns, int cell) {
        int gap = Math.max(1, cell / 14);
        int rows = Math.ceilDiv(pictures.size(), columns);
        var canvas = canvas(title, subtitle, Style.MARGIN, columns * (cell + gap) - gap,
                TOP + rows * (cell + gap) - gap + Style.MARGIN);
        for (int i = 0; i < pictures.size(); i++) {
            double x = Style.MARGIN + i % columns * (cell + gap);
            double y = TOP + i / columns * (cell + gap);
            canvas.picture(pictures.get(i), x, y, cell);
        }
        return new Figure(name, title + ". " + subtitle, canvas.image());
    }

    /// A plane of pictures without gaps, its axes labelled.
    ///
    /// @param pictures row by row from the top; `side` in a row and `side` rows
    /// @param at the value of each column, left to right, which is also that of each row from the bottom
    static Figure plane(
            String name, String title, String subtitle, List<Picture> pictures, double[] at, String across, String up,
            int cell) {
        int side = at.length;
        int left = Style.MARGIN + AXIS;
        var canvas = canvas(title, subtitle, left, side * cell, TOP + side * cell + AXIS + 8);
        for (int i = 0; i < pictures.size(); i++) {
            canvas.picture(pictures.get(i), left + i % side * cell, TOP + i / side * cell, cell);
        }
        for (int i = 0; i < side; i += Math.max(1, (side - 1) / 4)) {
            var label = String.format(Locale.ROOT, "%.1f", Math.abs(at[i]) < 0.05 ? 0.0 : at[i]).replace("-", "\u2212");
            double middle = (i + 0.5) * cell;
            canvas.centred(label, Style.SMALL, Style.QUIET, left + middle, TOP + side * cell + 18);
            canvas.right(label, Style.SMALL, Style.QUIET, left - 8, TOP + side * cell - middle + 4);
        }
        canvas.centred(across, Style.TEXT, Style.INK, left + side * cell / 2.0, TOP + side * cell + 42);
        canvas.upwards(up, Style.TEXT, Style.INK, left - 46, TOP + side * cell / 2.0);
        return new Figure(name, title + ". " + subtitle, canvas.image());
    }

    private static Canvas canvas(String title, String subtitle, int left, int grid, int height) {
        var measure = new Canvas(1, 1);
        double words = Math.max(measure.width(title, Style.TITLE), measure.width(subtitle, Style.TEXT));
        int width = Math.max(left + grid + Style.MARGIN, (int) Math.ceil(words) + 2 * Style.MARGIN);
        var canvas = new Canvas(width, height);
        canvas.title(title, subtitle);
        return canvas;
    }
}
