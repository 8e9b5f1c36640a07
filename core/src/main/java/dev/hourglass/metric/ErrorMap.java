package dev.hourglass.metric;

import dev.hourglass.spec.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Where a picture and its reconstruction differ.
///
/// @param height in pixels
/// @param width in pixels
/// @param errors `[row][column]`, row after row: the squared difference, as a mean over channels
public record ErrorMap(int height, int width, double[] errors) {
    /// An error counts for a region as far as it is above so many times the picture's mean.
    private static final double ABOVE = 2;
    /// Cells along the longer side in which boxes are looked for.
    private static final int CELLS = 64;

    /// @param shape `[height, width, channels]`
    /// @param picture `[row][column][channel]`
    /// @param reconstruction likewise
    /// @throws IllegalArgumentException if they are not of this shape
    public static ErrorMap of(Shape shape, float[] picture, float[] reconstruction) {
        if (!shape.isImage() || picture.length != shape.size() || reconstruction.length != shape.size()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "expected two pictures of shape %s, found %d and %d numbers", shape, picture.length,
                    reconstruction.length));
        }
        int channels = shape.channels();
        var errors = new double[shape.height() * shape.width()];
        for (int i = 0; i < picture.length; i++) {
            double difference = (double) picture[i] - reconstruction[i];
            errors[i / channels] += difference * difference / channels;
        }
        return new ErrorMap(shape.height(), shape.width(), errors);
    }

    /// The boxes that are worst, the worst first, none on another: each has the largest sum of what its errors are above twice the
    /// picture's mean (by Kadane's algorithm over all pairs of rows, Bentley 1984). Of pictures with more than 64 pixels along a side,
    /// boxes are of cells that are that many times coarser.
    ///
    /// @param most how many; there are fewer where no error is above twice the mean any more
    public List<ErrorRegion> regions(int most) {
        int cell = Math.max(1, Math.ceilDiv(Math.max(height, width), CELLS));
        var grid = new ErrorGrid(this, cell);
        double total = Arrays.stream(errors).sequential().sum();
        grid.subtract(ABOVE * total / errors.length);
        var regions = new ArrayList<ErrorRegion>();
        while (regions.size() < most) {
            var box = grid.best();
            if (box.sum() <= 0) {
                break;
            }
            grid.remove(box);
            regions.add(region(box, cell, total));
        }
        return List.copyOf(regions);
    }

    private ErrorRegion region(ErrorGrid.Box box, int cell, double total) {
        int left = box.left() * cell;
        int top = box.top() * cell;
        int right = Math.min(width, (box.right() + 1) * cell);
        int bottom = Math.min(height, (box.bottom() + 1) * cell);
        double sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += errors[y * width + x];
            }
        }
        return new ErrorRegion(left, top, right - left, bottom - top, sum / total);
    }
}
