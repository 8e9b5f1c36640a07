package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainedAutoencoderTest {
    private static final Dataset DISCS = Examples.discs(70);

    private static TrainedAutoencoder trained(Autoencoder spec) {
        return new Trainer(spec, TrainingOptions.of(new Adam(0.005)).withEpochs(2).withBatchSize(32).withSeed(1))
                .train(DISCS).model();
    }

    @Test
    void decodesItsOwnCodesToItsReconstructions() {
        for (var spec : List.of(Examples.dense(), Examples.convolutional(), Examples.variational(),
                Examples.residual())) {
            var model = trained(spec);
            var codes = model.encode(DISCS);
            assertThat(codes).hasDimensions(70, spec.codeShape().size());
            assertThat(model.decode(codes)).isDeepEqualTo(model.reconstruct(DISCS));
        }
    }

    @Test
    void givesTheSameBitsToManyThreadsAndForEverySliceOfTheData() {
        var model = trained(Examples.convolutional());
        var expected = model.reconstruct(DISCS);
        IntStream.range(0, 64).parallel().forEach(i -> assertThat(model.reconstruct(DISCS.slice(i, i + 5))[2])
                .isEqualTo(expected[i + 2]));
    }

    @Test
    void comesBackFromItsFileAsItWas(@TempDir Path folder) {
        for (var spec : List.of(Examples.dense(), Examples.convolutional(), Examples.variational(),
                Examples.residual())) {
            var model = trained(spec).withMetadata(Map.of("note", "größer \"als\" 1"));
            var file = folder.resolve("model.hourglass");
            model.save(file);
            var loaded = TrainedAutoencoder.load(file);
            assertThat(loaded.spec()).isEqualTo(spec);
            assertThat(loaded.metadata()).isEqualTo(model.metadata());
            assertThat(loaded.weightsSha256()).isEqualTo(model.weightsSha256());
            assertThat(loaded.reconstruct(DISCS)).isDeepEqualTo(model.reconstruct(DISCS));
        }
        assertThat(folder).isDirectoryContaining("glob:**model.hourglass")
                .satisfies(f -> assertThat(f.toFile().list()).hasSize(1));
    }

    @Test
    void saysWhereAFileIsDamaged(@TempDir Path folder) throws IOException {
        var file = folder.resolve("model.hourglass");
        trained(Examples.dense()).save(file);
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 4;
        Files.write(file, bytes);
        assertThatThrownBy(() -> TrainedAutoencoder.load(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor decoder.1.bias is damaged");
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        assertThatThrownBy(() -> TrainedAutoencoder.load(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("truncated");
        Files.write(file, new byte[3]);
        assertThatThrownBy(() -> TrainedAutoencoder.load(file)).isInstanceOf(ModelFileException.class);
        assertThatThrownBy(() -> TrainedAutoencoder.load(folder.resolve("none")))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("no such file");
    }

    @Test
    void drawsSamplesFromVariationalModelsOnly() {
        var model = VariationalModel.of(trained(Examples.variational()));
        assertThat(model.sample(5, 1)).hasDimensions(5, Examples.PICTURE.size()).isDeepEqualTo(model.sample(5, 1));
        assertThat(model.sample(5, 1)[0]).isNotEqualTo(model.sample(5, 2)[0]);
        var plain = trained(Examples.dense());
        assertThatThrownBy(() -> VariationalModel.of(plain))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith("the model is not variational");
    }

    @Test
    void passesArraysAsItPassesDatasets() {
        var model = trained(Examples.dense());
        var samples = new float[][] {DISCS.sample(0), DISCS.sample(1), DISCS.sample(2)};
        var codes = model.encode(DISCS.slice(0, 3));
        var reconstructions = model.reconstruct(DISCS.slice(0, 3));

        assertThat(model.encode(samples)).isDeepEqualTo(codes);
        assertThat(model.encode(samples[1])).isEqualTo(codes[1]);
        assertThat(model.reconstruct(samples)).isDeepEqualTo(reconstructions);
        assertThat(model.reconstruct(samples[1])).isEqualTo(reconstructions[1]);
        assertThatThrownBy(() -> model.encode(new float[] {1, 2})).isInstanceOf(DataException.class)
                .hasMessage("samples: row 0: expected %d features, found 2", DISCS.shape().size());
        assertThatThrownBy(() -> trained(Examples.conditional()).encode(samples)).isInstanceOf(DataException.class)
                .hasMessageStartingWith("samples: expected a label for each sample");
    }

    @Test
    void corruptsAndEvaluatesTheSameWayForTheSameSeed() {
        var model = trained(Examples.convolutional());
        var noisy = model.corrupt(DISCS, 5);
        assertThat(noisy.sample(3)).isNotEqualTo(DISCS.sample(3)).isEqualTo(model.corrupt(DISCS, 5).sample(3));
        var evaluation = model.evaluate(DISCS, 5);
        assertThat(evaluation).isEqualTo(model.evaluate(DISCS, 5));
        assertThat(evaluation).isInstanceOfSatisfying(ReconstructionEvaluation.class, found -> {
            assertThat(found.bce()).isPresent();
            assertThat(found.corruptedPsnr().orElseThrow()).isLessThan(Double.POSITIVE_INFINITY);
            assertThat(found.inpainting()).isEmpty();
            assertThat(found.sparsity()).isEmpty();
            assertThat(found.variational()).isEmpty();
        });
        assertThat(trained(Examples.variational()).evaluate(DISCS, 5)).isInstanceOfSatisfying(
                ReconstructionEvaluation.class, found -> assertThat(found.variational()).isPresent());
    }

    @Test
    void refusesCodesAndSamplesThatDoNotFit() {
        var model = trained(Examples.dense());
        assertThatThrownBy(() -> model.decode(new float[][] {{1, 2}}))
                .isInstanceOf(DataException.class)
                .hasMessage("codes: row 0: expected 5 features, found 2");
        assertThatThrownBy(() -> model.evaluate(DISCS.slice(0, 0), 1)).isInstanceOf(DataException.class);
    }
}
