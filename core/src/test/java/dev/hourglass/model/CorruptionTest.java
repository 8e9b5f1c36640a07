package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.Crosshair.Position;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What corruptions do to pictures of one colour.
class CorruptionTest {
    private static final int SAMPLES = 40;
    private static final Shape PICTURE = Shape.of(7, 9, 3);
    private static final float GROUND = 0.25f;

    @Test
    void crossesAPictureInTheMiddle() {
        var corrupted = corrupt(new Crosshair(2, Position.CENTRED, List.of(1.0, 0.5, 0.0)), 1);

        assertThat(rows(corrupted.sample(5))).containsExactly(
                "...##....",
                "...##....",
                "#########",
                "#########",
                "...##....",
                "...##....",
                "...##....");
        assertThat(pixel(corrupted.sample(5), 2, 0)).containsExactly(1f, 0.5f, 0f);
        assertThat(corrupted.sample(6)).isEqualTo(corrupted.sample(5));
    }

    @Test
    void crossesPicturesAnywhereInside() {
        var corrupted = corrupt(new Crosshair(3, Position.RANDOM, List.of(0.0)), 1);
        var tops = new HashSet<Integer>();
        var lefts = new HashSet<Integer>();
        for (int i = 0; i < SAMPLES; i++) {
            var rows = rows(corrupted.sample(i));
            tops.add(rows.indexOf("#########"));
            var other = rows.stream().filter(row -> row.contains(".")).findFirst().orElseThrow();
            lefts.add(other.indexOf("###"));
            assertThat(rows.stream().filter("#########"::equals)).hasSize(3);
            assertThat(rows.stream().filter(other::equals)).hasSize(4);
        }
        assertThat(tops).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(lefts).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void coversRectanglesAnywhereInside() {
        var corrupted = corrupt(new Rectangles(new ImageSize(4, 8), 1, List.of(1.0)), 1);
        var places = new HashSet<List<String>>();
        for (int i = 0; i < SAMPLES; i++) {
            var rows = rows(corrupted.sample(i));
            assertThat(rows.stream().filter(row -> row.contains("########") && !row.contains("#########"))).hasSize(4);
            places.add(rows);
        }
        assertThat(places).hasSize(8);
    }

    @Test
    void masksAllChannelsOfAPixelTogether() {
        var corrupted = corrupt(new Masking(0.3), 1);
        assertThat(shareOf(corrupted, 0, 0, 0)).isCloseTo(0.3, offset(0.03));
        assertThat(shareOf(corrupted, GROUND, GROUND, GROUND)).isCloseTo(0.7, offset(0.03));
    }

    @Test
    void masksTheFeaturesOfAFlatSampleOneByOne() {
        var shape = Shape.of(3 * 500);
        var spec = new Autoencoder(shape, List.of(new Dense(1, Activation.IDENTITY)),
                List.of(new Dense(shape.size(), Activation.IDENTITY)), new MeanSquaredError())
                .withCorruption(new Masking(0.3));
        var sample = model(spec).corrupt(ground(shape), 1).sample(0);
        int masked = 0;
        int likeTheNext = 0;
        for (int i = 0; i < sample.length; i++) {
            masked += sample[i] == 0 ? 1 : 0;
            likeTheNext += sample[i] == sample[(i + 1) % sample.length] ? 1 : 0;
        }
        assertThat(masked / (double) sample.length).isCloseTo(0.3, offset(0.03));
        assertThat(likeTheNext / (double) sample.length).isCloseTo(0.3 * 0.3 + 0.7 * 0.7, offset(0.04));
    }

    @Test
    void strikesWithSaltAndPepperAsOften() {
        var corrupted = corrupt(new SaltAndPepper(0.4, new Range(-1, 1)), 1);
        assertThat(shareOf(corrupted, -1, -1, -1)).isCloseTo(0.2, offset(0.03));
        assertThat(shareOf(corrupted, 1, 1, 1)).isCloseTo(0.2, offset(0.03));
        assertThat(shareOf(corrupted, GROUND, GROUND, GROUND)).isCloseTo(0.6, offset(0.03));
    }

    @Test
    void isDrawnFromTheSeed() {
        for (var corruption : List.of(
                new Masking(0.3), new SaltAndPepper(0.3), new Rectangles(2, 2),
                new Crosshair(1, Position.RANDOM, List.of(1.0)))) {
            var sample = corrupt(corruption, 1).sample(3);
            assertThat(corrupt(corruption, 1).sample(3)).isEqualTo(sample);
            assertThat(corrupt(corruption, 2).sample(3)).isNotEqualTo(sample);
        }
    }

    /// The model gives back what it gets.
    @Test
    void measuresTheErrorInsideWhatWasCorrupted() {
        var evaluation = evaluate(new Crosshair(1, Position.CENTRED, List.of(1.0)));
        double damage = 0.75 * 0.75;
        int crossed = 7 + 9 - 1;
        assertThat(evaluation.inpainting().orElseThrow().corruptedMse()).isCloseTo(damage, offset(1e-6));
        assertThat(evaluation.inpainting().orElseThrow().mse()).isCloseTo(damage, offset(1e-6));
        assertThat(evaluation.mse()).isCloseTo(damage * crossed / 63, offset(1e-6));
        assertThat(evaluate(new GaussianNoise(0.1, Optional.empty())).inpainting()).isEmpty();
    }

    private static ReconstructionEvaluation evaluate(Corruption corruption) {
        return (ReconstructionEvaluation) model(spec(corruption)).evaluate(ground(PICTURE), 1);
    }

    private static Dataset corrupt(Corruption corruption, long seed) {
        return model(spec(corruption)).corrupt(ground(PICTURE), seed);
    }

    private static Autoencoder spec(Corruption corruption) {
        return new Autoencoder(PICTURE, List.of(), List.of(new Conv2d(3, 1, Activation.IDENTITY)),
                new MeanSquaredError()).withCorruption(corruption);
    }

    /// Its weights are those of the identity, as far as there are as many inputs as outputs; otherwise zero.
    private static TrainedAutoencoder model(Autoencoder spec) {
        var weights = new float[spec.input().isImage() ? 3 * 3 + 3 : 2 * spec.input().size() + 1 + spec.input().size()];
        for (int i = 0; spec.input().isImage() && i < 3; i++) {
            weights[i * 3 + i] = 1;
        }
        return TrainedAutoencoder.of(spec, weights, Map.of());
    }

    private static Dataset ground(Shape shape) {
        var values = new float[SAMPLES * shape.size()];
        Arrays.fill(values, GROUND);
        return Dataset.ofFloats("ground", shape, values, Optional.empty());
    }

    private static float[] pixel(float[] sample, int y, int x) {
        int at = (y * PICTURE.width() + x) * PICTURE.channels();
        return Arrays.copyOfRange(sample, at, at + PICTURE.channels());
    }

    /// Rows of a sample, with a `#` for each pixel that differs from the ground.
    private static List<String> rows(float[] sample) {
        var rows = new String[PICTURE.height()];
        for (int y = 0; y < rows.length; y++) {
            var row = new StringBuilder();
            for (int x = 0; x < PICTURE.width(); x++) {
                var pixel = pixel(sample, y, x);
                row.append(Arrays.equals(pixel, new float[] {GROUND, GROUND, GROUND}) ? '.' : '#');
            }
            rows[y] = row.toString();
        }
        return List.of(rows);
    }

    private static double shareOf(Dataset data, float... colour) {
        int found = 0;
        for (int i = 0; i < SAMPLES; i++) {
            for (int y = 0; y < PICTURE.height(); y++) {
                for (int x = 0; x < PICTURE.width(); x++) {
                    found += Arrays.equals(pixel(data.sample(i), y, x), colour) ? 1 : 0;
                }
            }
        }
        return found / (double) (SAMPLES * PICTURE.height() * PICTURE.width());
    }
}
