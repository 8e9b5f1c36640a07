package dev.hourglass.metric;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.Locale;

/// The mark that transposed convolutions leave: patterns that repeat with their stride, because pixels at different places
/// within it are written by differently many weights (Odena, Dumoulin and Olah 2016).
///
/// Measured on the mean residual, reconstruction minus original averaged over samples: what a decoder does to all pictures
/// alike.
public final class Checkerboard {
    private Checkerboard() {}

    /// The mean difference of reconstructions and originals, `[feature]`.
    ///
    /// @param reconstructions `[sample][feature]`, of all samples in order
    public static double[] meanResidual(float[][] reconstructions, Dataset originals) {
        var mean = new double[originals.shape().size()];
        for (int i = 0; i < reconstructions.length; i++) {
            var original = originals.sample(i);
            for (int f = 0; f < mean.length; f++) {
                mean[f] += ((double) reconstructions[i][f] - original[f]) / reconstructions.length;
            }
        }
        return mean;
    }

    /// How much of a picture's energy repeats with a period, 0 to 1: the share of its power spectrum at the multiples of
    /// `1 / period` cycles a pixel along either axis, the frequency 0 of both apart, which counts on neither side.
    ///
    /// By Parseval's theorem that is the energy of what is left when all pixels of a channel are averaged that have the same
    /// place within their period. Of white noise it is about `(period² - 1) / pixels`.
    ///
    /// @param shape `[height, width, channels]`; rows and columns beyond a multiple of the period are left out
    /// @param values `[row][column][channel]`
    /// @param period in pixels, at least 2
    /// @throws DataException unless the picture has at least two periods along both axes
    public static double share(Shape shape, double[] values, int period) {
        if (!shape.isImage() || period < 2 || 2 * period > Math.min(shape.height(), shape.width())) {
            throw new DataException(
                    String.format(Locale.ROOT,
                            "a checkerboard of period %d: expected pictures of at least two periods of 2 pixels or more, found samples of shape %s",
                            period, shape));
        }
        double repeated = 0;
        double energy = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            var cell = new Cell(shape, values, channel, period);
            repeated += cell.energy();
            energy += cell.energyOfAll();
        }
        return energy == 0 ? 0 : repeated / energy;
    }

    /// One channel without its mean, and its means by place within the period.
    private static final class Cell {
        private final double[] means;
        private final int pixels;
        private double squares;

        Cell(Shape shape, double[] values, int channel, int period) {
            int rows = shape.height() / period * period;
            int columns = shape.width() / period * period;
            this.means = new double[period * period];
            this.pixels = rows * columns;
            double sum = 0;
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    sum += values[at(shape, y, x, channel)];
                }
            }
            double mean = sum / pixels;
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    double value = values[at(shape, y, x, channel)] - mean;
                    squares += value * value;
                    means[y % period * period + x % period] += value * means.length / pixels;
                }
            }
        }

        private static int at(Shape shape, int y, int x, int channel) {
            return (y * shape.width() + x) * shape.channels() + channel;
        }

        /// Of the repeated pattern over the whole picture.
        double energy() {
            double sum = 0;
            for (double place : means) {
                sum += place * place;
            }
            return sum * pixels / means.length;
        }

        double energyOfAll() {
            return squares;
        }
    }
}
