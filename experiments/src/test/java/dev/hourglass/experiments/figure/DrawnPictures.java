package dev.hourglass.experiments.figure;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/// The pictures of a figure, read back from its pixels: what is below the title and right of the rows' labels, cut apart
/// where the paper shows between. At the edges of a picture no whole line may be white.
record DrawnPictures(BufferedImage image, List<Span> rows, List<Span> columns) {
    private static final int TITLE = 60 * Canvas.SCALE;
    /// White between labels and pictures, which is wider than that between pictures.
    private static final int LABEL_GAP = 20 * Canvas.SCALE;

    /// Pixels from the first to the one behind the last.
    record Span(int from, int to) {
        int middle(int part, int parts) {
            return from + (2 * part + 1) * (to - from) / (2 * parts);
        }
    }

    static DrawnPictures of(Figure figure) {
        var image = figure.image();
        var columns = new ArrayList<Span>();
        var all = spans(0, image.getWidth(), x -> inked(image, x, x + 1, TITLE, image.getHeight()));
        for (var span : all) {
            if (!columns.isEmpty() && span.from() - columns.getLast().to() >= LABEL_GAP) {
                columns.clear();
            }
            columns.add(span);
        }
        int left = columns.getFirst().from();
        var rows = spans(TITLE, image.getHeight(), y -> inked(image, left, image.getWidth(), y, y + 1));
        return new DrawnPictures(image, rows, columns);
    }

    /// The grey of each pixel of a picture from 0 to 255, row by row.
    int[] levels(int row, int column, int height, int width) {
        var levels = colours(row, column, height, width);
        for (int i = 0; i < levels.length; i++) levels[i] &= 0xFF;
        return levels;
    }

    /// The colour of each pixel of a picture, row by row.
    int[] colours(int row, int column, int height, int width) {
        var colours = new int[height * width];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = image.getRGB(
                    columns.get(column).middle(i % width, width), rows.get(row).middle(i / width, height));
        }
        return colours;
    }

    private static List<Span> spans(int from, int to, IntPredicate isInked) {
        var spans = new ArrayList<Span>();
        for (int at = from; at < to; at++) {
            if (!isInked.test(at)) {
                continue;
            }
            int first = at;
            while (at < to && isInked.test(at)) at++;
            spans.add(new Span(first, at));
        }
        return spans;
    }

    private static boolean inked(BufferedImage image, int left, int right, int top, int bottom) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                if (image.getRGB(x, y) != Style.PAPER.getRGB()) {
                    return true;
                }
            }
        }
        return false;
    }
}
