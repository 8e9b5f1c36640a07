package dev.hourglass.experiments.figure;

import static dev.hourglass.experiments.figure.DrawnPoints.assertLaidOut;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Labels;
import dev.hourglass.experiments.FineTuningResult;
import dev.hourglass.experiments.FineTuningRun;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.penalty.KlSparsity;
import dev.hourglass.testing.KnownModels;
import dev.hourglass.train.EpochReport;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Where points, bars and names stand in charts, read from their pixels.
class ChartsTest {
    private static final Autoencoder SPEC = new Autoencoder(
            Shape.of(4), List.of(new Dense(2, Activation.SIGMOID)), List.of(new Dense(4, Activation.IDENTITY)),
            new MeanSquaredError());

    @Test
    void lossCurvesGoThroughTheLossOfEachEpoch() {
        var epochs = List.of(
                epoch(3, 1.0, OptionalDouble.of(0.7), OptionalDouble.empty()),
                epoch(4, 0.6, OptionalDouble.of(0.9), OptionalDouble.empty()),
                epoch(5, 0.3, OptionalDouble.of(0.8), OptionalDouble.empty()));

        var figure = Figures.ofTraining(SPEC, epochs);

        assertLaidOut(points(figure, 90, Palette.BLUE, Palette.VERMILION),
                new double[][] {{3, 1.0}, {4, 0.6}, {5, 0.3}, {3, 0.7}, {4, 0.9}, {5, 0.8}});
        assertThat(legend(figure, Palette.BLUE, 90, "training", "validation")).isEqualTo("training");
        assertThat(legend(figure, Palette.VERMILION, 90, "training", "validation")).isEqualTo("validation");
    }

    @Test
    void accuracyCurvesAreMeansOverSeeds() {
        var first = new FineTuningResult(1, 0, 0, OptionalDouble.empty(), accuracies(0.90, 0.94, 0.96),
                accuracies(0.85, 0.89));
        var second = new FineTuningResult(2, 0, 0, OptionalDouble.empty(), accuracies(0.92, 0.94, 0.98),
                accuracies(0.87, 0.87));
        var result = new FineTuningRun.Results(
                KnownModels.variational(1), 3, 60, 60, 30, List.of(first, second));

        var figure = Figures.ofTuning(result);

        assertLaidOut(points(figure, 90, Palette.BLUE, Palette.VERMILION),
                new double[][] {{1, 91}, {2, 94}, {3, 97}, {1, 86}, {2, 88}});
        assertThat(legend(figure, Palette.BLUE, 90, "fine-tuned", "from random weights")).isEqualTo("fine-tuned");
        assertThat(legend(figure, Palette.VERMILION, 90, "fine-tuned", "from random weights"))
                .isEqualTo("from random weights");
    }

    @Test
    void sweepCurvesGoThroughTheErrorAtEachPlace() {
        var figure = new SweepFigure("code size", series(), curve(2, 0.5, 4, 0.35, 8, 0.3)).draw("known");

        assertLaidOut(points(figure, 95, Palette.BLUE, Palette.VERMILION, Style.QUIET), new double[][] {
            {2, 0.4}, {4, 0.2}, {8, 0.1}, {2, 0.9}, {4, 0.7}, {8, 0.6}, {2, 0.5}, {4, 0.35}, {8, 0.3}});
        var words = new String[] {"PCA", "loss bce", "loss mse"};
        assertThat(legend(figure, Style.QUIET, 95, words)).isEqualTo("PCA");
        assertThat(legend(figure, Palette.BLUE, 95, words)).isEqualTo("loss bce");
        assertThat(legend(figure, Palette.VERMILION, 95, words)).isEqualTo("loss mse");
    }

    @Test
    void aSweepOverAWideRangeIsLaidOutByLogarithms() {
        SortedMap<String, SortedMap<Double, Double>> one = new TreeMap<>(Map.of("", curve(1, 0.4, 8, 0.2, 64, 0.3)));

        var figure = new SweepFigure("code size", one, new TreeMap<>()).draw("known");

        assertLaidOut(points(figure, 95, Palette.BLUE), new double[][] {{0, 0.4}, {3, 0.2}, {6, 0.3}});
        assertThat(legend(figure, Palette.BLUE, 95, "autoencoder", "PCA")).isEqualTo("autoencoder");
    }

    @Test
    void codesStandAtTheirFirstNumberAcrossAndTheirSecondUpwards() {
        var codes = new float[][] {{0, 2}, {1, 0}, {2, 7}, {12, 11}};

        var figure = new ScatterFigure(codes, Optional.empty()).draw("known");

        assertLaidOut(points(figure, 70, faded(0)), new double[][] {{0, 2}, {1, 0}, {2, 7}, {12, 11}});
        var words = List.of("code feature 1", "code feature 2");
        assertThat(DrawnText.read(figure.image(), new Rectangle(310, 660, 40, 15), Style.TEXT, Style.INK, words))
                .isEqualTo("code feature 1");
        var turned = DrawnText.turned(figure.image());
        int middle = turned.getWidth() / Canvas.SCALE - (76 + 560 / 2);
        assertThat(DrawnText.read(turned, new Rectangle(middle - 60, 5, 40, 50), Style.TEXT, Style.INK, words))
                .isEqualTo("code feature 2");
    }

    @Test
    void eachClassHasItsColourInThePlotInTheLegendAndAroundItsName() {
        var codes = new float[][] {{10, 12}, {0, 2}, {11, 10}, {1, 0}, {12, 11}, {2, 1}};

        var figure = new ScatterFigure(codes, Optional.of(Labels.of(1, 0, 1, 0, 1, 0))).draw("known");

        var zero = points(figure, 70, faded(0));
        var one = points(figure, 70, faded(1));
        var all = new ArrayList<>(zero);
        all.addAll(one);
        assertLaidOut(all, new double[][] {{0, 2}, {1, 0}, {2, 1}, {10, 12}, {11, 10}, {12, 11}});
        for (int c = 0; c < 2; c++) {
            var points = c == 0 ? zero : one;
            int x = (int) Math.round(points.get(1).getX());
            int y = (int) points.stream().mapToDouble(Point2D::getY).sorted().skip(1).findFirst().orElseThrow();
            assertThat(figure.image().getRGB(x - 10 * Canvas.SCALE, y)).isEqualTo(Palette.ofClass(c).getRGB());
            var name = new Rectangle(x / Canvas.SCALE - 8, y / Canvas.SCALE - 12, 8, 12);
            assertThat(DrawnText.read(figure.image(), name, Style.STRONG, Style.INK, List.of("0", "1", "2")))
                    .isEqualTo(Integer.toString(c));
            var marker = DrawnPoints.of(figure, Palette.ofClass(c), 70).getLast();
            var label = new Rectangle((int) marker.getX() / 2 + 10, (int) marker.getY() / 2 - 12, 10, 12);
            assertThat(DrawnText.read(figure.image(), label, Style.TEXT, Style.INK, List.of("0", "1", "2")))
                    .isEqualTo(Integer.toString(c));
        }
    }

    /// 40 bars of 9 logical pixels from 84 on, and as many from 544 on; the bottom is at 344, the top at 84.
    @Test
    void barsAreTheSharesOfAllActivationsAndTheMeansOfEach() {
        var codes = new float[][] {{0, 4}, {0, 4}, {0, 2}, {2, 4}};

        var figure = new ActivationFigure(codes, SPEC.withPenalties(new KlSparsity(0.875, 1))).draw("known");

        for (int bin = 0; bin < 40; bin++) {
            double share = bin == 0 || bin == 39 ? 37.5 : bin == 20 ? 25 : 0;
            double height = share == 0 ? 0 : (Math.log10(share) + 3) / 5 * 260;
            assertThat(barHeight(figure, 84, bin)).as("bar %d of all", bin).isCloseTo(height, within(1.5));
            double mean = bin == 5 || bin == 39 ? 260 : 0;
            assertThat(barHeight(figure, 544, bin)).as("bar %d of means", bin).isCloseTo(mean, within(1.5));
        }
        int rho = (int) (544 + 360 * 0.875 / 3.5);
        assertThat(figure.image().getRGB(rho * Canvas.SCALE, 200 * Canvas.SCALE)).isEqualTo(Palette.VERMILION.getRGB());
        assertThat(figure.caption()).contains("mean 2.0000", "1.3 non-zero per sample");
    }

    @Test
    void theTicksOfAPlotAreLabelledWithWhereTheyAre() {
        var canvas = new Canvas(400, 400);
        var x = new Axis("across", 0, 4, Ticks.at(List.of(1.0, 2.0, 3.0)), 100, 300);
        var y = new Axis("up", 0, 8, Ticks.at(List.of(4.0, 6.0, 7.0)), 300, 100);

        new Plot(x, y).drawOn(canvas);

        var words = List.of("1", "2", "3", "4", "5", "6", "7");
        for (int tick = 1; tick <= 3; tick++) {
            var below = new Rectangle(100 + 50 * tick - 6, 303, 6, 8);
            assertThat(DrawnText.read(canvas.image(), below, Style.SMALL, Style.QUIET, words)).isEqualTo("" + tick);
        }
        for (int tick : new int[] {4, 6, 7}) {
            var beside = new Rectangle(80, 300 - 25 * tick - 12, 10, 10);
            assertThat(DrawnText.read(canvas.image(), beside, Style.SMALL, Style.QUIET, words)).isEqualTo("" + tick);
        }
    }

    private static List<Point2D> points(Figure figure, int top, Color... colours) {
        var points = new ArrayList<Point2D>();
        for (var colour : colours) points.addAll(DrawnPoints.of(figure, colour, top));
        return points;
    }

    /// Which word stands beside the sign of a colour in the legend, which is above the plot.
    private static String legend(Figure figure, Color colour, int bottom, String... words) {
        var sign = DrawnPoints.of(figure, colour, 60).stream()
                .filter(point -> point.getY() < bottom * Canvas.SCALE)
                .findFirst()
                .orElseThrow();
        var place = new Rectangle(
                (int) sign.getX() / Canvas.SCALE + 16, (int) sign.getY() / Canvas.SCALE - 12, 6, 12);
        return DrawnText.read(figure.image(), place, Style.TEXT, Style.INK, List.of(words));
    }

    /// As a class's points are drawn: not quite opaque, on white.
    private static Color faded(int c) {
        var color = Palette.ofClass(c);
        return new Color(onWhite(color.getRed()), onWhite(color.getGreen()), onWhite(color.getBlue()));
    }

    private static int onWhite(int channel) {
        return (int) Math.round(0.85 * channel + 0.15 * 255);
    }

    private static double barHeight(Figure figure, int left, int bin) {
        int x = (int) ((left + (bin + 0.5) * 9) * Canvas.SCALE);
        double blue = 0;
        for (int y = 0; y < figure.image().getHeight(); y++) {
            blue += figure.image().getRGB(x, y) == Palette.BLUE.getRGB() ? 1 : 0;
        }
        return blue / Canvas.SCALE;
    }

    private static SortedMap<String, SortedMap<Double, Double>> series() {
        return new TreeMap<>(Map.of(
                "loss bce", curve(2, 0.4, 4, 0.2, 8, 0.1), "loss mse", curve(2, 0.9, 4, 0.7, 8, 0.6)));
    }

    private static SortedMap<Double, Double> curve(double... placesAndErrors) {
        var curve = new TreeMap<Double, Double>();
        for (int i = 0; i < placesAndErrors.length; i += 2) curve.put(placesAndErrors[i], placesAndErrors[i + 1]);
        return curve;
    }

    private static List<EpochReport> accuracies(double... accuracies) {
        var epochs = new ArrayList<EpochReport>();
        for (double accuracy : accuracies) {
            epochs.add(epoch(epochs.size() + 1, 0.5, OptionalDouble.of(0.4), OptionalDouble.of(accuracy)));
        }
        return epochs;
    }

    private static EpochReport epoch(int epoch, double loss, OptionalDouble validation, OptionalDouble accuracy) {
        return new EpochReport(epoch, loss, validation, 0.001, 1, 100, accuracy);
    }
}
