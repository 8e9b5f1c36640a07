package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountType;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.Reason;
import dev.hourglass.table.TableSchema;
import dev.hourglass.train.Trainer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns of counts: how often somebody visits, calls and clicks follows from who it is, and some calls are unknown.
class CountColumnTest {
    private static final int ROWS = 2400;
    private static final int TRAINING = 1600;
    private static final int HELD_OUT = 400;
    private static final double[][] RATES = {{0.3, 2, 20}, {2, 0.1, 60}, {8, 6, 5}};
    private static final List<ColumnValues> CELLS = cells();
    private static final EncodedTable TABLE = table();
    private static final TableModel MODEL = model();

    private static List<ColumnValues> cells() {
        var random = new SplittableRandom(4);
        var who = new @Nullable String[ROWS];
        var counts = new double[3][ROWS];
        for (int row = 0; row < ROWS; row++) {
            int kind = random.nextInt(3);
            who[row] = List.of("guest", "member", "staff").get(kind);
            for (int i = 0; i < 3; i++) counts[i][row] = poisson(random, RATES[kind][i]);
            counts[1][row] = random.nextInt(10) == 0 ? Double.NaN : counts[1][row];
        }
        return List.of(new ColumnValues.Texts(who), new ColumnValues.Numbers(counts[0]),
                new ColumnValues.Numbers(counts[1]), new ColumnValues.Numbers(counts[2]));
    }

    private static int poisson(SplittableRandom random, double rate) {
        double product = random.nextDouble();
        int count = 0;
        for (; product > Math.exp(-rate); count++) product *= random.nextDouble();
        return count;
    }

    private static EncodedTable table() {
        var schema = TableSchema.fit(List.of(new ColumnSpec("who", new CategoricalType(8)),
                new ColumnSpec("visits", new CountType()), new ColumnSpec("calls", new CountType()),
                new ColumnSpec("clicks", new CountType())), CELLS, TRAINING);
        var features = new float[ROWS * schema.features()];
        schema.encode(CELLS, ROWS, features);
        return EncodedTable.of("visitors", schema, features, ROWS, List.of());
    }

    private static EncodedTable rows(int from, int to) {
        return TABLE.select(IntStream.range(from, to).toArray());
    }

    private static TableModel model() {
        var schema = TABLE.schema();
        var spec = new Autoencoder(schema.shape(),
                List.of(new Dense(24, Activation.TANH), new Dense(4, Activation.IDENTITY)),
                List.of(new Dense(24, Activation.TANH), new Dense(schema.features(), Activation.IDENTITY)),
                schema.losses()).withCorruption(new ColumnNoise(0.5, 0.3));
        return calibrated(spec);
    }

    private static TableModel calibrated(Autoencoder spec) {
        var training = rows(0, TRAINING);
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(40).withBatchSize(50);
        return TableModel.calibrated(new Trainer(spec, options).train(training.samples()).model(), training, training,
                rows(TRAINING, TRAINING + HELD_OUT));
    }

    private static Map<String, @Nullable Object> row(String who, Object visits, Object calls, Object clicks) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("who", who);
        row.put("visits", visits);
        row.put("calls", calls);
        row.put("clicks", clicks);
        return row;
    }

    private static double[] numbers(List<ColumnValues> cells, int column) {
        return ((ColumnValues.Numbers) cells.get(column)).values();
    }

    @Test
    void ratesFollowFromTheOtherColumns() {
        var shares = MODEL.explained(rows(TRAINING + HELD_OUT, ROWS));
        assertThat(shares[1]).as("visits").isGreaterThan(0.5);
        assertThat(shares[3]).as("clicks").isGreaterThan(0.5);
    }

    @Test
    void aCountThatDoesNotFitIsAnAnomalyWithAReason(@TempDir Path folder) {
        MODEL.save(folder.resolve("model.hourglass"));
        var model = TableModel.load(folder.resolve("model.hourglass"));
        var usual = row("guest", 0, 2, 21L);
        var odd = row("guest", 30, 2, 21L);

        assertThat(model.schema()).isEqualTo(MODEL.schema());
        assertThat(model.score(usual).anomalies()[0]).isFalse();
        assertThat(model.score(odd).anomalies()[0]).isTrue();
        assertThat(model.score(odd).scores()).isEqualTo(MODEL.score(odd).scores());
        var cells = List.<ColumnValues>of(new ColumnValues.Texts(new String[] {"guest"}), number(30), number(2),
                number(21));
        assertThat(model.reasons(cells, 0, 4).stream().map(Reason::text))
                .anyMatch(text -> text.matches("visits 30, expected \\d\\.\\d+ \\(90 % between 0 and [1-4]\\)"));
    }

    private static ColumnValues number(double value) {
        return new ColumnValues.Numbers(new double[] {value});
    }

    @Test
    void aRowWithoutACountIsRefused() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> MODEL.score(row("guest", 0.5, 2, 3)))
                .withMessageStartingWith("column 'visits': expected counts, whole numbers of 0 or more, found 0.5;");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> MODEL.score(row("guest", "one", 2, 3)))
                .withMessage("column 'visits': expected a count, found String 'one'");
    }

    @Test
    void missingCountsAreFilledWithWholeNumbersInTheirInterval() {
        var hidden = numbers(CELLS, 3).clone();
        Arrays.fill(hidden, TRAINING + HELD_OUT, ROWS, Double.NaN);
        var filled = MODEL.fill(List.of(CELLS.get(0), CELLS.get(1), CELLS.get(2), new ColumnValues.Numbers(hidden)),
                ROWS);
        int inside = 0;
        double own = 0;
        double baseline = 0;
        double mean = Arrays.stream(numbers(CELLS, 3)).limit(TRAINING).average().orElseThrow();
        for (int row = TRAINING + HELD_OUT; row < ROWS; row++) {
            double truth = numbers(CELLS, 3)[row];
            double number = numbers(filled.cells(), 3)[row];
            assertThat(number).isEqualTo(Math.rint(number)).isGreaterThanOrEqualTo(0);
            inside += truth >= filled.low()[3][row] && truth <= filled.high()[3][row] ? 1 : 0;
            own += (number - truth) * (number - truth);
            baseline += (mean - truth) * (mean - truth);
        }
        assertThat(inside / (double) HELD_OUT).isBetween(0.84, 0.98);
        assertThat(own).isLessThan(0.5 * baseline);
    }

    @Test
    void newRowsHaveCounts() {
        var schema = TABLE.schema();
        var spec = new Autoencoder(schema.shape(), List.of(new Dense(24, Activation.TANH)), new GaussianLatent(3, 0.1),
                List.of(new Dense(24, Activation.TANH), new Dense(schema.features(), Activation.IDENTITY)),
                schema.losses());
        var cells = calibrated(spec).synthesize(0, 2000, 7);
        for (int column = 1; column < 4; column++) {
            var drawn = Arrays.stream(numbers(cells, column)).filter(number -> !Double.isNaN(number)).toArray();
            assertThat(Arrays.stream(drawn)).allMatch(number -> number >= 0 && number == Math.rint(number));
            double mean = Arrays.stream(drawn).average().orElseThrow();
            double own = Arrays.stream(numbers(CELLS, column)).filter(number -> !Double.isNaN(number)).average()
                    .orElseThrow();
            assertThat(mean).isBetween(0.8 * own, 1.2 * own);
        }
        assertThat(Arrays.stream(numbers(cells, 2)).filter(Double::isNaN).count()).isBetween(140L, 260L);
    }

    @Test
    void aHigherRateIsDrift() {
        var meter = MODEL.driftMeter();
        var more = Arrays.stream(numbers(CELLS, 1)).map(count -> 2 * count + 1).toArray();
        var cells = List.of(CELLS.get(0), new ColumnValues.Numbers(more), CELLS.get(2), CELLS.get(3));
        meter.add(cells, ROWS, MODEL.score(cells, ROWS).scores());
        var drift = meter.report().columns().getFirst();

        assertThat(drift.name()).isEqualTo("visits");
        assertThat(drift.type()).isEqualTo("count");
        assertThat(drift.change()).matches("median \\d+, now \\d+");
    }
}
