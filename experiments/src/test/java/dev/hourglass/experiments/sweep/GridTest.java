package dev.hourglass.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
    private static final Experiment SHALLOW = spec("[dense: {units: 4}]", "",
            "[dense: {units: 64, activation: sigmoid}]");
    private static final Experiment DEEP = spec(
            "[dense: {units: 20, activation: tanh}, dense: {units: 4}]", "",
            "[dense: {units: 30, activation: elu}, dense: {units: 64}]");
    private static final Experiment VARIATIONAL = spec(
            "[dense: {units: 20, activation: relu}]", "latent: {gaussian: {size: 4, beta: 2}}",
            "[dense: {units: 20, activation: relu}, dense: {units: 64}]");
    private static final Experiment CONVOLUTIONS = SpecFile.parse(
            "conv",
            """
            model:
              input: [8, 8, 1]
              encoder: [conv: {filters: 4, kernel: 3}]
              decoder: [conv: {filters: 1, kernel: 3}]
              loss: mean_squared_error
            train: {optimizer: {adam: 0.001}, epochs: 1, batch: 8}
            """,
            List.of());

    @Test
    void combinesEveryValueWithEveryOtherTheFirstSlowest() {
        var trials = grid(SHALLOW, "code=2,3", "loss=mse,bce", "train.batch=5");

        assertThat(trials).extracting(trial -> trial.combination().text()).containsExactly(
                "code=2 loss=mse train.batch=5", "code=2 loss=bce train.batch=5", "code=3 loss=mse train.batch=5",
                "code=3 loss=bce train.batch=5");
        var last = trials.getLast().experiment();
        assertThat(last.model().codeShape().size()).isEqualTo(3);
        assertThat(last.model().loss()).isInstanceOf(BinaryCrossEntropy.class);
        assertThat(last.train().batchSize()).isEqualTo(5);
        assertThat(trials.getFirst().experiment().model().loss()).isInstanceOf(MeanSquaredError.class);
    }

    @Test
    void theCodeIsTheLastLayerOfTheEncoderOrTheGaussian() {
        assertThat(units(one(DEEP, "code=7").model().encoder())).containsExactly(20, 7);
        assertThat(one(VARIATIONAL, "code=7").model().latent()).isEqualTo(new GaussianLatent(7, 2));
        assertThat(units(one(VARIATIONAL, "code=7").model().encoder())).containsExactly(20);
    }

    @Test
    void unitsAreThoseOfTheLayersBetween() {
        var model = one(DEEP, "units=9").model();

        assertThat(units(model.encoder())).containsExactly(9, 4);
        assertThat(units(model.decoder())).containsExactly(9, 64);
    }

    /// 64 to 4 in three steps: 64 / 16^(1/3) and 64 / 16^(2/3).
    @Test
    void layersFallInEvenRatiosAndLookLikeThoseThereWere() {
        var model = one(DEEP, "layers=3").model();

        assertThat(units(model.encoder())).containsExactly(25, 10, 4);
        assertThat(units(model.decoder())).containsExactly(10, 25, 64);
        assertThat(activations(model.encoder())).containsExactly("TANH", "TANH", "IDENTITY");
        assertThat(activations(model.decoder())).containsExactly("ELU", "ELU", "IDENTITY");
        assertThat(units(one(DEEP, "layers=1").model().encoder())).containsExactly(4);
    }

    @Test
    void layersThatAreAddedToALinearCodeAreNotLinear() {
        var model = one(SHALLOW, "layers=2").model();

        assertThat(activations(model.encoder())).containsExactly("RELU", "IDENTITY");
        assertThat(activations(model.decoder())).containsExactly("RELU", "SIGMOID");
    }

    @Test
    void layersAreMadeBeforeUnitsAndCodeAreSet() {
        for (var order : List.of(List.of("units=9", "code=3", "layers=3"), List.of("layers=3", "code=3", "units=9"))) {
            var model = one(SHALLOW, order.toArray(String[]::new)).model();

            assertThat(units(model.encoder())).containsExactly(9, 9, 3);
            assertThat(units(model.decoder())).containsExactly(9, 9, 64);
        }
    }

    @Test
    void theGaussianIsALayerOfAVariationalEncoder() {
        var model = one(VARIATIONAL, "layers=3").model();

        assertThat(units(model.encoder())).containsExactly(25, 10);
        assertThat(units(model.decoder())).containsExactly(10, 25, 64);
    }

    @Test
    void saysWhatCannotVary() {
        refused(SHALLOW,
                "--vary cod: unknown key; did you mean code? (known: code, layers, units, loss, and any key of "
                        + "--set, such as train.batch)",
                "cod=2");
        refused(SHALLOW, "--vary code: given twice; put all its values into one list", "code=2", "code=3");
        refused(SHALLOW, "test with code=two: code: expected a whole number, found two", "code=two");
        refused(SHALLOW, "test with code=0: dense: units must be at least 1, found 0", "code=0");
        refused(SHALLOW, "test with layers=0: layers must be at least 1, found 0", "layers=0");
        refused(SHALLOW, "test with units=3: units: expected layers between the input and the code, found none; vary "
                + "layers as well, for example layers=2", "units=3");
        refused(SHALLOW, "test with train.batsh=3: train: unknown key 'batsh'; did you mean 'batch'?", "train.batsh=3");
        refused(CONVOLUTIONS,
                "test with code=3: code: expected an encoder that ends with a dense layer, whose units are "
                        + "the code; vary the filters of its last convolution by their own key, such as model.encoder.5.conv.filters",
                "code=3");
        refused(CONVOLUTIONS,
                "test with layers=3: layers: expected an encoder and a decoder of dense layers only; vary the "
                        + "others by their own keys, such as model.encoder.1.conv.filters",
                "layers=3");
    }

    private static void refused(Experiment base, String message, String... variations) {
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> grid(base, variations)).withMessage(message);
    }

    private static List<Trial> grid(Experiment base, String... variations) {
        return Grid.of("test", base, Arrays.stream(variations).map(Variation::parse).toList());
    }

    private static Experiment one(Experiment base, String... variations) {
        return grid(base, variations).getFirst().experiment();
    }

    private static List<Integer> units(List<Layer> layers) {
        return layers.stream().map(layer -> ((Dense) layer).units()).toList();
    }

    private static List<String> activations(List<Layer> layers) {
        return layers.stream().map(layer -> ((Dense) layer).activation().name()).toList();
    }

    private static Experiment spec(String encoder, String latent, String decoder) {
        return SpecFile.parse(
                "test",
                """
                model:
                  input: [64]
                  encoder: %s
                  %s
                  decoder: %s
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.001}, epochs: 1, batch: 8}
                """
                        .formatted(encoder, latent, decoder),
                List.of());
    }
}
