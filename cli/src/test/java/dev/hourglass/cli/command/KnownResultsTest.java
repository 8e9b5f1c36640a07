package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.experiments.figure.Figures;
import dev.hourglass.experiments.figure.Traversal;
import dev.hourglass.metric.Checkerboard;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.Bound;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.testing.KnownModels;
import dev.hourglass.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What commands answer about models whose weights are chosen and pictures of 2 by 2 pixels, so that it is known.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the rest
class KnownResultsTest {
    private static final Shape PICTURE = Shape.of(2, 2, 1);
    private static final Dataset TRAIN = pictures(
            Labels.of(0, 1, 2), 0, 0, 102, 102, 255, 0, 102, 102, 0, 255, 102, 102);
    private static final Dataset TEST = pictures(
            Labels.of(1, 1, 2, 0), 0, 51, 204, 204, 102, 153, 153, 204, 204, 255, 0, 0, 51, 204, 255, 255);

    @TempDir
    private static Path folder;

    private static RunFixture fixture;
    private static String data;

    /// The code is the first two pixels; the others are 0.8 in what it reconstructs.
    private static String first;

    @BeforeAll
    static void prepare() throws IOException {
        fixture = new RunFixture(folder);
        data = fixture.idx("pictures", TRAIN, TEST).toString();
        first = saved("first", KnownModels.first(4, 2, 0.8f));
    }

    @Test
    void evaluatesAllTestSamplesOrTheFirstOnes() {
        double[] errors = {0, 0.04 / 4, 1.28 / 4, 0.08 / 4};

        assertThat(error()).isCloseTo(mean(errors, 4), within(1e-6));
        assertThat(error("--limit", "1")).isCloseTo(0, within(1e-6));
        assertThat(error("--limit", "2")).isCloseTo(mean(errors, 2), within(1e-6));
        assertThat(error("--limit", "3")).isCloseTo(mean(errors, 3), within(1e-6));
        assertThat(error("--limit", "99")).isCloseTo(mean(errors, 4), within(1e-6));
        assertThat(run("evaluate", first, "--data", data, "--limit", "3").out().getFirst())
                .matches("test samples +3");
    }

    @Test
    void scoresEachSample() {
        var scores = json("score", first, "--data", data, "--part", "test").get("scores");

        assertThat(scores.valueStream().map(score -> score.get("label").asString()).toList())
                .containsExactly("1", "1", "2", "0");
        assertThat(scores.get(1).get("error").asDouble()).isCloseTo(0.01, within(1e-6));
        assertThat(scores.get(2).get("error").asDouble()).isCloseTo(0.32, within(1e-6));
        assertThat(scores.get(3).get("error").asDouble()).isCloseTo(0.02, within(1e-6));
    }

    @Test
    void encodesEachSampleBesideItsLabel() {
        assertThat(run("encode", first, "--data", data, "--part", "test").out())
                .containsExactly("label,f1,f2", "1,0.0,0.2", "1,0.4,0.6", "2,0.8,1.0", "0,0.2,0.8");
        assertThat(run("encode", first, "--data", data, "--part", "train").out())
                .containsExactly("label,f1,f2", "0,0.0,0.0", "1,1.0,0.0", "2,0.0,1.0");
        assertThat(run("encode", first, "--data", data).out()).containsExactly(
                "label,f1,f2", "0,0.0,0.0", "1,1.0,0.0", "2,0.0,1.0", "1,0.0,0.2", "1,0.4,0.6", "2,0.8,1.0",
                "0,0.2,0.8");
    }

    @Test
    void reconstructsEachSampleBesideItsLabel() {
        assertThat(run("reconstruct", first, "--data", data, "--part", "test").out()).containsExactly(
                "label,f1,f2,f3,f4", "1,0.0,0.2,0.8,0.8", "1,0.4,0.6,0.8,0.8", "2,0.8,1.0,0.8,0.8",
                "0,0.2,0.8,0.8,0.8");
    }

    @Test
    void interpolatesFromTheFirstSampleToTheOther() {
        var way = folder.resolve("way.npy").toString();

        run("interpolate", first, "--data", data, "--from", "0", "--to", "2", "--steps", "3", "--out", way);

        var steps = Npy.read(Path.of(way));
        assertThat(steps.size()).isEqualTo(3);
        assertThat(steps.sample(0)).containsExactly(new float[] {0, 0.2f, 0.8f, 0.8f}, within(1e-6f));
        assertThat(steps.sample(1)).containsExactly(new float[] {0.4f, 0.6f, 0.8f, 0.8f}, within(1e-6f));
        assertThat(steps.sample(2)).containsExactly(new float[] {0.8f, 1, 0.8f, 0.8f}, within(1e-6f));
    }

    @Test
    void traversesFromTheCodeOfTheSampleThatIsNamed() throws IOException {
        var model = KnownModels.variational(1);
        var file = saved("traversed", model);
        var picture = folder.resolve("traversal.png");
        var posterior = VariationalModel.of(model).posterior(TEST);

        for (int sample = 0; sample < 4; sample++) {
            run("traverse", file, "--data", data, "--sample", "" + sample, "--out", picture.toString());

            var start = model.encode(TEST)[sample];
            var expected = new Traversal(model, start, Optional.empty(), 11).draw(posterior, 10, PICTURE);
            assertThat(picture).as("sample %d", sample).hasBinaryContent(expected.png());
        }
        run("traverse", file, "--data", data, "--rows", "1", "--out", picture.toString());
        var centre = new Traversal(model, new float[2], Optional.empty(), 11).draw(posterior, 1, PICTURE);
        assertThat(picture).hasBinaryContent(centre.png());
    }

    @Test
    void drawsSamplesOfTheSeedTheNumberAndTheClass() throws IOException {
        var model = conditional();
        var file = saved("sampled", model);
        var picture = folder.resolve("samples.png");

        run("sample", file, "--seed", "5", "--count", "7", "--label", "1", "--out", picture.toString());

        assertThat(picture).hasBinaryContent(Figures.samples(model, 7, PICTURE, Optional.of("1"), 5).png());
        run("sample", file, "--seed", "6", "--count", "3", "--out", folder.resolve("samples.npy").toString());
        var samples = Npy.read(folder.resolve("samples.npy"));
        assertThat(IntStream.range(0, samples.size()).mapToObj(samples::sample).toArray(float[][]::new))
                .isDeepEqualTo(VariationalModel.of(model).sample(3, 6));
    }

    @Test
    void measuresCheckerboardsOfThePeriodThatIsAskedFor() throws IOException {
        var bars = fixture.bars().toString();
        var model = KnownModels.first(36, 2, 0.5f);
        var test = Samples.bars(30, 2);
        var file = saved("checkered", model, test.shape());
        var residual = Checkerboard.meanResidual(model.reconstruct(test), test);

        for (int period : new int[] {2, 3}) {
            var answer = json("checkerboard", file, "--data", bars, "--period", "" + period);

            assertThat(answer.get("period").asInt()).isEqualTo(period);
            assertThat(answer.get("models").get(0).get("share").asDouble())
                    .isEqualTo(Checkerboard.share(test.shape(), residual, period));
        }
        assertThat(Checkerboard.share(test.shape(), residual, 2))
                .isNotCloseTo(Checkerboard.share(test.shape(), residual, 3), within(0.01));
    }

    @Test
    void classifiesEachSampleBesideItsLabel() throws IOException {
        var corners = pictures(
                Labels.of(1, 1, 2, 0), 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255);
        var data = fixture.idx("corners", TRAIN, corners).toString();
        var file = saved("classifier", classifier());
        var classes = folder.resolve("classes.csv");

        var answer = json("classify", file, "--data", data, "--part", "test", "--out", classes.toString());

        assertThat(answer.get("confusion")).isEqualTo(JsonMapper.shared().readTree("[[0,1,0],[2,0,0],[0,0,1]]"));
        assertThat(answer.get("accuracy").asDouble()).isEqualTo(0.25);
        assertThat(answer.get("classes")).isEqualTo(JsonMapper.shared().readTree("[\"0\",\"0\",\"2\",\"1\"]"));
        assertThat(run("classify", file, "--data", data, "--part", "test").out()).containsExactly(
                "4 samples, accuracy 25.00 %",
                "class \\ predicted  0  1  2",
                "0                  0  1  0",
                "1                  2  0  0",
                "2                  0  0  1");
        var lines = Files.readAllLines(classes).stream().map(line -> line.split(",")).toList();
        assertThat(lines.getFirst()).containsExactly("sample", "label", "class", "p_0", "p_1", "p_2");
        var labels = List.of("1", "1", "2", "0");
        var predicted = List.of(0, 0, 2, 1);
        for (int i = 0; i < 4; i++) {
            var line = lines.get(i + 1);
            assertThat(line).startsWith("" + i, labels.get(i), "" + predicted.get(i)).hasSize(6);
            for (int c = 0; c < 3; c++) {
                assertThat(Double.parseDouble(line[3 + c])).as("class %d of sample %d", c, i)
                        .isCloseTo(probability(c, predicted.get(i)), within(1e-5));
            }
            assertThat(answer.get("probabilities").get(i).asDouble())
                    .isCloseTo(probability(predicted.get(i), predicted.get(i)), within(1e-5));
        }
    }

    @Test
    void inspectsInputsCodesAndParameters() throws IOException {
        var answer = json("inspect", first);

        assertThat(answer.get("input")).isEqualTo(JsonMapper.shared().readTree("[4]"));
        assertThat(answer.get("code")).isEqualTo(JsonMapper.shared().readTree("[2]"));
        assertThat(answer.get("layers").valueStream().map(layer -> layer.get("parameters").asInt()).toList())
                .containsExactly(0, 4 * 2 + 2, 2 * 4 + 4);
        assertThat(answer.get("parameters").asInt()).isEqualTo(22);
        assertThat(run("inspect", saved("classes", classifier())).out())
                .anyMatch(line -> line.matches("head 1 +dense 3 +\\[3] +15"));
    }

    private static double error(String... options) {
        var all = new ArrayList<>(List.of("evaluate", first, "--data", data));
        all.addAll(List.of(options));
        return json(all.toArray(String[]::new)).get("metrics").get("mse").asDouble();
    }

    private static double mean(double[] errors, int count) {
        return IntStream.range(0, count).mapToDouble(i -> errors[i]).average().orElseThrow();
    }

    /// Of three classes, of which one has a logit that is 1 more than the next and 2 more than the last.
    private static double probability(int c, int best) {
        int behind = Math.floorMod(c - best, 3);
        return Math.exp(-behind) / (1 + Math.exp(-1) + Math.exp(-2));
    }

    /// Its logits are those of the one pixel that is white.
    private static TrainedAutoencoder classifier() {
        var spec = new Autoencoder(Shape.of(4), List.of(), List.of(new Dense(3, Activation.IDENTITY)),
                new SoftmaxCrossEntropy(3));
        return KnownModels.of(
                spec, Map.of("decoder.0.weight", new float[] {0, -1, -2, 0, -1, -2, -1, -2, 0, -2, 0, -1}));
    }

    private static TrainedAutoencoder conditional() {
        var spec = new Autoencoder(Shape.of(4), List.of(), new GaussianLatent(2, 1, 0, 1, Bound.EVIDENCE, 0, 3),
                List.of(new Dense(4, Activation.IDENTITY)), new MeanSquaredError());
        var decoder = new float[] {0.1f, 0, 0, 0, 0, 0.1f, 0, 0, 0.2f, 0, 0, 0, 0, 0.4f, 0, 0, 0, 0, 0.6f, 0};
        return KnownModels.of(spec, Map.of("decoder.0.weight", decoder));
    }

    private static String saved(String name, TrainedAutoencoder model) {
        return saved(name, model, PICTURE);
    }

    /// Writes a model of flat samples that are pictures.
    private static String saved(String name, TrainedAutoencoder model, Shape picture) {
        var file = fixture.path(name + ".hourglass");
        model.withMetadata(Map.of("data.shape", picture.toString())).save(file);
        return file.toString();
    }

    private static Hourglass run(String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return run;
    }

    private static JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return JsonMapper.shared().readTree(run(all.toArray(String[]::new)).out().getFirst());
    }

    private static Dataset pictures(Labels labels, int... pixels) {
        var bytes = new byte[pixels.length];
        for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) pixels[i];
        return Dataset.ofBytes("known", PICTURE, bytes, Optional.of(labels));
    }
}
