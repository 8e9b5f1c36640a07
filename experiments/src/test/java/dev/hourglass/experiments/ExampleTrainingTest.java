package dev.hourglass.experiments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.eyes.Eyes;
import dev.hourglass.datasets.mnist.Mnist;
import dev.hourglass.experiments.evaluation.EvaluationFields;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.model.Weights;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.train.EpochReport;
import dev.hourglass.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every example with samples of one shape goes a few steps on a few samples of its data.
class ExampleTrainingTest {
    private static final int SAMPLES = 96;
    private static final int BATCH = 32;
    /// A rate that is 0 in single precision, so that every weight stays where it begins.
    private static final Sgd STILL = new Sgd(1e-60);

    private static Map<String, Dataset> data = Map.of();
    private static Map<String, String> known = Map.of();

    @BeforeAll
    static void load() throws IOException {
        try (var lines = Files
                .lines(Path.of("src", "test", "resources", "dev", "hourglass", "experiments", "example-weights.txt"))) {
            known = lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1]));
        }
        data = Map.of("mnist", Mnist.load().train().slice(0, SAMPLES), "eyes", Eyes.draw(SAMPLES, 1));
    }

    @ParameterizedTest
    @MethodSource("files")
    void movesEveryTensorWithAFiniteLossAndADivergenceThatIsThere(Path file) {
        var experiment = SpecFile.read(file, List.of("train.epochs=1", "train.batch=" + BATCH));
        var spec = experiment.model();
        var samples = samples(experiment.data().orElseThrow());

        var result = new Trainer(spec, experiment.train()).train(samples);

        assertThat(result.epochs()).extracting(EpochReport::loss).allSatisfy(ExampleTrainingTest::requireFinite);
        var metrics = EvaluationFields.of(result.model().evaluate(samples, 1));
        assertThat(metrics.values()).allSatisfy(ExampleTrainingTest::requireFinite);
        if (spec.latent() instanceof GaussianLatent) {
            assertThat(metrics.get("kl")).isPositive();
        }
        if (!spec.penalties().isEmpty()) {
            assertThat(metrics.get("penalty")).isPositive();
        }
        requireMoved(initialWeights(spec, experiment.train(), samples), result.model().weights());
        assertThat(result.model().weightsSha256()).isEqualTo(knownWeights(file));
    }

    /// The SHA-256 of the weights after these steps, which are the same on every machine and in every version. Where a change means
    /// to train in another way, the file gets what this test and `bench/bits` find.
    private static String knownWeights(Path file) {
        var name = file.getFileName().toString().replace(".yaml", "");
        return Objects.requireNonNull(known.get(name), name);
    }

    /// @param name such as `eyes`, or `eyes:2000` for so many of them
    private static Dataset samples(String name) {
        var kind = name.replaceFirst(":.*", "");
        return Objects.requireNonNull(data.get(kind), name);
    }

    private static void requireFinite(double value) {
        assertThat(value).isFinite();
    }

    private static List<Weights> initialWeights(Autoencoder spec, TrainingOptions options, Dataset samples) {
        var still = TrainingOptions.of(STILL).withEpochs(1).withBatchSize(BATCH).withSeed(options.seed());
        return new Trainer(spec, still).train(samples.slice(0, BATCH)).model().weights();
    }

    private static void requireMoved(List<Weights> before, List<Weights> after) {
        var each = new SoftAssertions();
        for (int i = 0; i < after.size(); i++) {
            each.assertThat(after.get(i).values()).as(after.get(i).name()).isNotEqualTo(before.get(i).values());
        }
        each.assertAll();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "examples"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !SpecDocument.read(file).isOfTable()).sorted().toList();
        }
    }
}
