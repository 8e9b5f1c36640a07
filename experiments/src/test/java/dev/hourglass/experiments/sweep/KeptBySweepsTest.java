package dev.hourglass.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.spec.Experiment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A trial differs from its spec in what varies, and in nothing else.
class KeptBySweepsTest {
    /// A spec that sets whatever can be set.
    private static final Experiment EVERYTHING = SpecFile.parse(
            "everything",
            """
            data: mnist
            model:
              input: [64]
              corruption: {masking: 0.1}
              encoder:
                - dense: {units: 20, activation: sigmoid, weights: {normal: 0.1}}
                - dense: {units: 4, activation: sigmoid, bias: {normal: 0.1}}
              decoder:
                - dense: {units: 20, activation: tanh}
                - dense: {units: 64}
              loss: {gaussian_likelihood: 0.3}
              penalties: [{kl_sparsity: {rho: 0.1, beta: 2}}, {weight_decay: 0.01}]
              tied_weights: true
            train:
              optimizer: {adam: {learning_rate: 0.01, beta1: 0.8}}
              schedule: {warmup: {epochs: 1, then: {cosine: 0.1}}}
              epochs: 3
              batch: 7
              seed: 5
              validation: 0.2
              early_stopping: {patience: 2, min_delta: 0.1}
              checkpoint: {every: 2, keep: 3}
              pretraining: {epochs: 2, corruption: {masking: 0.3}, batch: 9}
            """,
            List.of());

    @ParameterizedTest
    @CsvSource({
        "sparse, model.encoder.0.dense.units",
        "cvae, model.latent.gaussian.size",
        "vae, model.latent.gaussian",
        "stacked, model.encoder.2.dense.units",
        "compress, model.encoder.0.dense.units",
        "dense, model.encoder.0.dense.units",
        "deep, model.encoder.2.dense",
        "deep-2d, model.encoder.3.dense.units",
        "linear, model.encoder.0.dense",
        "vae-conv, model.latent.gaussian.size"})
    void anotherCodeSizeKeepsTheRestOfAnExample(String name, String changed) {
        var base = SpecFile.read(Path.of("..", "examples", name + ".yaml"));

        assertThat(differences(base, trial(base, "code=30"))).containsExactly(changed);
    }

    @Test
    void eachHyperParameterKeepsTheRestOfASpecThatSetsEverything() {
        assertThat(differences(EVERYTHING, trial(EVERYTHING, "code=3")))
                .containsExactly("model.encoder.1.dense.units");
        assertThat(differences(EVERYTHING, trial(EVERYTHING, "units=9"))).containsExactly(
                "model.decoder.0.dense.units", "model.encoder.0.dense.units");
        assertThat(differences(EVERYTHING, trial(EVERYTHING, "layers=3")))
                .isNotEmpty()
                .allMatch(path -> path.startsWith("model.encoder") || path.startsWith("model.decoder"));
        assertThat(differences(EVERYTHING, trial(EVERYTHING, "loss=mse")))
                .allMatch(path -> path.startsWith("model.loss"));
    }

    @Test
    void aConditionalCodeKeepsAllThatIsSetOfIt() {
        var base = SpecFile.parse(
                "gaussian",
                """
                model:
                  input: [64]
                  encoder: [dense: {units: 20, activation: relu}]
                  latent: {gaussian: {size: 4, beta: 2, warmup_epochs: 3, samples: 2, free_bits: 0.1, classes: 5}}
                  decoder: [dense: {units: 64}]
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.001}, epochs: 1, batch: 8}
                """,
                List.of());

        assertThat(differences(base, trial(base, "code=3"))).containsExactly("model.latent.gaussian.size");
    }

    private static Experiment trial(Experiment base, String variation) {
        return Grid.of("test", base, List.of(Variation.parse(variation))).getFirst().experiment();
    }

    /// Paths at which one has another value than the other, or none.
    private static List<String> differences(Experiment a, Experiment b) {
        var mine = leaves(a);
        var others = leaves(b);
        var paths = new TreeSet<>(mine.keySet());
        paths.addAll(others.keySet());
        return paths.stream().filter(path -> !String.valueOf(mine.get(path)).equals(String.valueOf(others.get(path))))
                .toList();
    }

    private static Map<String, Object> leaves(Experiment experiment) {
        var leaves = new TreeMap<String, Object>();
        flatten("", Notation.write(experiment), leaves);
        return leaves;
    }

    private static void flatten(String path, Object tree, Map<String, Object> leaves) {
        switch (tree) {
            case Map<?, ?> map -> map.forEach((key, value) -> flatten(join(path, key), value, leaves));
            case List<?> list -> {
                for (int i = 0; i < list.size(); i++) flatten(join(path, i), list.get(i), leaves);
            }
            default -> leaves.put(path, tree);
        }
    }

    private static String join(String path, Object key) {
        return path.isEmpty() ? key.toString() : path + "." + key;
    }
}
