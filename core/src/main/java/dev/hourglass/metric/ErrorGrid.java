package dev.hourglass.metric;

/// The errors of a picture summed over square cells, to find boxes of large sums in.
final class ErrorGrid {
    private final int rows;
    private final int columns;
    /// Pixels of each cell, fewer at the right and at the bottom.
    private final int[] pixels;
    private final double[] sums;

    /// The cells from `top` to `bottom` and from `left` to `right`, both included.
    ///
    /// @param sum over them; 0 where there is none above it
    record Box(int top, int bottom, int left, int right, double sum) {}

    ErrorGrid(ErrorMap map, int cell) {
        rows = Math.ceilDiv(map.height(), cell);
        columns = Math.ceilDiv(map.width(), cell);
        pixels = new int[rows * columns];
        sums = new double[rows * columns];
        for (int y = 0; y < map.height(); y++) {
            for (int x = 0; x < map.width(); x++) {
                int at = y / cell * columns + x / cell;
                pixels[at]++;
                sums[at] += map.errors()[y * map.width() + x];
            }
        }
    }

    /// Takes so much from each pixel.
    void subtract(double error) {
        for (int i = 0; i < sums.length; i++) sums[i] -= pixels[i] * error;
    }

    /// Keeps later boxes off this one.
    void remove(Box box) {
        for (int y = box.top(); y <= box.bottom(); y++) {
            for (int x = box.left(); x <= box.right(); x++) {
                sums[y * columns + x] = Double.NEGATIVE_INFINITY;
            }
        }
    }

    /// The box of the largest sum, the first of equal ones.
    Box best() {
        var best = new Box(0, 0, 0, 0, 0);
        for (int top = 0; top < rows; top++) {
            var strip = new double[columns];
            for (int bottom = top; bottom < rows; bottom++) {
                for (int x = 0; x < columns; x++) strip[x] += sums[bottom * columns + x];
                best = better(best, strip, top, bottom);
            }
        }
        return best;
    }

    /// Kadane's algorithm: a run that has come below zero is no beginning of the best.
    private static Box better(Box best, double[] strip, int top, int bottom) {
        var found = best;
        double sum = 0;
        int left = 0;
        for (int x = 0; x < strip.length; x++) {
            if (sum <= 0) {
                sum = 0;
                left = x;
            }
            sum += strip[x];
            if (sum > found.sum()) {
                found = new Box(top, bottom, left, x, sum);
            }
        }
        return found;
    }
}
