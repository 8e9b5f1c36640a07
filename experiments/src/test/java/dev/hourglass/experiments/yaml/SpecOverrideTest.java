package dev.hourglass.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecOverrideTest {
    private static final String SPEC = """
            data: mnist
            model:
              input: 784
              encoder:
                - dense: 36
                - activate: relu
              decoder:
                - dense: {units: 784}
              loss: binary_cross_entropy
            train:
              optimizer: {adam: 0.001}
              epochs: 10
              batch: 200
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            train.epochs=20 | epochs: 10 | epochs: 20
            data=path/to=here | data: mnist | data: path/to=here
            model.loss=mean_squared_error | binary_cross_entropy | mean_squared_error
            train.optimizer={sgd: 0.1} | {adam: 0.001} | {sgd: 0.1}
            train.optimizer=adadelta | {adam: 0.001} | adadelta
            train.optimizer.adam=0.01 | {adam: 0.001} | {adam: 0.01}
            train.optimizer.adam.learning_rate=1e-2 | {adam: 0.001} | {adam: 0.01}
            train.optimizer.adam.beta1=0.8 | {adam: 0.001} | {adam: {learning_rate: 0.001, beta1: 0.8}}
            model.encoder.1.dense.units=40 | dense: 36 | dense: 40
            model.encoder.1.dense=40 | dense: 36 | dense: 40
            model.encoder.1={dense: 40} | dense: 36 | dense: 40
            model.encoder.2.activate.activation=tanh | activate: relu | activate: tanh
            model.encoder.1.dense.weights.normal.sd=0.1 | dense: 36 | dense: {units: 36, weights: {normal: 0.1}}
            model.decoder.1.dense.bias={normal: 1} | {units: 784} | {units: 784, bias: {normal: 1}}
            train.early_stopping.patience=5 | epochs: 10 | epochs: 10, early_stopping: 5
            train.schedule.cosine.end=0.1 | epochs: 10 | epochs: 10, schedule: {cosine: 0.1}
            model.latent.gaussian.size=4 | input: 784 | input: 784, latent: {gaussian: 4}
            """)
    void changesOneValue(String override, String from, String to) {
        assertThat(SPEC).contains(from);
        var changed = SPEC.replace(from, to).replace(", early_stopping", "\n  early_stopping")
                .replace(", schedule", "\n  schedule").replace(", latent", "\n  latent");

        assertThat(parse(SPEC, override)).isEqualTo(parse(changed));
    }

    @Test
    void appliesOverridesInOrder() {
        var changed = parse(SPEC, "train.optimizer=adadelta", "train.optimizer.adadelta.rho=0.9", "train.epochs=1",
                "train.epochs=2");

        assertThat(changed).isEqualTo(parse(SPEC.replace("{adam: 0.001}", "{adadelta: {rho: 0.9}}")
                .replace("epochs: 10", "epochs: 2")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            train.epochs            | override 'train.epochs': expected a path and a value such as train.epochs=20
            =3                      | override '=3': expected a path and a value such as train.epochs=20
            train..epochs=3         | override 'train..epochs=3': expected a path and a value such as train.epochs=20
            train.epochs=           | override 'train.epochs=': expected a value, found nothing
            train.epochs=[3         | override 'train.epochs=[3', line 1, column 3: expected ',' or ']', but got \
            <stream end>
            model.encoder.3.dense=1 | override 'model.encoder.3.dense=1': model.encoder is a list of 2; expected a \
            number from 1 to 2, found '3'
            model.encoder.0=flatten | override 'model.encoder.0=flatten': model.encoder is a list of 2; expected a \
            number from 1 to 2, found '0'
            model.encoder.dense=1   | override 'model.encoder.dense=1': model.encoder is a list of 2; expected a \
            number from 1 to 2, found 'dense'
            train.epochs.max=1      | override 'train.epochs.max=1': train.epochs is 10, which has no keys
            data.name.short=1       | override 'data.name.short=1': data is mnist, which has no keys
            train.epoch=3           | spec.yaml with train.epoch=3: train: unknown key 'epoch'; did you mean 'epochs'?
            trian.epochs=3          | spec.yaml with trian.epochs=3: unknown key 'trian'; did you mean 'train'?
            train.epochs=ten        | spec.yaml with train.epochs=ten: train.epochs: expected a whole number, found \
            'ten'
            train.optimizer.sgd.momentum=0.9 | spec.yaml with train.optimizer.sgd.momentum=0.9: train.optimizer: \
            expected one optimizer, found 'adam' and 'sgd'; keep one
            """)
    void saysWhatIsWrongWithAnOverride(String override, String message) {
        assertThatThrownBy(() -> parse(SPEC, override)).isInstanceOf(SpecException.class).hasMessage(message);
    }

    @Test
    void refusesAPathWithoutEnd() {
        var endless = "train.schedule" + ".warmup.then".repeat(50_000) + "=constant";

        assertThatThrownBy(() -> parse(SPEC, endless)).isInstanceOf(SpecException.class);
    }

    private static Object parse(String yaml, String... overrides) {
        return SpecFile.parse("spec.yaml", yaml, List.of(overrides));
    }
}
