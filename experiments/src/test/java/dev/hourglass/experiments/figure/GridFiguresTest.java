package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.testing.KnownModels;
import java.awt.Rectangle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What stands where in the figures that are grids of pictures, read from their pixels.
class GridFiguresTest {
    private static final Shape PICTURE = Shape.of(2, 2, 1);

    @Test
    void aFilterShowsTheWeightsOfOneUnitAsAPicture() {
        var spec = new Autoencoder(
                Shape.of(4), List.of(new Dense(3, Activation.IDENTITY)), List.of(new Dense(4, Activation.IDENTITY)),
                new MeanSquaredError());
        var weights = new float[] {
            -0.5f, 0.1f, 0.2f,
            0.3f, -0.5f, 0.4f,
            0.0f, 0.4f, -0.3f,
            -0.1f, -0.2f, 0.0f};

        var figure = FilterFigure.of(KnownModels.of(spec, Map.of("encoder.0.weight", weights)), PICTURE);

        var drawn = DrawnPictures.of(figure.orElseThrow());
        assertThat(drawn.levels(0, 0, 2, 2)).containsExactly(0, 204, 128, 102);
        assertThat(drawn.levels(0, 1, 2, 2)).containsExactly(153, 0, 230, 77);
        assertThat(drawn.levels(1, 0, 2, 2)).containsExactly(179, 230, 51, 128);
    }

    @Test
    void samplesAreThoseOfTheSeedInTheirOrder() {
        var model = KnownModels.variational(1);

        var drawn = DrawnPictures.of(Figures.samples(model, 12, PICTURE, Optional.empty(), 7));

        var samples = VariationalModel.of(model).sample(12, 7);
        assertThat(drawn.columns()).hasSize(10);
        for (int i = 0; i < 12; i++) {
            assertThat(drawn.levels(i / 10, i % 10, 2, 2)).containsExactly(levels(samples[i]));
        }
        assertThat(VariationalModel.of(model).sample(12, 8)).isNotEqualTo(samples);
    }

    @Test
    void aLatentPlaneGrowsToTheRightAndUpwards() {
        var model = KnownModels.variational(1);
        var data = Dataset.ofFloats("known", PICTURE, new float[4], Optional.empty());

        var figure = Figures.ofModel(model, data, 1).getLast();

        assertThat(figure.name()).isEqualTo("latent-plane");
        var quantiles = NormalQuantile.middles(21);
        for (int[] at : new int[][] {{0, 0}, {20, 0}, {0, 20}, {20, 20}, {10, 10}, {3, 17}}) {
            int column = at[0];
            int row = at[1];
            assertThat(inPlane(figure, column, row, 7)).as("first pixel of %d, %d", column, row)
                    .isCloseTo(level(quantiles[column]), within(1));
            assertThat(inPlane(figure, column, row, 21)).as("second pixel of %d, %d", column, row)
                    .isCloseTo(level(quantiles[20 - row]), within(1));
        }
        var words = List.of("latent dimension 1", "latent dimension 2");
        assertThat(DrawnText.read(figure.image(), new Rectangle(300, 685, 60, 15), Style.TEXT, Style.INK, words))
                .isEqualTo("latent dimension 1");
        var turned = DrawnText.turned(figure.image());
        int middle = turned.getWidth() / Canvas.SCALE - (72 + 21 * 28 / 2);
        assertThat(DrawnText.read(turned, new Rectangle(middle - 75, 15, 60, 15), Style.TEXT, Style.INK, words))
                .isEqualTo("latent dimension 2");
    }

    @Test
    void aLatentPlaneIsThatOfTheTwoDimensionsThatVaryMost() {
        var data = Dataset.ofFloats("known", Shape.of(4), new float[] {-1, -1, -1, 0, 1, 1, 1, 0}, Optional.empty());

        assertThat(LatentPlane.of(threeDimensions(0.1f, 1, 0.5f), data))
                .extracting(LatentPlane::across, LatentPlane::up)
                .containsExactly(1, 2);
        assertThat(LatentPlane.of(threeDimensions(0.5f, 0.1f, 1), data))
                .extracting(LatentPlane::across, LatentPlane::up)
                .containsExactly(0, 2);
    }

    /// A grey level of the plane: the figure leaves 80 logical pixels at the left and 72 above, and a picture has 28.
    private static int inPlane(Figure figure, int column, int row, int across) {
        int x = (80 + column * 28 + across) * Canvas.SCALE;
        int y = (72 + row * 28 + 7) * Canvas.SCALE;
        return figure.image().getRGB(x, y) & 0xFF;
    }

    private static int level(double code) {
        return (int) Math.round(255 * (0.5 + code / 6));
    }

    private static int[] levels(float[] sample) {
        var levels = new int[sample.length];
        for (int i = 0; i < levels.length; i++) levels[i] = Math.round(255 * Math.clamp(sample[i], 0f, 1f));
        return levels;
    }

    /// The means of three dimensions are these multiples of three features.
    private static TrainedAutoencoder threeDimensions(float... scales) {
        var spec = new Autoencoder(Shape.of(4), List.of(), new GaussianLatent(3, 1),
                List.of(new Dense(4, Activation.IDENTITY)), new MeanSquaredError());
        var heads = new float[4 * 6];
        for (int d = 0; d < 3; d++) heads[d * 6 + d] = scales[d];
        return KnownModels.of(spec, Map.of("latent.weight", heads));
    }
}
