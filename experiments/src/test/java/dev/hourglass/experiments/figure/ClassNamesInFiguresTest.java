package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.model.CodePath;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.testing.Samples;
import dev.hourglass.train.Trainer;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Figures show classes by their names.
class ClassNamesInFiguresTest {
    private static final List<String> NAMES = List.of("left", "mid", "right");
    private static final Dataset BARS = Samples.bars(30, 1);
    private static final TrainedAutoencoder MODEL = new Trainer(
            new Autoencoder(Shape.of(36), List.of(new Dense(6, Activation.TANH)),
                    new GaussianLatent(2, 1, 0, 1, Bound.EVIDENCE, 0, 3), List.of(new Dense(36, Activation.SIGMOID)),
                    new BinaryCrossEntropy()),
            TrainingOptions.of(new Adam(0.01)).withEpochs(2).withBatchSize(10).withSeed(1)).withThreads(1)
            .train(named(NAMES)).model();

    private static Dataset named(List<String> names) {
        var labels = BARS.labels().orElseThrow();
        return BARS.withLabels(
                Labels.named(names, IntStream.range(0, BARS.size()).map(labels::of).toArray()));
    }

    @Test
    void theRowsOfAConditionalModelAre() {
        var drawn = classes(MODEL);

        assertThat(classes(MODEL)).isEqualTo(drawn);
        assertThat(classes(MODEL.withClassNames(List.of("left", "mid", "light")))).isNotEqualTo(drawn);
    }

    @Test
    void theLegendAndThePlatesOfCodesAre() {
        var codes = MODEL.encode(named(NAMES));

        var drawn = scatter(codes, NAMES);

        assertThat(pixels(drawn)).isNotEqualTo(pixels(scatter(codes, List.of("left", "mid", "light"))));
        assertThat(pixels(scatter(codes, List.of("0", "1", "2"))))
                .isEqualTo(pixels(new ScatterFigure(codes, BARS.labels()).draw("").image()));
        var wide = scatter(codes, List.of("left", "mid", "all that is at the right"));
        assertThat(wide.getWidth()).isGreaterThan(drawn.getWidth());
        assertThat(scatter(codes, List.of("left", "mid", "right".repeat(50))).getWidth())
                .isLessThan(drawn.getWidth() + 400);
    }

    @Test
    void theWaysBetweenThemAre() {
        var drawn = ways(NAMES);

        assertThat(ways(List.of("left", "mid", "right"))).isEqualTo(drawn);
        assertThat(pixels(new Interpolations(MODEL.withClassNames(List.of("left", "wide", "right")), CodePath.LINEAR, 3)
                .draw(Interpolations.pairs(named(List.of("left", "wide", "right"))), BARS.shape()).image()))
                .isNotEqualTo(drawn);
    }

    @Test
    void aTextThatIsTooLongIsShortened() {
        var canvas = new Canvas(1, 1);

        assertThat(canvas.shortened("short", Style.TEXT, 1000)).isEqualTo("short");
        var shortened = canvas.shortened("a name that is much too long", Style.TEXT, 60);
        assertThat(shortened).startsWith("a na").endsWith("\u2026");
        assertThat(canvas.width(shortened, Style.TEXT)).isLessThanOrEqualTo(60);
    }

    @Test
    void theSamplesOfOneClassAre() {
        assertThat(Figures.samples(MODEL, 4, BARS.shape(), Optional.of("mid"), 1).caption()).contains("class mid, ");
    }

    private static int[] classes(TrainedAutoencoder model) {
        return pixels(ClassRows.draw(model, BARS.shape(), 1).image());
    }

    private static int[] ways(List<String> names) {
        var ways = new Interpolations(MODEL, CodePath.LINEAR, 3);
        return pixels(ways.draw(Interpolations.pairs(named(names)), BARS.shape()).image());
    }

    private static BufferedImage scatter(float[][] codes, List<String> names) {
        return new ScatterFigure(codes, named(names).labels()).draw("").image();
    }

    private static int[] pixels(BufferedImage image) {
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
