package dev.hourglass.datasets.picture;

import dev.hourglass.spec.ImageSize;

/// Brings one axis of a picture to another length: each new pixel is a mean of old ones, weighted by a triangle around
/// its centre. The triangle reaches to the neighbouring pixels where the axis grows (linear interpolation) and, so that
/// every old pixel counts, as far as the scale where it shrinks.
public final class Resampling {
    private final int[] first;
    private final float[][] weights;

    private Resampling(int[] first, float[][] weights) {
        this.first = first;
        this.weights = weights;
    }

    /// The picture in another size, stretched if the proportions differ.
    public static Pixels resize(Pixels pixels, ImageSize to) {
        var from = pixels.size();
        if (from.equals(to)) return pixels;
        var columns = of(from.width(), to.width());
        var rows = of(from.height(), to.height());
        int channels = pixels.channels();
        var narrowed = new float[from.height()][to.width() * channels];
        for (int y = 0; y < from.height(); y++) columns.narrow(pixels, y, narrowed[y]);
        var levels = Levels.allocate(pixels.bits(), to.height() * to.width() * channels);
        for (int y = 0; y < to.height(); y++) rows.merge(narrowed, y, levels);
        return new Pixels(to, channels, levels);
    }

    private static Resampling of(int from, int to) {
        double scale = (double) from / to;
        double reach = Math.max(scale, 1);
        var first = new int[to];
        var weights = new float[to][];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale - 0.5;
            first[i] = Math.max((int) Math.ceil(centre - reach), 0);
            int last = Math.min((int) Math.floor(centre + reach), from - 1);
            weights[i] = triangle(centre, reach, first[i], last);
        }
        return new Resampling(first, weights);
    }

    private static float[] triangle(double centre, double reach, int first, int last) {
        var weights = new float[last - first + 1];
        double sum = 0;
        for (int j = first; j <= last; j++) sum += 1 - Math.abs(j - centre) / reach;
        for (int j = first; j <= last; j++) weights[j - first] = (float) ((1 - Math.abs(j - centre) / reach) / sum);
        return weights;
    }

    private void narrow(Pixels pixels, int row, float[] into) {
        int channels = pixels.channels();
        for (int i = 0; i < into.length; i++) {
            var share = weights[i / channels];
            for (int j = 0; j < share.length; j++) {
                into[i] += share[j] * pixels.level(row, first[i / channels] + j, i % channels);
            }
        }
    }

    private void merge(float[][] rows, int row, Levels into) {
        int width = rows[0].length;
        for (int x = 0; x < width; x++) {
            float sum = 0;
            for (int j = 0; j < weights[row].length; j++) sum += weights[row][j] * rows[first[row] + j][x];
            into.set(row * width + x, Math.min(Math.round(sum), into.white()));
        }
    }
}
