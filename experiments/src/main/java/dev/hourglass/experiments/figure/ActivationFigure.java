package dev.hourglass.experiments.figure;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.penalty.KlSparsity;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Locale;

/// How sparse codes are: a histogram of all their numbers, on a logarithmic scale because most are near 0, and one of the
/// mean of each number over all samples, with the mean that the spec asks for.
final class ActivationFigure {
    private static final int BINS = 40;
    private static final int WIDTH = 360;
    private static final int HEIGHT = 260;
    private static final int TOP = 84;
    private static final int LEFT = 84;
    private static final int GAP = 100;
    private static final int BOTTOM = 64;
    /// Powers of ten of a per cent below which a bar is not drawn.
    private static final int LOWEST = -3;
    private static final int HIGHEST = 2;

    private final float[][] codes;
    private final Autoencoder spec;

    /// @param codes `[sample][code feature]`, at least one
    ActivationFigure(float[][] codes, Autoencoder spec) {
        this.codes = codes;
        this.spec = spec;
    }

    Figure draw(String data) {
        var values = new double[codes.length * codes[0].length];
        var means = new double[codes[0].length];
        for (int sample = 0; sample < codes.length; sample++) {
            for (int j = 0; j < means.length; j++) {
                values[sample * means.length + j] = codes[sample][j];
                means[j] += codes[sample][j] / (double) codes.length;
            }
        }
        var subtitle = subtitle(data, values);
        var canvas = new Canvas(LEFT + WIDTH + GAP + WIDTH + Style.MARGIN, TOP + HEIGHT + BOTTOM);
        canvas.title("Activations of the code", subtitle);
        drawAll(canvas, Histogram.of(values, BINS));
        drawMeans(canvas, Histogram.of(means, BINS));
        return new Figure("activations", "Histograms of the activations. " + subtitle, canvas.image());
    }

    private String subtitle(String data, double[] values) {
        var mean = String.format(
                Locale.ROOT, "%,d samples of %s, code size %d: mean %.4f", codes.length, data, codes[0].length,
                Arrays.stream(values).average().orElse(0));
        long active = Arrays.stream(values).filter(value -> value != 0).count();
        return active == values.length
                ? mean
                : mean + String.format(Locale.ROOT, ", %.1f non-zero per sample", (double) active / codes.length);
    }

    private void drawAll(Canvas canvas, Histogram histogram) {
        var plot = new Plot(
                axis("activation", histogram, LEFT),
                new Axis(
                        "share of all activations, %", LOWEST, HIGHEST, Ticks.powersOfTen(LOWEST, HIGHEST),
                        TOP + HEIGHT, TOP));
        plot.drawOn(canvas);
        for (int bin = 0; bin < BINS; bin++) {
            double percent = 100.0 * histogram.counts()[bin] / histogram.total();
            bar(canvas, plot, histogram, bin, percent == 0 ? LOWEST : Math.max(LOWEST, Math.log10(percent)));
        }
    }

    private void drawMeans(Canvas canvas, Histogram histogram) {
        double most = Arrays.stream(histogram.counts()).max().orElse(1);
        var plot = new Plot(
                axis("mean activation of a unit", histogram, LEFT + WIDTH + GAP),
                new Axis("units of the code", 0, most, Ticks.whole(0, most, 5), TOP + HEIGHT, TOP));
        plot.drawOn(canvas);
        for (int bin = 0; bin < BINS; bin++) {
            bar(canvas, plot, histogram, bin, histogram.counts()[bin]);
        }
        spec.penalty(KlSparsity.class).ifPresent(penalty -> mark(canvas, plot, penalty.rho()));
    }

    private static Axis axis(String label, Histogram histogram, int left) {
        double min = histogram.min();
        double max = histogram.max();
        return new Axis(label, min, max, Ticks.within(min, max, 6), left, left + WIDTH);
    }

    private static void bar(Canvas canvas, Plot plot, Histogram histogram, int bin, double height) {
        double from = plot.x().place(histogram.edge(bin));
        double to = plot.x().place(histogram.edge(bin + 1));
        double top = plot.y().place(height);
        canvas.pen().setColor(Palette.BLUE);
        canvas.pen().fill(new Rectangle2D.Double(from + 0.5, top, to - from - 1, plot.y().from() - top));
    }

    /// The mean that the spec asks for, where it is on the paper.
    private static void mark(Canvas canvas, Plot plot, double rho) {
        if (rho < plot.x().min() || rho > plot.x().max()) {
            return;
        }
        double x = plot.x().place(rho);
        canvas.pen().setColor(Palette.VERMILION);
        canvas.pen().setStroke(Style.LINE);
        canvas.pen().draw(new Line2D.Double(x, plot.y().from(), x, plot.y().to()));
        canvas.centred("rho " + rho, Style.TEXT, Palette.VERMILION, x, plot.y().to() - 6);
    }
}
