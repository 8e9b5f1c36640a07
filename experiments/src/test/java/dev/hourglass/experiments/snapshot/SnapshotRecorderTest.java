package dev.hourglass.experiments.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.mnist.Mnist;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv1d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.testing.KnownModels;
import dev.hourglass.train.EpochReport;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotRecorderTest {
    private static final Dataset DIGITS = Mnist.load().test().slice(0, 300);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path path;

    private static TrainedAutoencoder model(int code) {
        return TrainedAutoencoder.initial(new Autoencoder(Shape.of(784),
                List.of(new Dense(20, Activation.RELU), new Dense(code, Activation.IDENTITY)),
                List.of(new Dense(784, Activation.SIGMOID)), new MeanSquaredError()), 1);
    }

    private static void epochs(SnapshotRecorder recorder, TrainedAutoencoder model, int from, int to) {
        for (int epoch = from; epoch <= to; epoch++) {
            recorder.onEpoch(new EpochReport(epoch, 1, OptionalDouble.empty(), 0.1, 1, 60), () -> model);
        }
    }

    @Test
    void keepsWhatTheModelMakesOfTheSameSamples() throws IOException {
        var folder = new SnapshotFolder(path.resolve("snapshots"));
        var model = model(2);

        epochs(SnapshotRecorder.of(folder, DIGITS, 0, 2), model, 1, 2);

        assertThat(folder.epochs()).containsExactly(1, 2);
        var index = JsonText.read(folder.index());
        assertThat(index).containsEntry("corrupted", false).containsEntry("code_size", 2);
        assertThat((List<?>) index.get("labels")).hasSize(300).first()
                .isEqualTo(DIGITS.labels().orElseThrow().of(0));
        var sheet = ImageIO.read(folder.sheet(2).toFile());
        assertThat(sheet.getWidth()).isEqualTo(16 * 29 - 1);
        assertThat(sheet.getHeight()).isEqualTo(28 + 2 * 29);
        // The first digit of class 0 is the first that is shown.
        int first = IntStream.range(0, 300).filter(i -> DIGITS.labels().orElseThrow().of(i) == 0).findFirst()
                .orElseThrow();
        var reconstruction = model.reconstruct(DIGITS.sample(first));
        for (int pixel = 0; pixel < 784; pixel++) {
            assertThat(sheet.getRaster().getSample(pixel % 28, pixel / 28, 0))
                    .isEqualTo(Math.round(Math.clamp(reconstruction[pixel], 0f, 1f) * 255));
        }
        var codes = Npy.read(folder.codes(2));
        assertThat(codes.size()).isEqualTo(300);
        assertThat(codes.sample(7)).isEqualTo(model.encode(DIGITS.sample(7)));
    }

    @Test
    void showsSignalsAsCurves() throws IOException {
        var signal = Shape.of(30, 1);
        var values = new float[20 * 30];
        for (int i = 0; i < values.length; i++) values[i] = i % 30 < 15 ? 0 : 1;
        var steps = Dataset.ofFloats("steps", Shape.of(30, 1, 1), values, Optional.empty());
        var model = KnownModels.of(
                new Autoencoder(signal, List.of(), List.of(new Conv1d(1, 1, Activation.IDENTITY)),
                        new MeanSquaredError()),
                Map.of("decoder.0.weight", new float[] {1}));
        var folder = new SnapshotFolder(path.resolve("snapshots"));

        epochs(SnapshotRecorder.of(folder, steps, 0, 1), model, 1, 1);

        var sheet = ImageIO.read(folder.sheet(1).toFile());
        assertThat(sheet.getWidth()).isEqualTo(16 * 97 - 1);
        assertThat(sheet.getHeight()).isEqualTo(64);
        // Low in the first half, high in the second one.
        assertThat(isDrawn(sheet, 20, 60) && !isDrawn(sheet, 20, 3)).isTrue();
        assertThat(isDrawn(sheet, 80, 3) && !isDrawn(sheet, 80, 60)).isTrue();
    }

    private static boolean isDrawn(BufferedImage sheet, int x, int y) {
        return new Color(sheet.getRGB(x, y)).getRed() < 128;
    }

    @Test
    void placesLongCodesWhereTheyVaryMost() {
        var codes = IntStream.range(0, 50)
                .mapToObj(i -> new float[] {0.01f * (i % 3), 5 * (float) Math.sin(i), 0, 2 * (float) Math.cos(i * 1.7)})
                .toArray(float[][]::new);

        var plane = new CodePlane().project(codes);

        assertThat(spread(plane, 0)).isCloseTo(5 / Math.sqrt(2), org.assertj.core.data.Percentage.withPercentage(5));
        assertThat(spread(plane, 1)).isCloseTo(2 / Math.sqrt(2), org.assertj.core.data.Percentage.withPercentage(5));
    }

    private static double spread(float[][] plane, int dimension) {
        double mean = Arrays.stream(plane).mapToDouble(code -> code[dimension]).average().orElse(0);
        return Math.sqrt(Arrays.stream(plane).mapToDouble(code -> Math.pow(code[dimension] - mean, 2)).average()
                .orElse(0));
    }

    @Test
    void keepsAtMostAHundredOfManyEpochs() {
        var folder = new SnapshotFolder(path);
        var recorder = SnapshotRecorder.of(folder, DIGITS.slice(0, 20), 0, 1000, 1e9);

        epochs(recorder, model(3), 1, 1000);

        var kept = folder.epochs();
        assertThat(kept).hasSizeBetween(50, 101).startsWith(1).endsWith(1000);
        assertThat(kept.subList(0, kept.size() - 1)).allMatch(epoch -> (epoch - 1) % 16 == 0);
    }

    @Test
    void takesAtMostAFiftiethOfTheTime() {
        var folder = new SnapshotFolder(path);

        // These epochs take no time at all.
        epochs(SnapshotRecorder.of(folder, DIGITS, 0, 60), model(3), 1, 50);

        assertThat(folder.epochs()).startsWith(1).hasSizeLessThan(5);
    }

    @Test
    void removesTheEpochsThatAResumedTrainingDoesAgain() throws IOException {
        var folder = new SnapshotFolder(path);
        epochs(SnapshotRecorder.of(folder, DIGITS, 0, 9, 1e9), model(3), 1, 5);

        SnapshotRecorder.of(folder, DIGITS, 2, 9);

        assertThat(folder.epochs()).containsExactly(1, 2);
        assertThat(Files.exists(folder.sheet(5))).isFalse();
    }

    @Test
    void aFullDiskStopsNoTraining() throws IOException {
        var file = Files.writeString(path.resolve("file"), "in the way");

        epochs(SnapshotRecorder.of(new SnapshotFolder(file), DIGITS, 0, 9), model(3), 1, 2);

        assertThat(file).hasContent("in the way");
    }

    @Test
    void keepsCodesAloneOfWhatIsNoPicture() {
        var folder = new SnapshotFolder(path);
        var rows = Dataset.of(new float[][] {{1, 2, 3}, {2, 3, 5}, {4, 4, 4}});
        var spec = new Autoencoder(Shape.of(3), List.of(new Dense(2, Activation.IDENTITY)),
                List.of(new Dense(3, Activation.IDENTITY)), new MeanSquaredError());

        epochs(SnapshotRecorder.of(folder, rows, 0, 1), TrainedAutoencoder.initial(spec, 1), 1, 1);

        assertThat(folder.codes(1)).exists();
        assertThat(folder.sheet(1)).doesNotExist();
        assertThat(JsonText.read(folder.index())).doesNotContainKey("sheet");
    }
}
