package dev.hourglass.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Range;
import dev.hourglass.spec.init.NormalInit;
import dev.hourglass.spec.init.TruncatedNormal;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.schedule.Cosine;
import dev.hourglass.spec.schedule.Warmup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpecFileTest {
    private static final Experiment EXPERIMENT = new Experiment(
            Optional.of("mnist"),
            new Autoencoder(Shape.of(28, 28, 1), List.of(
                    new Conv2d(32, 3, Activation.RELU),
                    new MaxPool2d(2),
                    new Flatten(),
                    new Dropout(0.2),
                    new Dense(36, Activation.RELU, new TruncatedNormal(1), new NormalInit(1))),
                    new GaussianLatent(20, 1), List.of(
                            new Dense(98, Activation.IDENTITY),
                            new Reshape(Shape.of(7, 7, 2)),
                            new ConvTranspose2d(16, 3, 2, Activation.RELU),
                            Upsample2d.to(28, 28, Interpolation.NEAREST),
                            new Conv2d(1, 3, Activation.IDENTITY)),
                    new BinaryCrossEntropy()).withCorruption(new GaussianNoise(0.5, Optional.of(new Range(0, 1)))),
            TrainingOptions.of(new Adam(1e-4)).withSchedule(new Warmup(2, new Cosine(0))).withEpochs(10)
                    .withBatchSize(200).withSeed(1).withValidation(0.1).withEarlyStopping(new EarlyStopping(5)));

    private static final String YAML = """
            data: mnist
            model:
              input: [28, 28, 1]
              corruption: {gaussian: {sigma: 0.5, clip: [0, 1]}}
              encoder:
                - conv: {filters: 32, kernel: 3, activation: relu}
                - maxpool: 2
                - flatten
                - dropout: 0.2
                - dense: {units: 36, activation: relu, weights: {truncated_normal: 1}, bias: {normal: 1}}
              latent: {gaussian: 20}
              decoder:
                - dense: 98
                - reshape: [7, 7, 2]
                - conv_transpose: {filters: 16, kernel: 3, stride: 2, activation: relu}
                - upsample: {to: [28, 28]}
                - conv: {filters: 1, kernel: 3}
              loss: binary_cross_entropy
            train:
              optimizer: {adam: 0.0001}
              schedule: {warmup: {epochs: 2, then: cosine}}
              epochs: 10
              batch: 200
              validation: 0.1
              early_stopping: 5
            """;

    private static final String SMALL = """
            model: {input: 4, encoder: [{dense: 2}], decoder: [{dense: 4}], loss: mean_squared_error}
            train: {optimizer: adadelta, epochs: 1, batch: 1}
            """;

    private static final String HOSTILE = "{}[]:,-?&*!|>'\"%@`#\t\n~0";

    @TempDir
    Path folder;

    @Test
    void writesAsPeopleDo() {
        assertThat(SpecFile.write(EXPERIMENT)).isEqualTo(YAML);
    }

    @Test
    void readsWhatItWrites() {
        assertThat(parse(YAML)).isEqualTo(EXPERIMENT);
    }

    @Test
    void readsComments() {
        assertThat(parse("# a comment\n" + SMALL + "# another\n")).isEqualTo(parse(SMALL));
    }

    @Test
    void readsBlocksAndAnchors() {
        assertThat(parse("""
                ---
                model: &model
                  input:
                    - 4
                  encoder:
                    - dense:
                        units: 2
                  decoder:
                  - dense: 4
                  loss: "mean_squared_error"
                train:
                  optimizer:
                    adadelta: {}
                  epochs: 1
                  batch: 1
                ...
                """)).isEqualTo(parse(SMALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "true", "Null", "10", "1e3", "0x1f", "~", "yes", "2001-01-01", "-", "a: b", "a #b", "#",
        "*a", "&a", "!x", "@x", "'", "\"", "\\", "[1]", "{}", " padded ", "two\nlines\n", "\t",
        "\0\u0085\u2028\uFEFF\uFFFF",
        "ünï/cødé \uD83D\uDE00", "C:\\data", "-1", ".inf", "<<", "=", "---", "%YAML"})
    void keepsAnyName(String name) {
        var small = parse(SMALL);
        var experiment = new Experiment(Optional.of(name), small.model(), small.train());

        assertThat(parse(SpecFile.write(experiment))).isEqualTo(experiment);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-10, 0.001, 1.0 / 3, 7, 1e15, 1e16, 1e300, Double.MIN_VALUE, Double.MAX_VALUE})
    void keepsTheBitsOfANumber(double rate) {
        var small = parse(SMALL);
        var experiment = new Experiment(small.data(), small.model(),
                TrainingOptions.of(new Adam(rate)).withEpochs(1).withBatchSize(1).withSeed(-7));

        assertThat(parse(SpecFile.write(experiment))).isEqualTo(experiment);
    }

    @Test
    void readsAFile() throws IOException {
        var file = Files.writeString(folder.resolve("spec.yaml"), "\uFEFF" + YAML);

        assertThat(SpecFile.read(file)).isEqualTo(EXPERIMENT);
        assertThat(SpecFile.read(file, List.of("train.epochs=3")).train().epochs()).isEqualTo(3);
    }

    @Test
    void saysWhyAFileCannotBeRead() throws IOException {
        var empty = Files.createFile(folder.resolve("empty.yaml"));
        var latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9, '\n'});
        var long1 = Files.write(folder.resolve("long.yaml"), new byte[SpecFile.MAX_BYTES + 1]);
        var missing = folder.resolve("missing.yaml");

        assertThatThrownBy(() -> SpecFile.read(empty)).isInstanceOf(SpecException.class)
                .hasMessage(empty + ": expected the keys model and train, found nothing");
        assertThatThrownBy(() -> SpecFile.read(latin)).isInstanceOf(SpecException.class)
                .hasMessage(latin
                        + ": expected text in UTF-8, found byte 0xE9 at offset 3, which is not UTF-8, as in Latin-1 or Windows-1252; save it as UTF-8");
        assertThatThrownBy(() -> SpecFile.read(long1)).isInstanceOf(SpecException.class)
                .hasMessage(long1 + ": expected at most 1048576 bytes, found more; is this a spec?");
        assertThatThrownBy(() -> SpecFile.read(missing)).isInstanceOf(SpecException.class)
                .hasMessage(missing + ": no such file");
        assertThatThrownBy(() -> SpecFile.read(folder)).isInstanceOf(SpecException.class)
                .hasMessage(folder + ": expected a YAML file, found a directory");
    }

    @Test
    void tellsMistakesOfTheNotationWithTheFile() {
        assertThatThrownBy(() -> parse(YAML.replace("maxpool", "maxpol"))).isInstanceOf(SpecException.class)
                .hasMessageStartingWith(
                        "spec.yaml: model.encoder layer 2: unknown layer 'maxpol'; did you mean 'maxpool'?");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: 1~a: 2         | line 2, column 1: key 'a' for the second time; keep one
            a: {b: 1, b: 2}   | line 1, column 11: key 'b' for the second time; keep one
            a:~b: 1           | line 1, column 3: key 'a' has no value; write one or remove it
            a: [1, null]      | line 1, column 8: element 2 has no value; write one or remove it
            a: {b:1, c: 2}    | line 1, column 8: key 'b:1' has no value; add a space after the colon
            a: &x 1~b: *x     | line 2, column 4: alias *x is not supported; write the value again
            a: 1~---~b: 1     | line 3, column 1: expected one document, found a second; remove it
            - 1               | line 1, column 1: expected the keys model and train, found a list
            mnist             | line 1, column 1: expected the keys model and train, found 'mnist'
            a: 1~\tb: 2       | line 2, column 1: a tab cannot indent YAML; use spaces
            a: b: c           | line 1, column 5: a key is not allowed here; check the indentation, and quote text that \
            contains a colon
            a: "b             | line 1, column 6: the text ends inside quotes; close them
            a: [1, 2          | line 1, column 9: expected ',' or ']', but got <stream end>
            a: @x             | line 1, column 4: found character '@' that cannot start any token. (Do not use @ for \
            indentation)
            ? [a]~: 1         | line 1, column 4: Expected a property name (Scalar value in YAML), got this instead: \
            +SEQ []
            """)
    void saysWhereTheYamlIsWrong(String lines, String message) {
        assertThatThrownBy(() -> parse(lines.replace('~', '\n'))).isInstanceOf(SpecException.class)
                .hasMessage("spec.yaml, " + message);
    }

    @Test
    void refusesNestingThatIsTooDeep() {
        for (var open : List.of("[", "{a: ", "- ")) {
            assertThatThrownBy(() -> parse("a:\n  " + open.repeat(100_000))).isInstanceOf(SpecException.class)
                    .hasMessageContaining("more than 64 levels inside one another");
        }
    }

    @Test
    void namesTheOtherEncodingOfAFile(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("spec.yaml"), "model: [ä]", StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> SpecFile.read(file, List.of("train.epochs=1"))).isInstanceOf(SpecException.class)
                .hasMessage(
                        file + ": expected text in UTF-8, found byte 0xE4 at offset 8, which is not UTF-8, as in Latin-1 "
                                + "or Windows-1252; save it as UTF-8");
    }

    @Test
    void refusesEveryTruncationOrReadsIt() {
        for (int length = 0; length < YAML.length(); length++) {
            var truncated = YAML.substring(0, length);
            assertNoOtherException(truncated);
        }
    }

    @Test
    void neverFailsInAnotherWayOnDamagedText() {
        var random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            var damaged = new StringBuilder(YAML);
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(3)) {
                    case 0 -> damaged.deleteCharAt(at);
                    case 1 -> damaged.setCharAt(at, (char) random.nextInt(128));
                    default -> damaged.insert(at, HOSTILE.charAt(random.nextInt(HOSTILE.length())));
                }
            }
            assertNoOtherException(damaged.toString());
        }
    }

    private static void assertNoOtherException(String yaml) {
        var e = catchThrowable(() -> parse(yaml));
        if (e != null) {
            assertThat(e).as(yaml).isInstanceOf(SpecException.class);
            assertThat(e.getMessage()).startsWith("spec.yaml").hasLineCount(1);
        }
    }

    private static Experiment parse(String yaml) {
        return SpecFile.parse("spec.yaml", yaml, List.of());
    }

    @Test
    void proposesTheKeyThatMakesASpecOneOfATable() {
        for (var yaml : List.of("tabel: {}\ndata: a.csv", "Table: {}", "tables: {}\nmodel: {autoencoder: auto}")) {
            assertThatThrownBy(() -> SpecFile.parse("spec.yaml", yaml, List.of())).isInstanceOf(SpecException.class)
                    .hasMessage("spec.yaml: unknown key '" + yaml.substring(0, yaml.indexOf(':'))
                            + "'; did you mean 'table'?");
        }
    }
}
