package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.exec.Examples;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.train.StepReport;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Classes have names, which models keep and samples are matched by.
class ClassNamesTest {
    private static final List<String> NAMES = List.of("cats", "dogs", "mice");
    private static final TrainingOptions OPTIONS = TrainingOptions.of(new Adam(0.005)).withEpochs(6).withBatchSize(15)
            .withSeed(1);
    private static final Dataset DISCS = Examples.placedDiscs(150);
    private static final Dataset PETS = DISCS.withLabels(Labels.named(NAMES, numbers(DISCS)));
    /// The same dogs as if they had come from a folder of their own.
    private static final Dataset ONLY_DOGS = called("dogs", of(PETS, 1));

    private static final TrainedAutoencoder CLASSIFIER = new Trainer(Examples.classifier(), OPTIONS).train(PETS)
            .model();
    private static final TrainedAutoencoder CONDITIONAL = new Trainer(Examples.conditional(), OPTIONS).train(PETS)
            .model();

    private static int[] numbers(Dataset data) {
        return IntStream.range(0, data.size()).map(data.labels().orElseThrow()::of).toArray();
    }

    private static Dataset of(Dataset data, int number) {
        return data.select(IntStream.range(0, data.size())
                .filter(i -> data.labels().orElseThrow().of(i) == number).toArray());
    }

    private static Dataset called(String name, Dataset data) {
        return data.withLabels(Labels.ofNames(Collections.nCopies(data.size(), name)));
    }

    @Test
    void areKeptWithTheModel(@TempDir Path folder) {
        var file = folder.resolve("model.hourglass");
        for (var model : List.of(CLASSIFIER, CONDITIONAL)) {
            assertThat(model.classNames()).isEqualTo(NAMES);
            model.save(file);
            assertThat(TrainedAutoencoder.load(file).classNames()).isEqualTo(NAMES);
        }
        assertThat(CLASSIFIER.metadata()).containsEntry("class_names", "[\"cats\",\"dogs\",\"mice\"]");
        assertThat(CONDITIONAL.classNumber("mice")).isEqualTo(2);
    }

    @Test
    void areNumbersWhereTheDataHaveNone() {
        var model = new Trainer(Examples.classifier(),
                TrainingOptions.of(new Adam(0.005)).withEpochs(1).withBatchSize(15).withSeed(1)).train(DISCS)
                .model();

        assertThat(model.classNames()).containsExactly("0", "1", "2");
        var folder = called("2", of(DISCS, 2));
        assertThat(model.evaluate(folder, 1)).isEqualTo(model.evaluate(of(DISCS, 2), 1));
    }

    @Test
    void areOfNoModelWithoutClasses() {
        var model = new Trainer(Examples.dense(), OPTIONS).train(PETS).model();

        assertThat(model.classNames()).isEmpty();
        assertThat(model.metadata()).doesNotContainKey("class_names");
        var wolves = called("wolves", ONLY_DOGS);
        assertThat(model.encode(wolves)).isDeepEqualTo(model.encode(ONLY_DOGS));
        assertThatThrownBy(() -> model.withClassNames(List.of("a"))).isInstanceOf(SpecException.class)
                .hasMessage("class_names: expected a name of its own for each of 0 classes, found a");
    }

    @Test
    void matchSamplesWhateverTheirNumbersAre() {
        var dogs = of(PETS, 1);

        assertThat(CLASSIFIER.evaluate(ONLY_DOGS, 1)).isEqualTo(CLASSIFIER.evaluate(dogs, 1));
        assertThat(Classifier.of(CLASSIFIER).confusion(ONLY_DOGS).counts()[1])
                .isEqualTo(Classifier.of(CLASSIFIER).confusion(dogs).counts()[1]);
        assertThat(CONDITIONAL.encode(ONLY_DOGS)).isDeepEqualTo(CONDITIONAL.encode(dogs));
        assertThat(VariationalModel.of(CONDITIONAL).posterior(ONLY_DOGS).means())
                .isDeepEqualTo(VariationalModel.of(CONDITIONAL).posterior(dogs).means());
        assertThat(CONDITIONAL.reconstruct(ONLY_DOGS)).isDeepEqualTo(CONDITIONAL.reconstruct(dogs));
        assertThat(CONDITIONAL.score(ONLY_DOGS)).isEqualTo(CONDITIONAL.score(dogs));
        assertThat(CONDITIONAL.evaluate(ONLY_DOGS, 1)).isEqualTo(CONDITIONAL.evaluate(dogs, 1));
        assertThat(VariationalModel.of(CONDITIONAL).likelihood(ONLY_DOGS.slice(0, 5), 3, 1))
                .isEqualTo(VariationalModel.of(CONDITIONAL).likelihood(dogs.slice(0, 5), 3, 1));
        var codes = VariationalModel.of(CONDITIONAL).drawCodes(1, 1);
        assertThat(CONDITIONAL.decode(codes, Labels.ofNames(List.of("dogs"))))
                .isDeepEqualTo(CONDITIONAL.decode(codes, CONDITIONAL.labels(1)))
                .isDeepEqualTo(VariationalModel.of(CONDITIONAL).sample(1, CONDITIONAL.classNumber("dogs"), 1));
    }

    @Test
    void ofSamplesToValidateWithAreMatchedToo() {
        var trainer = new Trainer(Examples.classifier(), OPTIONS);

        var plain = trainer.train(PETS, of(PETS, 1)).epochs().getLast();
        var alone = trainer.train(PETS, ONLY_DOGS).epochs().getLast();

        assertThat(alone.validationLoss()).isEqualTo(plain.validationLoss());
        assertThat(alone.validationAccuracy()).isEqualTo(plain.validationAccuracy());
        var moved = PETS.withLabels(Labels.named(
                List.of("ants", "cats", "dogs", "mice"), Arrays.stream(numbers(PETS)).map(c -> c + 1).toArray()));
        assertThat(trainer.train(PETS, moved).epochs().getLast().validationLoss())
                .isEqualTo(trainer.train(PETS, PETS).epochs().getLast().validationLoss());
    }

    @Test
    void thatTheModelDoesNotKnowAreRefusedWithThoseThatItKnows() {
        var misspelt = called("dosg", ONLY_DOGS);
        for (var model : List.of(CLASSIFIER, CONDITIONAL)) {
            assertThatThrownBy(() -> model.evaluate(misspelt, 1)).isInstanceOf(DataException.class).hasMessage(
                    "placed discs: sample 0: expected a class of the model (cats, dogs, mice), found 'dosg'; did you mean 'dogs'?; rename the class, or remove its samples");
        }
        assertThatThrownBy(() -> CONDITIONAL.classNumber("wolves")).isInstanceOf(SpecException.class)
                .hasMessage("expected a class of the model (cats, dogs, mice), found 'wolves'");
        assertThatThrownBy(() -> CLASSIFIER.evaluate(DISCS, 1)).isInstanceOf(DataException.class)
                .hasMessageStartingWith(
                        "placed discs: sample 0: expected a class of the model (cats, dogs, mice), found '");
    }

    @Test
    void ofAModelThatStoresNoneAreItsNumbers() {
        var old = TrainedAutoencoder.of(CLASSIFIER.spec(), CLASSIFIER.weights(), Map.of());

        assertThat(old.classNames()).containsExactly("0", "1", "2");
        assertThat(old.evaluate(DISCS, 1)).isEqualTo(CLASSIFIER.evaluate(PETS, 1));
        var folder = called("2", of(DISCS, 2));
        assertThat(old.evaluate(folder, 1)).isEqualTo(CLASSIFIER.evaluate(of(PETS, 2), 1));
        assertThatThrownBy(() -> old.evaluate(PETS, 1)).isInstanceOf(DataException.class).hasMessageMatching(
                "placed discs: sample 0: expected a class by its number \\(0 to 2\\), because the model stores no class names, found '\\w+'; "
                        + "rename the class to its number, or train the model again to store the names");
        assertThat(old.withClassNames(NAMES).evaluate(PETS, 1)).isEqualTo(CLASSIFIER.evaluate(PETS, 1));
    }

    @Test
    void ofFoldersThatHadOtherNumbersWhenTheModelWasMadeAreRefused() {
        var spec = new Autoencoder(Shape.of(1), List.of(new Dense(1, Activation.IDENTITY)),
                List.of(new Dense(12, Activation.IDENTITY)), new SoftmaxCrossEntropy(12));
        var old = TrainedAutoencoder.initial(spec, 1);
        var unnamed = Dataset.ofFloats("numbers", Shape.of(1), new float[1], Optional.of(Labels.of(new int[] {10})));

        assertThat(old.evaluate(unnamed, 1).samples()).isEqualTo(1);
        assertThat(old.evaluate(unnamed.withLabels(old.labels(10)), 1).samples()).isEqualTo(1);
        assertThatThrownBy(() -> old.evaluate(unnamed.withLabels(Labels.ofNames(List.of("10"))), 1)).hasMessage(
                "numbers: expected labels without names, such as those of IDX files, because the model stores no class names and more than 10 folders were numbered alphabetically when it was trained, found 10; train it again to store the names");
    }

    @Test
    void inAFileHaveToFitTheSpec(@TempDir Path folder) throws IOException {
        var file = folder.resolve("model.hourglass");
        CLASSIFIER.save(file);
        var text = Files.readString(file, StandardCharsets.ISO_8859_1)
                .replace("hourglass 2", "hourglass 1").replace("header_crc32c", "header_crc64x");
        var lies = Map.of(
                "cats\\\",\\\"cats",
                "class_names: expected a name of its own for each of 3 classes, found cats, cats, mice",
                "catsxxxxxdogs",
                "class_names: expected a name of its own for each of 3 classes, found catsxxxxxdogs, mice",
                "cats\\\",7,\\\"do", "class_names: expected a JSON list of texts, found [",
                "cats\\\"7\\\"dogs", "class_names: expected a JSON list of texts: ");
        for (var lie : lies.entrySet()) {
            Files.writeString(file, text.replace("cats\\\",\\\"dogs", lie.getKey()), StandardCharsets.ISO_8859_1);

            assertThatThrownBy(() -> TrainedAutoencoder.load(file)).isInstanceOf(ModelFileException.class)
                    .hasMessageContaining(lie.getValue());
        }
    }

    @Test
    void thatNoModelFileHoldsAreRefusedBeforeTraining() {
        var names = List.of("a".repeat(600_000), "b", "c");
        var data = PETS.withLabels(Labels.named(names, numbers(PETS)));

        var trainer = new Trainer(Examples.classifier(), OPTIONS).withListener(new TrainingListener() {
            @Override
            public void onStep(StepReport step) {
                throw new AssertionError(step);
            }
        });

        assertThatThrownBy(() -> trainer.train(data))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "the names of 3 classes take 600,012 bytes of a model file, expected at most 524,288; shorten them");
    }

    @Test
    void standInWhatIsSaidOfSamplesToTrainOn() {
        var trainer = new Trainer(Examples.classifier(), OPTIONS);
        var four = PETS.withLabels(Labels.named(List.of("cats", "dogs", "mice", "newts"),
                IntStream.range(0, PETS.size()).map(i -> i % 4).toArray()));

        assertThatThrownBy(() -> trainer.train(four)).isInstanceOf(DataException.class).hasMessage(
                "placed discs: sample 3: expected a class from 0 to 2, found 3 (newts); set classes to the number of classes");
        assertThatThrownBy(() -> trainer.train(ONLY_DOGS.withLabels(Labels.named(NAMES, new int[ONLY_DOGS.size()]))))
                .isInstanceOf(DataException.class).hasMessage(
                        "placed discs: expected samples of each of 3 classes to train on, found none of class 1 (dogs); set classes to the number of classes, or add such samples");
        assertThatThrownBy(() -> trainer.train(PETS, four)).isInstanceOf(DataException.class).hasMessage(
                "placed discs: sample 3: expected a class of the model (cats, dogs, mice), found 'newts'; rename the class, or remove its samples");
    }
}
