package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.anomaly.FalseAlarms;
import dev.hourglass.internal.json.Json;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.CountType;
import dev.hourglass.table.ModelParts;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.table.TimestampType;
import dev.hourglass.table.TrainingParts;
import dev.hourglass.table.WindowOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// A table, its model and its training, as the notation has them.
class TableNotationTest {
    private static final String RIGHT = """
            {data: claims,
             table: {id: claim_id, label: fraud, ignore: [comment],
                     columns: {zip: categorical, amount: {numeric: {scale: log}}, n: boolean, visits: count, "day-2": timestamp}},
             model: {autoencoder: auto}, train: {epochs: 10}, threshold: {false_alarms: 0.01}}""";
    private static final Experiment CHOSEN = new Experiment(
            Optional.of("claims"),
            new Autoencoder(
                    Shape.of(9), List.of(new Dense(4, Activation.TANH), new Dense(3, Activation.IDENTITY)),
                    List.of(new Dense(4, Activation.TANH), new Dense(9, Activation.IDENTITY)), new MeanSquaredError()),
            TrainingOptions.of(new Adam(0.001)).withEpochs(30).withBatchSize(64));

    private static TableExperiment read(String text) {
        return Notation.readTable(Trees.parse(text));
    }

    @Test
    void readsWhatIsSaid() {
        var read = read(RIGHT);

        assertThat(read.data()).contains("claims");
        assertThat(read.table().id()).contains("claim_id");
        assertThat(read.table().label()).contains("fraud");
        assertThat(read.table().ignore()).containsExactly("comment");
        assertThat(List.copyOf(read.table().columns().entrySet())).containsExactly(
                Map.entry("zip", new CategoricalType(1000)), Map.entry("amount", new NumericType(Scale.LOG)),
                Map.entry("n", new BooleanType()), Map.entry("visits", new CountType()),
                Map.entry("day-2", new TimestampType()));
        assertThat(read.train().epochs()).contains(10);
        assertThat(read.threshold()).contains(new FalseAlarms(0.01));
        assertThat(Notation.readTable(Notation.writeTable(read))).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            score: x | threshold.score: expected a number, found 'x'
            score: {score: x} | threshold.score: expected a number, found 'x'
            false_alarms: {share: x} | threshold.false_alarms.share: expected a number, found 'x'
            """)
    void aThresholdHasNoNameTwice(String threshold, String message) {
        assertThatThrownBy(() -> read("{table: {}, threshold: {" + threshold + "}}")).isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void readsWindowsOverTime() {
        var read = read("{table: {order: time, by: machine, window: 64, stride: 8}}");

        assertThat(read.table().windows()).contains(new WindowOptions("time", Optional.of("machine"), 64, 8));
        assertThat(Notation.readTable(Notation.writeTable(read))).isEqualTo(read);
        assertThat(read("{table: {order: time, window: 20}}").table().windows())
                .contains(new WindowOptions("time", Optional.empty(), 20, 3));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            window: 64 | table: expected order beside window, found none; name the column of the time, such as order: time
            order: t | table: expected window beside order, found none; say how many rows a window has, such as window: 64
            by: m | table: expected window beside by, found none; say how many rows a window has, such as window: 64
            stride: 2 | table: expected window beside stride, found none; say how many rows a window has, such as window: 64
            order: t, window: 64, stride: 0 | table.stride: expected 1 to 64 rows, the length of a window, found 0; with more, rows would be in no window
            order: t, window: 1 | table.window: expected at least 2 rows, found 1; remove order and window for a model of single rows
            order: t, by: t, window: 8 | table: expected order and by to be two columns, found 't' twice; remove by where all rows are one series
            """)
    void refusesWindowsThatAreDescribedInPart(String table, String message) {
        assertThatThrownBy(() -> read("{table: {" + table + "}}")).isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void aTableAloneIsEnough() {
        assertThat(read("{table: {}}")).isEqualTo(TableExperiment.NONE);
        assertThat(Notation.writeTable(TableExperiment.NONE)).isEqualTo(Map.of("table", Map.of()));
        assertThat(read("{table: {}, model: auto}").over(CHOSEN)).isEqualTo(CHOSEN);
    }

    @Test
    void whatIsSaidOverrulesWhatIsChosen() {
        var done = read("""
                {table: {}, model: {encoder: [{dense: 2}], decoder: [{dense: {units: 5, activation: relu}}]},
                 train: {optimizer: {sgd: 0.1}, batch: 8}}""").over(CHOSEN);

        assertThat(done.model().encoder()).containsExactly(new Dense(2, Activation.IDENTITY));
        assertThat(done.model().decoder()).containsExactly(
                new Dense(5, Activation.RELU), new Dense(9, Activation.IDENTITY));
        assertThat(done.train()).isEqualTo(CHOSEN.train().withOptimizer(new Sgd(0.1)).withBatchSize(8));
    }

    @Test
    void allThatWasDoneCanBeSaid() {
        var parts = ModelParts.of(CHOSEN.model());
        assertThat(parts.decoder().orElseThrow()).containsExactly(new Dense(4, Activation.TANH));
        var other = CHOSEN.withModel(CHOSEN.model().withEncoder(List.of(new Dense(3, Activation.RELU))))
                .withTrain(TrainingOptions.of(new Sgd(1)));

        var said = TableExperiment.NONE.withModel(parts).withTrain(TrainingParts.of(CHOSEN.train()));

        assertThat(said.over(other)).isEqualTo(CHOSEN);
    }

    @Test
    void aColumnHasOneUse() {
        var table = read(RIGHT).table();

        assertThat(table.naming("fraud").label()).isEmpty();
        assertThat(table.labelling("zip").columns()).doesNotContainKey("zip");
        assertThat(table.ignoring("claim_id").id()).isEmpty();
        assertThat(table.ignoring("n").ignore()).containsExactly("comment", "n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            label: fraud | lable: fraud | table: unknown key 'lable'; did you mean 'label'?
            zip: categorical | zip: categorial | table.columns.zip: unknown column_type 'categorial'; did you mean \
            'categorical'? (known: numeric, count, categorical, boolean, timestamp)
            "day-2": timestamp | "day-2": 3 | table.columns.'day-2': expected a column_type: numeric, count, \
            categorical, boolean or timestamp, found 3
            scale: log | scale: logarithm | table.columns.amount.numeric.scale: unknown scale 'logarithm' (known: \
            standard, log, min_max, robust, quantile)
            zip: categorical | zip: {categorical: 0} | table.columns.zip.categorical: levels must be at least 1, found 0
            n: boolean | n: {boolean: 1} | table.columns.n.boolean: expected the word alone, found 1 after it; remove that
            [comment] | comment | table.ignore: expected a list of elements, found 'comment'; start the line of each \
            with a dash (-)
            {zip: categorical, amount: {numeric: {scale: log}}, n: boolean, visits: count, "day-2": timestamp} | [a] | table.columns: expected names, each with what it stands for, found [a]
            id: claim_id | trim: 1 | table.trim: share must be at least 0 and below 1, found 1.0
            autoencoder: auto | autoencoder: autos | model.autoencoder: unknown automation 'autos'; did you mean 'auto'? \
            (known: auto, variational)
            autoencoder: auto | autoencoder: variational, latent: plain | model: expected latent: gaussian beside \
            autoencoder: variational, found plain; remove latent, or use autoencoder: auto
            autoencoder: auto | input: 3 | model: expected no input, which follows from the columns of the table, found \
            one; remove it
            autoencoder: auto | loss: mse | model: expected no loss, which follows from the columns of the table, found \
            one; remove it
            autoencoder: auto | encoder: [{dense: 3}] | model: expected encoder and decoder, found the encoder alone; add \
            decoder: [] or the layers before its last one, which is added
            autoencoder: auto | decoder: [] | model: expected encoder and decoder, found the decoder alone; add encoder, or \
            remove decoder
            autoencoder: auto | autoencoder: auto, encoder: [], decoder: [] | model: expected autoencoder: auto or layers, \
            found both; remove autoencoder, or encoder and decoder
            autoencoder: auto | latent: {gaussian: {size: 2, classes: 3}} | model: expected a latent without classes, found \
            classes of a table, whose label is no input; remove classes
            epochs: 10 | epochs: 0 | train: epochs must be at least 1, found 0
            epochs: 10 | epoch: 10 | train: unknown key 'epoch'; did you mean 'epochs'?
            false_alarms: 0.01 | false_alarm: 0.01 | threshold: unknown threshold 'false_alarm'; did you mean \
            'false_alarms'? (known: false_alarms, pot, alerts_per_day, score)
            false_alarms: 0.01 | false_alarms: 1 | threshold.false_alarms: share must be above 0 and below 1, found 1.0
            false_alarms: 0.01 | alerts_per_day: {alerts: 3, rows: 2} | threshold.alerts_per_day: alerts must be at most \
            rows, found 3.0 of 2.0
            """)
    void saysWhatIsWrongAndWhere(String right, String wrong, String message) {
        assertThat(RIGHT).contains(right);
        var tree = Trees.parse(RIGHT.replace(right, wrong));

        assertThatThrownBy(() -> Notation.readTable(tree)).isInstanceOf(SpecException.class).hasMessage(message);
    }

    @Test
    void layersThatDoNotChainAreNamed() {
        var read = read("{table: {}, model: {encoder: [{reshape: [2, 2, 1]}], decoder: []}}");

        assertThatThrownBy(() -> read.over(CHOSEN)).isInstanceOf(SpecException.class)
                .hasMessageStartingWith("model.encoder layer 1 (reshape)");
    }

    @ParameterizedTest
    @FieldSource("dev.hourglass.internal.notation.VocabularyTest#OF_TABLES")
    void theSchemaDefinesEveryWordOfAFamily(Class<?> family) {
        var definition = Json.write(Trees.at(Notation.tableSchema(), "$defs", Names.noun(family)));

        assertThat(Vocabulary.family(family))
                .allSatisfy(word -> assertThat(definition).contains("\"" + word.name() + "\""));
    }

    @Test
    void theSchemaTakesAnyNameOfAColumn() {
        assertThat(Trees.at(Notation.tableSchema(), "properties", "table", "properties", "columns",
                "additionalProperties")).isEqualTo(Map.of("$ref", "#/$defs/column_type"));
    }
}
