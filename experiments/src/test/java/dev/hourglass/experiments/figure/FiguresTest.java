package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv1d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.testing.KnownModels;
import dev.hourglass.testing.Samples;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult;
import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {
    private static final Dataset BARS = Samples.bars(30, 1);

    @Test
    void showsReconstructionsOfPicturesThatTheModelTakesAsFlatSamples() {
        var figures = Figures.ofModel(trained(BARS, 36, 4, new DeterministicLatent(), new NoCorruption()).model(), BARS,
                1);

        assertThat(figures).extracting(Figure::name).containsExactly("reconstructions");
    }

    @Test
    void givesADenoiserARowMore() {
        var plain = Figures.ofModel(trained(BARS, 36, 4, new DeterministicLatent(), new NoCorruption()).model(), BARS,
                1);
        var noise = new GaussianNoise(0.5, Optional.empty());
        var denoiser = Figures.ofModel(trained(BARS, 36, 4, new DeterministicLatent(), noise).model(), BARS, 1);

        assertThat(denoiser.getFirst().image().getHeight()).isGreaterThan(plain.getFirst().image().getHeight());
        assertThat(denoiser.getFirst().caption()).contains("Denoised");
    }

    @Test
    void callsTheUndoingOfDamageARepair() {
        for (var damage : List.of(new Rectangles(2, 3), new Crosshair(1))) {
            var figure = Figures.ofModel(model(damage), BARS, 1).getFirst();
            assertThat(figure.caption()).contains("Repaired");
        }
        for (var noise : List.of(new Masking(0.5), new SaltAndPepper(0.5))) {
            assertThat(Figures.ofModel(model(noise), BARS, 1).getFirst().caption()).contains("Denoised");
        }
    }

    @Test
    void givesPicturesThatAreALittleTooLargeForACellOneOfTheirOwnSize() {
        assertThat(PictureRows.cell(28, 28)).isEqualTo(PictureRows.CELL);
        assertThat(PictureRows.cell(40, 64)).isEqualTo(64);
        assertThat(PictureRows.cell(256, 256)).isEqualTo(PictureRows.CELL);
    }

    @Test
    void drawsCodesOfTwoNumbersInThePlane() {
        var figures = Figures.ofModel(trained(BARS, 36, 2, new DeterministicLatent(), new NoCorruption()).model(), BARS,
                1);

        assertThat(figures).extracting(Figure::name).containsExactly("reconstructions", "codes");
    }

    @Test
    void showsSamplesAndThePlaneOfAGaussianLatent() {
        var figures = Figures.ofModel(trained(BARS, 36, 4, new GaussianLatent(3, 1), new NoCorruption()).model(), BARS,
                1);

        assertThat(figures).extracting(Figure::name).containsExactly("reconstructions", "samples", "latent-plane");
        assertThat(figures.getLast().caption()).contains("of 3 latent dimensions");
    }

    @Test
    void drawsAPlaneForASingleLatentDimension() {
        var figures = Figures.ofModel(trained(BARS, 36, 4, new GaussianLatent(1, 1), new NoCorruption()).model(), BARS,
                1);

        assertThat(figures).extracting(Figure::name).contains("latent-plane");
    }

    @Test
    void showsFiltersAndActivationsOfSparseCodes() {
        var figures = Figures.ofModel(trained(BARS, 36, 4, new TopK(2), new NoCorruption()).model(), BARS, 1);

        assertThat(figures).extracting(Figure::name).containsExactly("reconstructions", "filters", "activations");
        assertThat(figures.get(1).caption()).contains("4 hidden units", "grey 0");
        assertThat(figures.get(2).caption()).contains("2.0 non-zero per sample");
    }

    @Test
    void showsNoPicturesOfATable() {
        var table = Samples.table(30, 1);

        var figures = Figures.ofModel(trained(table, 4, 2, new DeterministicLatent(), new NoCorruption()).model(),
                table, 1);

        assertThat(figures).extracting(Figure::name).containsExactly("codes");
    }

    @Test
    void drawsSignalsAsCurvesWithTheErrorBelow() {
        // An array [sample][step][channel], as it is read where no model says what it is.
        var waves = waves(20, Shape.of(40, 2, 1));

        var figure = Figures.ofModel(raised(Shape.of(40, 2)), waves, 1).getFirst();

        assertThat(figure.name()).isEqualTo("reconstructions");
        assertThat(figure.caption()).contains("Reconstructed test signals", "input [40, 2]");
        assertThat(pixels(figure, Palette.BLUE)).isGreaterThan(500);
        // The error of all steps is the same: a line along the top of its strip.
        assertThat(pixels(figure, Palette.VERMILION)).isGreaterThan(500);
    }

    private static Dataset waves(int samples, Shape shape) {
        var values = new float[samples * shape.size()];
        for (int i = 0; i < values.length; i++) values[i] = (float) Math.sin(i * 0.3);
        return Dataset.ofFloats("waves", shape, values, Optional.empty());
    }

    /// Whose reconstructions are half too high.
    private static TrainedAutoencoder raised(Shape signal) {
        var spec = new Autoencoder(signal, List.of(), List.of(new Conv1d(2, 1, Activation.IDENTITY)),
                new MeanSquaredError());
        return KnownModels.of(spec, Map.of("decoder.0.weight", new float[] {1, 0, 0, 1}, "decoder.0.bias",
                new float[] {0.5f, 0.5f}));
    }

    private static long pixels(Figure figure, Color color) {
        var image = figure.image();
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) == color.getRGB()).count();
    }

    @Test
    void drawsTheLossOfASingleEpoch() {
        var training = trained(BARS, 36, 4, new DeterministicLatent(), new NoCorruption());

        var figure = Figures.ofTraining(training.model().spec(), training.epochs());

        assertThat(figure.caption()).contains("nats");
        assertThat(figure.width() * 2).isEqualTo(figure.image().getWidth());
    }

    @Test
    void savesWhatItDrew(@TempDir Path folder) throws IOException {
        var training = trained(BARS, 36, 4, new DeterministicLatent(), new NoCorruption());
        var figure = Figures.ofTraining(training.model().spec(), training.epochs());

        var file = figure.save(folder.resolve("figures"));

        assertThat(file).hasFileName("loss.png").hasBinaryContent(figure.png());
        var read = ImageIO.read(new ByteArrayInputStream(figure.png()));
        assertThat(read.getRGB(100, 60)).isEqualTo(figure.image().getRGB(100, 60));
    }

    /// For pictures of bars as they are.
    private static TrainedAutoencoder model(Corruption corruption) {
        var spec = new Autoencoder(BARS.shape(), List.of(new Flatten(), new Dense(3, Activation.TANH)),
                List.of(new Dense(36, Activation.SIGMOID), new Reshape(BARS.shape())), new BinaryCrossEntropy())
                .withCorruption(corruption);
        return new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(10).withSeed(1))
                .withThreads(1).train(BARS).model();
    }

    private static TrainingResult trained(Dataset data, int features, int code, Latent latent, Corruption corruption) {
        var spec = new Autoencoder(Shape.of(features), List.of(new Dense(code, Activation.TANH)), latent,
                List.of(new Dense(features, Activation.SIGMOID)), new BinaryCrossEntropy()).withCorruption(corruption);
        return new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(1).withBatchSize(10).withSeed(1))
                .withThreads(1).train(data);
    }
}
