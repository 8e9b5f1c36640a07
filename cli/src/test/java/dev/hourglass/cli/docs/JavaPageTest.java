package dev.hourglass.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.testing.Samples;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Java programs of the documentation are those of [JavaPage], which are compiled and run here.
class JavaPageTest {
    private static final Path SOURCE = Path.of("src", "test", "java", "dev", "hourglass", "cli", "docs",
            "JavaPage.java");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile("\n *// docs: (\\w+)\n(.*?)\n *// end\n", Pattern.DOTALL);
    private static final Dataset BARS = Samples.bars(60, 1);
    private static final Autoencoder SPEC = new Autoencoder(
            Shape.of(36),
            List.of(new Dense(2, Activation.TANH)),
            List.of(new Dense(36, Activation.SIGMOID)),
            new BinaryCrossEntropy());
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.01)).withEpochs(2).withBatchSize(10)
            .withSeed(1);

    @TempDir
    private Path folder;

    @Test
    void thePagesShowThePrograms() throws IOException {
        var shown = new ArrayList<>(programs(Path.of("..", "README.md")));
        for (var page : List.of("java.md", "stacked.md", "onnx.md")) {
            shown.addAll(programs(Path.of("..", "docs", page)));
        }
        var written = REGION.matcher(Files.readString(SOURCE)).results().map(JavaPageTest::program).toList();
        assertThat(shown).containsExactlyElementsOf(written).hasSizeGreaterThan(5);
    }

    @Test
    void savesLoadsAndVerifies() throws IOException {
        var loaded = JavaPage.saveAndLoad(trained(), folder, BARS);
        var file = folder.resolve("model.hourglass");
        assertThat(loaded.weightsSha256()).isEqualTo(trained().weightsSha256());
        assertThat(JavaPage.verify(file)).isEqualTo("format 2, 4 tensors, all checksums hold");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);
        assertThat(JavaPage.verify(file)).startsWith(file + " is damaged at byte ");
    }

    @Test
    void drawsSamplesFromAVariationalModel() {
        var model = new Trainer(SPEC.withLatent(new GaussianLatent(2, 1)), OPTIONS).train(BARS).model();
        assertThat(JavaPage.variational(model, BARS)).hasDimensions(100, 36);
    }

    @Test
    void scoresAStream() {
        var model = TrainedAutoencoder.initial(SPEC, 1);
        assertThat(JavaPage.scoreStream(model, List.of(new float[36], new float[3 * 36]).iterator())).isEqualTo(4);
    }

    @Test
    void encodesFromManyThreads() throws Exception {
        var model = trained();
        var slices = IntStream.range(0, 20).mapToObj(i -> BARS.slice(i, i + 3)).toList();
        var codes = JavaPage.fromManyThreads(model, slices);
        for (int i = 0; i < slices.size(); i++) {
            assertThat(codes.get(i)).isDeepEqualTo(model.encode(slices.get(i)));
        }
    }

    @Test
    void resumesToTheSameModel() {
        var whole = JavaPage.resume(SPEC, BARS, folder);
        assertThat(folder.resolve("epoch-000020.checkpoint")).exists();
        assertThat(JavaPage.resume(SPEC, BARS, folder).weightsSha256()).isEqualTo(whole.weightsSha256());
    }

    @Test
    void watchesATraining() {
        assertThatCode(() -> JavaPage.watch(SPEC, OPTIONS, BARS)).doesNotThrowAnyException();
    }

    @Test
    void trainsInTheBackgroundUntilATimeIsOver() throws InterruptedException {
        long hour = TimeUnit.HOURS.toNanos(1);

        assertThat(JavaPage.inTheBackground(SPEC, OPTIONS, BARS, System.nanoTime() + hour, () -> false).weightsSha256())
                .isEqualTo(trained().weightsSha256());
        assertThat(JavaPage.inTheBackground(SPEC, OPTIONS, BARS, System.nanoTime() - hour, () -> false).metadata())
                .containsEntry("epochs", "0");
        assertThat(JavaPage.inTheBackground(SPEC, OPTIONS.withEpochs(Integer.MAX_VALUE), BARS, System.nanoTime() + hour,
                () -> true).metadata()).containsKey("epochs");
    }

    @Test
    void trainsOnArraysAndOnAMappedFileToTheSameModel() throws IOException {
        var rows = IntStream.range(0, BARS.size()).mapToObj(BARS::sample).toArray(float[][]::new);
        var file = folder.resolve("rows.f32");
        var bytes = ByteBuffer.allocate(BARS.size() * 36 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (var row : rows) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        Files.write(file, bytes.array());

        assertThat(JavaPage.fromArrays(SPEC, rows, new int[rows.length]).metadata()).containsEntry("data", "sensors");
        assertThat(new Trainer(SPEC, OPTIONS).train(JavaPage.MappedRows.open(file, 36)).model().weightsSha256())
                .isEqualTo(new Trainer(SPEC, OPTIONS).train(Dataset.of(rows)).model().weightsSha256());
    }

    @Test
    void trainsWhatAYamlFileSays() throws IOException {
        var yaml = Files.writeString(folder.resolve("spec.yaml"), """
                model: {input: 36, encoder: [{dense: 2}], decoder: [{dense: 36}], loss: mean_squared_error}
                train: {optimizer: {adam: 0.01}, epochs: 9, batch: 10}
                """);
        var array = folder.resolve("bars.npy");
        var rows = IntStream.range(0, BARS.size()).mapToObj(BARS::sample).toArray(float[][]::new);
        Npy.write(array, Shape.of(36), rows);
        assertThat(JavaPage.fromYaml(yaml, array).metadata()).containsEntry("epochs", "3");
    }

    @Test
    void classifiesWithAStack() {
        assertThat(JavaPage.stack(SPEC, OPTIONS, BARS, BARS.slice(0, 7))).hasSize(7);
    }

    @Test
    void exports() {
        JavaPage.export(trained(), folder);
        assertThat(folder.resolve("encoder.onnx")).isNotEmptyFile();
    }

    private static TrainedAutoencoder trained() {
        return new Trainer(SPEC, OPTIONS).train(BARS).model();
    }

    private static List<String> programs(Path page) throws IOException {
        return PROGRAM.matcher(Files.readString(page)).results().map(found -> found.group(1)).toList();
    }

    private static String program(MatchResult region) {
        return region.group(2).stripIndent() + "\n";
    }
}
