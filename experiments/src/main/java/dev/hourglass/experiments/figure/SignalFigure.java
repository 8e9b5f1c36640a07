package dev.hourglass.experiments.figure;

import dev.hourglass.spec.Shape;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Stroke;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Signals beside their reconstructions as curves, one column a sample, one row a channel, and below each the squared error.
final class SignalFigure {
    private static final int SAMPLES = 4;
    private static final int CHANNELS = 4;
    private static final int WIDTH = 210;
    private static final int HEIGHT = 92;
    private static final int ERROR = 30;
    private static final int GAP = 18;
    private static final int LEFT = 112;
    private static final int TOP = 100;
    private static final Stroke THIN = new BasicStroke(1.3f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    /// What the model reads, if that is not the signal itself; the signal; what the model makes of it.
    private record Line(String label, Color color, float[][] samples) {}

    private final Shape shape;
    private final float[][] originals;
    private final float[][] reconstructions;
    private final List<Line> lines;

    private SignalFigure(Shape shape, float[][] originals, float[][] reconstructions, List<Line> lines) {
        this.shape = shape;
        this.originals = originals;
        this.reconstructions = reconstructions;
        this.lines = lines;
    }

    /// @param shape of a signal, `[length, channels]`
    /// @param originals `[sample][step and channel]`
    /// @param corruption of what the model reads, if it is corrupted
    /// @param seen what the model reads
    static Figure draw(String title, String subtitle, Shape shape, float[][] originals,
            Optional<CorruptionLabels> corruption, float[][] seen, float[][] reconstructions) {
        var lines = new ArrayList<Line>();
        corruption.ifPresent(words -> lines.add(new Line(words.input(), Palette.GREEN, seen)));
        lines.add(new Line("original", Style.QUIET, originals));
        lines.add(new Line(corruption.map(CorruptionLabels::output).orElse("reconstruction"), Palette.BLUE,
                reconstructions));
        var figure = new SignalFigure(shape, originals, reconstructions, lines);
        return new Figure("reconstructions", title + ". " + subtitle, figure.canvas(title, subtitle).image());
    }

    private Canvas canvas(String title, String subtitle) {
        int samples = Math.min(SAMPLES, originals.length);
        int channels = Math.min(CHANNELS, shape.channels());
        int row = HEIGHT + ERROR + GAP;
        var canvas = new Canvas(LEFT + samples * (WIDTH + GAP) - GAP + Style.MARGIN,
                TOP + channels * row - GAP + Style.MARGIN + GAP);
        canvas.title(title, subtitle);
        explain(canvas);
        for (int channel = 0; channel < channels; channel++) {
            double top = TOP + channel * row;
            label(canvas, channel, top);
            for (int sample = 0; sample < samples; sample++) {
                draw(canvas, channel, sample, LEFT + sample * (WIDTH + GAP), top);
            }
        }
        return canvas;
    }

    private void explain(Canvas canvas) {
        double at = LEFT;
        for (var line : lines) {
            canvas.pen().setColor(line.color());
            canvas.pen().setStroke(Style.LINE);
            canvas.pen().draw(new Line2D.Double(at, TOP - 22, at + 24, TOP - 22));
            canvas.left(line.label(), Style.TEXT, Style.INK, at + 32, TOP - 18);
            at += 56 + canvas.width(line.label(), Style.TEXT);
        }
    }

    private void label(Canvas canvas, int channel, double top) {
        var name = shape.channels() == 1 ? "signal" : String.format(Locale.ROOT, "channel %d", channel + 1);
        canvas.left(name, Style.STRONG, Style.INK, Style.MARGIN, top + HEIGHT / 2.0 + 4);
        canvas.left("squared error", Style.SMALL, Style.QUIET, Style.MARGIN, top + HEIGHT + ERROR / 2.0 + 4);
    }

    private void draw(Canvas canvas, int channel, int sample, double left, double top) {
        var curves = lines.stream().map(line -> channel(line.samples()[sample], channel)).toArray(double[][]::new);
        var frame = CurveFrame.around(left, top, WIDTH, HEIGHT, curves);
        for (int i = 0; i < curves.length; i++) frame.line(canvas, curves[i], lines.get(i).color(), THIN);
        var error = errors(originals, reconstructions, channel, sample);
        double highest = 0;
        for (int other = 0; other < Math.min(SAMPLES, originals.length); other++) {
            for (double value : errors(originals, reconstructions, channel, other)) {
                highest = Math.max(highest, value);
            }
        }
        var below = CurveFrame.around(left, top + HEIGHT, WIDTH, ERROR, new double[] {0, highest}).fromZero();
        below.drawOn(canvas);
        below.line(canvas, error, Palette.VERMILION, THIN);
    }

    private double[] errors(float[][] some, float[][] others, int channel, int sample) {
        var one = channel(some[sample], channel);
        var other = channel(others[sample], channel);
        for (int i = 0; i < one.length; i++) one[i] = (one[i] - other[i]) * (one[i] - other[i]);
        return one;
    }

    private double[] channel(float[] sample, int channel) {
        var values = new double[shape.width()];
        for (int step = 0; step < values.length; step++) values[step] = sample[step * shape.channels() + channel];
        return values;
    }
}
