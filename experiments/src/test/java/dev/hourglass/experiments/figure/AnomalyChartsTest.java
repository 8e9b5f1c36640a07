package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.metric.RocCurve;
import java.awt.Color;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Where bars, curves and thresholds stand, read from the pixels.
class AnomalyChartsTest {
    @Test
    void barsFromTheThresholdOnHaveAColourOfTheirOwn() {
        var group = new ScoreGroup("held-out rows", new double[] {1, 1, 1, 2});

        var figure = new ScoreHistograms(2, List.of(group)).draw("known");

        assertThat(group.reaching(2)).isEqualTo(1);
        // 61 bars from 88 to 696, the one of the threshold is the 60th; 78 % are 150 high, from 262 upwards.
        assertThat(color(figure, 681, 242)).isEqualTo(Palette.VERMILION);
        assertThat(color(figure, 681, 202)).isNotEqualTo(Palette.VERMILION);
        assertThat(color(figure, 382, 162)).isEqualTo(Palette.BLUE);
        assertThat(color(figure, 500, 250)).isNotEqualTo(Palette.BLUE);
    }

    @Test
    void scoresFarBeyondTheThresholdAreInTheLastBar() {
        var figure = new ScoreHistograms(1, List.of(new ScoreGroup("rows", new double[] {0.5, 1000}))).draw("known");

        assertThat(figure.caption()).doesNotContain("last bar");
        assertThat(color(figure, 690, 200)).isEqualTo(Palette.VERMILION);
        assertThat(color(figure, 88 + 608 / 6, 200)).isEqualTo(Palette.BLUE);
    }

    @Test
    void eachGroupHasAPlotOfItsOwn() {
        var few = new ScoreGroup("few", new double[] {1});

        assertThat(new ScoreHistograms(2, List.of(few, few, few)).draw("known").image().getHeight())
                .isEqualTo(Canvas.SCALE * (112 + 3 * 150 + 2 * 62 + 64));
    }

    @Test
    void curvesAndThresholdStandWhereTheyAreCounted() {
        var isAnomaly = new boolean[] {true, true, true, false, false, false, false};
        var model = RocCurve.of(new double[] {9, 7, 3, 8, 5, 4, 2}, isAnomaly);
        var other = RocCurve.of(new double[] {1, 2, 3, 4, 5, 6, 7}, isAnomaly);

        var figure = new DetectionCurves(List.of(
                new DetectionCurves.Method("autoencoder", model), new DetectionCurves.Method("PCA", other)), 6)
                .draw("known");

        // Two of three found by one of four false alarms: ROC from 84 to 384, the other plot from 488 to 788.
        var dots = DrawnPoints.of(figure, Style.INK, 84);
        assertThat(dots).hasSize(3);
        assertThat(dots.getFirst().getX() / Canvas.SCALE).isCloseTo(159, within(1.0));
        assertThat(dots.getFirst().getY() / Canvas.SCALE).isCloseTo(184, within(1.0));
        assertThat(dots.getLast().getX() / Canvas.SCALE).isCloseTo(688, within(1.0));
        assertThat(dots.getLast().getY() / Canvas.SCALE).isCloseTo(184, within(1.0));
        assertThat(color(figure, 120, 284)).isEqualTo(Palette.BLUE);
        assertThat(color(figure, 538, 84)).isEqualTo(Palette.BLUE);
        assertThat(color(figure, 200, 384)).isEqualTo(Palette.VERMILION);
    }

    @Test
    void aThresholdAboveAllScoresFlagsNothing() {
        var curve = RocCurve.of(new double[] {2, 1}, new boolean[] {true, false});

        var figure = new DetectionCurves(List.of(new DetectionCurves.Method("autoencoder", curve)), 6).draw("known");

        var dots = DrawnPoints.of(figure, Style.INK, 84);
        assertThat(dots).hasSize(2);
        assertThat(dots.getFirst().getX() / Canvas.SCALE).isCloseTo(84, within(1.0));
        assertThat(dots.getFirst().getY() / Canvas.SCALE).isCloseTo(384, within(1.0));
    }

    @Test
    void barsAreAsLongAsTheirSharesTheLongestFirst() {
        var figure = new ShareBars(List.of(
                new ShareBars.Bar("half", 0.5), new ShareBars.Bar("below", -0.25), new ShareBars.Bar("all", 1)))
                .draw("known");

        int whole = length(figure, 0, Palette.BLUE);
        assertThat(whole).isGreaterThan(600);
        assertThat(length(figure, 1, Palette.BLUE)).isCloseTo(whole / 2, within(2));
        assertThat(length(figure, 2, Palette.VERMILION)).isCloseTo(whole / 4, within(2));
    }

    @Test
    void ofManyColumnsTheLargestAndTheSmallestAreShown() {
        var bars = IntStream.range(0, 100).mapToObj(i -> new ShareBars.Bar("c" + i, i / 100.0)).toList();

        var figure = new ShareBars(bars).draw("known");

        assertThat(figure.image().getHeight()).isEqualTo(Canvas.SCALE * (76 + 41 * 22 + 6 + 64));
        int first = length(figure, 0, Palette.BLUE);
        assertThat(length(figure, 19, Palette.BLUE)).isCloseTo(first * 80 / 99, within(2));
        assertThat(length(figure, 20, Palette.BLUE)).isZero();
        assertThat(length(figure, 21, Palette.BLUE)).isCloseTo(first * 19 / 99, within(2));
    }

    private static int length(Figure figure, int line, Color color) {
        int y = (76 + line * 22 + 11) * Canvas.SCALE;
        return (int) IntStream.range(0, figure.image().getWidth())
                .filter(x -> figure.image().getRGB(x, y) == color.getRGB()).count();
    }

    private static Color color(Figure figure, int x, int y) {
        return new Color(figure.image().getRGB(x * Canvas.SCALE, y * Canvas.SCALE));
    }
}
