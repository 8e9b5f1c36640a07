package dev.hourglass.experiments.figure;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.experiments.figure.PictureRows.Row;
import dev.hourglass.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What decoders do to every picture alike: one row a model.
public final class Checkerboards {
    /// Logical pixels of a cell: a picture of 64 pixels is shown three times as large.
    private static final int CELL = 192;
    /// Pixels along a side of what is shown enlarged.
    private static final int DETAIL = 24;
    /// What is left out above it, of all that is left out above and below: objects stand in the middle, and patterns show best
    /// beside them.
    private static final int MARGIN = 5;
    private static final float GREY = 0.5f;

    private Checkerboards() {}

    /// One model.
    ///
    /// @param label what it is called
    /// @param share of the mean residual's energy that repeats with the period, 0..1
    /// @param residual mean of reconstruction minus original, `[row][column][channel]`
    /// @param reconstruction of one sample, in the same order
    public record Mark(String label, double share, double[] residual, float[] reconstruction) {}

    /// All residuals are drawn on one scale: grey is zero, black and white are the largest of all in size.
    public static Figure draw(Shape shape, int period, List<Mark> marks) {
        double most = marks.stream()
                .flatMapToDouble(mark -> Arrays.stream(mark.residual()))
                .map(Math::abs)
                .max()
                .orElse(0);
        var rows = marks.stream()
                .map(mark -> {
                    var residual = new float[shape.size()];
                    for (int i = 0; i < residual.length; i++) {
                        residual[i] = most == 0 ? GREY : (float) (GREY + mark.residual()[i] / (2 * most));
                    }
                    var pictures = new ArrayList<Picture>();
                    pictures.add(Picture.of(shape, residual));
                    pictures.add(detail(shape, residual));
                    pictures.add(Picture.of(shape, mark.reconstruction()));
                    pictures.add(detail(shape, mark.reconstruction()));
                    return new Row(
                            mark.label(),
                            List.of(String.format(Locale.ROOT, "%.4f of its energy", mark.share())), pictures);
                })
                .toList();
        return PictureRows.draw(
                "checkerboards", "Checkerboard artifacts",
                String.format(Locale.ROOT,
                        "mean residual, with the share of its energy at a period of %d pixels; a reconstruction; enlarged",
                        period),
                rows, CELL);
    }

    private static Picture detail(Shape shape, float[] values) {
        int height = Math.min(DETAIL, shape.height());
        int width = Math.min(DETAIL, shape.width());
        int top = (shape.height() - height) / MARGIN;
        int left = (shape.width() - width) / 2;
        var detail = new float[height * width * shape.channels()];
        for (int y = 0; y < height; y++) {
            System.arraycopy(
                    values, ((top + y) * shape.width() + left) * shape.channels(),
                    detail, y * width * shape.channels(), width * shape.channels());
        }
        return Picture.of(Shape.of(height, width, shape.channels()), detail);
    }
}
