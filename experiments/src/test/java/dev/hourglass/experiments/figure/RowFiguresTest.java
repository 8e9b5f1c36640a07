package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.experiments.figure.Checkerboards.Mark;
import dev.hourglass.model.CodePath;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Crosshair.Position;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.testing.KnownModels;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What stands where in the figures that are rows of pictures, read from their pixels.
class RowFiguresTest {
    private static final Shape PICTURE = Shape.of(2, 2, 1);

    @Test
    void reconstructionsAreOriginalsOverCodesOverWhatTheModelMakesOfThem() {
        var data = pictures(0, 51, 102, 153, 204, 0, 51, 102);

        var figure = Figures.ofModel(KnownModels.first(4, 2, 0.8f), data, 1).getFirst();

        var drawn = DrawnPictures.of(figure);
        assertThat(drawn.rows()).hasSize(3);
        assertThat(drawn.columns()).hasSize(2);
        assertThat(labels(figure, drawn, "original", "code", "reconstruction"))
                .containsExactly("original", "code", "reconstruction");
        assertThat(drawn.levels(0, 0, 2, 2)).containsExactly(0, 51, 102, 153);
        assertThat(drawn.levels(0, 1, 2, 2)).containsExactly(204, 0, 51, 102);
        assertThat(drawn.levels(2, 0, 2, 2)).containsExactly(0, 51, 204, 204);
        assertThat(drawn.levels(2, 1, 2, 2)).containsExactly(204, 0, 204, 204);
        assertThat(drawn.colours(1, 0, 1, 2)).containsExactly(Palette.ramp(0).getRGB(), Palette.ramp(0.25).getRGB());
        assertThat(drawn.colours(1, 1, 1, 2)).containsExactly(Palette.ramp(1).getRGB(), Palette.ramp(0).getRGB());
    }

    @Test
    void aDenoiserIsShownWhatItGotAndWhatItMadeOfThat() {
        var picture = Shape.of(3, 3, 1);
        var data = Dataset.ofBytes("even", picture, new byte[] {51, 51, 51, 51, 51, 51, 51, 51, 51}, Optional.empty());
        var cross = new Crosshair(1, Position.CENTRED, List.of(0.8));

        var figure = Figures.ofModel(KnownModels.pixelwise(picture, cross, 0.5f, 0.2f), data, 1).getFirst();

        var drawn = DrawnPictures.of(figure);
        assertThat(labels(figure, drawn, "original", "damaged input", "code", "repaired"))
                .containsExactly("original", "damaged input", "code", "repaired");
        assertThat(drawn.levels(0, 0, 3, 3)).containsOnly(51);
        assertThat(drawn.levels(1, 0, 3, 3)).containsExactly(51, 204, 51, 204, 204, 204, 51, 204, 51);
        int low = Palette.ramp(0).getRGB();
        int high = Palette.ramp(1).getRGB();
        assertThat(drawn.colours(2, 0, 3, 3)).containsExactly(low, high, low, high, high, high, low, high, low);
        assertThat(drawn.levels(3, 0, 3, 3)).containsExactly(77, 153, 77, 153, 153, 153, 77, 153, 77);
    }

    @Test
    void aTraversalRunsFromLowToHighInTheDimensionOfItsRow() {
        var model = KnownModels.variational(1);
        var figure = new Traversal(model, new float[] {1.5f, -0.75f}, Optional.empty(), 5)
                .draw(VariationalModel.of(model).posterior(pictures(255, 0, 0, 0)), 2, PICTURE);

        var drawn = DrawnPictures.of(figure);
        assertThat(labels(figure, drawn, "dimension 1", "dimension 2")).containsExactly("dimension 1", "dimension 2");
        for (int step = 0; step < 5; step++) {
            int level = Math.round(255 * step / 4f);
            assertThat(drawn.levels(0, step, 2, 2)).containsExactly(level, 96, 128, 128);
            assertThat(drawn.levels(1, step, 2, 2)).containsExactly(191, level, 128, 128);
        }
    }

    @Test
    void aTraversalBeginsWithTheDimensionThatIsUsedMost() {
        var model = KnownModels.variational(0.1f);
        var figure = new Traversal(model, new float[2], Optional.empty(), 3)
                .draw(VariationalModel.of(model).posterior(pictures(255, 255, 0, 0)), 2, PICTURE);

        var drawn = DrawnPictures.of(figure);
        assertThat(labels(figure, drawn, "dimension 1", "dimension 2")).containsExactly("dimension 2", "dimension 1");
        assertThat(drawn.levels(0, 0, 2, 2)).containsExactly(128, 0, 128, 128);
        assertThat(drawn.levels(1, 2, 2, 2)).containsExactly(255, 128, 128, 128);
    }

    @Test
    void anInterpolationGoesFromTheFirstSampleToTheSecond() {
        var pair = labelled(pictures(0, 204, 51, 51, 204, 0, 51, 51), 7, 2);

        var figure = new Interpolations(KnownModels.first(4, 2, 0.4f), CodePath.LINEAR, 3)
                .draw(List.of(pair), PICTURE);

        var drawn = DrawnPictures.of(figure);
        assertThat(labels(figure, drawn, "2 to 7", "7 to 2")).containsExactly("7 to 2");
        assertThat(drawn.columns()).hasSize(5);
        assertThat(drawn.levels(0, 0, 2, 2)).containsExactly(0, 204, 51, 51);
        assertThat(drawn.levels(0, 1, 2, 2)).containsExactly(0, 204, 102, 102);
        assertThat(drawn.levels(0, 2, 2, 2)).containsExactly(102, 102, 102, 102);
        assertThat(drawn.levels(0, 3, 2, 2)).containsExactly(204, 0, 102, 102);
        assertThat(drawn.levels(0, 4, 2, 2)).containsExactly(204, 0, 51, 51);
    }

    @Test
    void underAConditionalModelTheClassChangesHalfway() {
        var pair = labelled(pictures(0, 0, 0, 0, 0, 0, 0, 0), 0, 2);

        var way = new Interpolations(conditional(), CodePath.LINEAR, 4).between(pair);

        assertThat(IntStream.range(0, 4).mapToObj(step -> way[step][0])).containsExactly(0.2f, 0.2f, 0.6f, 0.6f);
    }

    @Test
    void theRowsOfAConditionalModelAreItsClassesAndTheColumnsItsCodes() {
        var model = conditional();
        var data = labelled(pictures(0, 0, 0, 0), 0);

        var figure = Figures.ofModel(model, data, 3).stream().filter(f -> f.name().equals("classes")).findFirst();

        var drawn = DrawnPictures.of(figure.orElseThrow());
        assertThat(labels(figure.get(), drawn, "class 0", "class 1", "class 2"))
                .containsExactly("class 0", "class 1", "class 2");
        var codes = VariationalModel.of(model).drawCodes(8, 3);
        for (int label = 0; label < 3; label++) {
            for (int column = 0; column < 8; column++) {
                int level = Math.round(255 * (0.2f * (label + 1)));
                int coded = Math.round(255 * (0.5f + codes[column][0] / 20));
                assertThat(drawn.levels(label, column, 2, 2)).containsExactly(level, coded, 128, 128);
            }
        }
    }

    @Test
    void residualsAreLighterWhereReconstructionsAreTooBright() {
        var bright = new Mark("bright", 0.25, new double[] {0.4, 0, 0, -0.2}, new float[] {0.2f, 0.4f, 0.6f, 0.8f});
        var dark = new Mark("dark", 0.5, new double[] {-0.4, 0, 0, 0.1}, new float[] {0.8f, 0.6f, 0.4f, 0.2f});

        var figure = Checkerboards.draw(PICTURE, 2, List.of(bright, dark));

        var drawn = DrawnPictures.of(figure);
        assertThat(labels(figure, drawn, "bright", "dark")).containsExactly("bright", "dark");
        assertThat(drawn.levels(0, 0, 2, 2)).containsExactly(255, 128, 128, 64);
        assertThat(drawn.levels(1, 0, 2, 2)).containsExactly(0, 128, 128, 159);
        assertThat(drawn.levels(0, 2, 2, 2)).containsExactly(51, 102, 153, 204);
        assertThat(drawn.levels(1, 2, 2, 2)).containsExactly(204, 153, 102, 51);
        assertThat(drawn.levels(0, 1, 2, 2)).isEqualTo(drawn.levels(0, 0, 2, 2));
        assertThat(drawn.levels(0, 3, 2, 2)).isEqualTo(drawn.levels(0, 2, 2, 2));
    }

    /// Pixel 1 is 0.2 for class 0, 0.4 for class 1 and 0.6 for class 2, whatever the code; pixel 2 is 0.5 plus a twentieth
    /// of the code's first number; the others are 0.5.
    private static TrainedAutoencoder conditional() {
        var spec = new Autoencoder(Shape.of(4), List.of(), new GaussianLatent(2, 1, 0, 1, Bound.EVIDENCE, 0, 3),
                List.of(new Dense(4, Activation.IDENTITY)), new MeanSquaredError());
        var decoder = new float[] {0, 0.05f, 0, 0, 0, 0, 0, 0, 0.2f, 0, 0, 0, 0.4f, 0, 0, 0, 0.6f, 0, 0, 0};
        return KnownModels.of(spec, Map.of(
                "decoder.0.weight", decoder, "decoder.0.bias", new float[] {0, 0.5f, 0.5f, 0.5f}));
    }

    /// Which of some words each row is labelled with.
    private static List<String> labels(Figure figure, DrawnPictures drawn, String... words) {
        var labels = new ArrayList<String>();
        for (var row : drawn.rows()) {
            var place = new Rectangle(Style.MARGIN - 2, row.middle(0, 1) / Canvas.SCALE - 30, 2, 30);
            labels.add(DrawnText.read(figure.image(), place, Style.STRONG, Style.INK, List.of(words)));
        }
        return labels;
    }

    private static Dataset pictures(int... pixels) {
        var bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) pixels[i];
        return Dataset.ofBytes("known", PICTURE, bytes, Optional.empty());
    }

    private static Dataset labelled(Dataset data, int... labels) {
        return data.withLabels(Labels.of(labels));
    }
}
