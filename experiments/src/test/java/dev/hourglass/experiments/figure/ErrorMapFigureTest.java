package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.metric.ErrorMap;
import dev.hourglass.metric.ErrorRegion;
import dev.hourglass.spec.Shape;
import java.awt.Color;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorMapFigureTest {
    private static final Shape SHAPE = Shape.of(2, 2, 1);
    private static final float[] PICTURE = {0, 1, 0, 1};
    private static final float[] RECONSTRUCTION = {0, 1, 0.5f, 0};

    /// The third picture from 504 to 728, a pixel of it 112 wide, from 96 on.
    @Test
    void theErrorLiesOverThePictureInGrey() {
        var map = ErrorMap.of(SHAPE, PICTURE, RECONSTRUCTION);

        var figure = new ErrorMapFigure(SHAPE, 1).draw("known", PICTURE, RECONSTRUCTION, map, List.of());

        assertThat(color(figure, 672, 264)).isEqualTo(Palette.ramp(1));
        assertThat(color(figure, 560, 152)).isEqualTo(new Color(0.1f, 0.1f, 0.1f));
        assertThat(color(figure, 672, 152)).isEqualTo(new Color(0.65f, 0.65f, 0.65f));
        assertThat(color(figure, 560, 264))
                .isEqualTo(Palette.mix(new Color(0.1f, 0.1f, 0.1f), Palette.ramp(0.25), 0.5));
        assertThat(color(figure, 24 + 56, 264)).isEqualTo(Color.BLACK);
        assertThat(color(figure, 264 + 168, 152)).isEqualTo(Color.WHITE);
        assertThat(figure.caption()).contains("mean squared error 0.31250");
    }

    @Test
    void regionsAreFramed() {
        var map = ErrorMap.of(SHAPE, PICTURE, RECONSTRUCTION);

        var figure = new ErrorMapFigure(SHAPE, 1)
                .draw("known", PICTURE, RECONSTRUCTION, map, List.of(new ErrorRegion(1, 1, 1, 1, 0.8)));

        assertThat(color(figure, 616, 264)).isEqualTo(Style.PAPER);
        assertThat(color(figure, 672, 208)).isEqualTo(Style.PAPER);
        assertThat(color(figure, 672, 264)).isEqualTo(Palette.ramp(1));
    }

    @Test
    void oneScaleCoversAllMaps() {
        var first = ErrorMap.of(SHAPE, PICTURE, RECONSTRUCTION);
        var second = ErrorMap.of(SHAPE, PICTURE, new float[] {0, 1, 0.5f, 0.5f});

        assertThat(ErrorMapFigure.of(SHAPE, List.of(second)).most()).isCloseTo(0.25, within(1e-12));
        assertThat(ErrorMapFigure.of(SHAPE, List.of(first)).most())
                .isEqualTo(ErrorMapFigure.of(SHAPE, List.of(second, first)).most());
        assertThat(ErrorMapFigure.of(SHAPE, List.of(ErrorMap.of(SHAPE, PICTURE, PICTURE))).most()).isEqualTo(1);
    }

    private static Color color(Figure figure, int x, int y) {
        return new Color(figure.image().getRGB(x * Canvas.SCALE, y * Canvas.SCALE));
    }
}
