package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Reason;
import dev.hourglass.table.RowValues;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampType;
import dev.hourglass.train.Trainer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableModelTest {
    private static final int ROWS = 1200;
    private static final int TRAINING = 1000;
    private static final List<ColumnValues> CELLS = cells();
    private static final TableModel MODEL = model();

    /// Orders: the amount follows from the country, express orders cost a half more.
    private static List<ColumnValues> cells() {
        var random = new SplittableRandom(4);
        var country = new @Nullable String[ROWS];
        var amount = new double[ROWS];
        var express = new double[ROWS];
        var weight = new double[ROWS];
        var day = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            int which = random.nextInt(3);
            country[row] = new String[] {"DE", "AT", "MT"}[which];
            express[row] = random.nextInt(4) == 0 ? 1 : 0;
            amount[row] = (100 + 200 * which) * (1 + express[row] / 2) * (1 + 0.02 * random.nextGaussian());
            weight[row] = random.nextInt(20) == 0 ? Double.NaN : amount[row] / 10 + random.nextGaussian();
            day[row] = 86_400.0 * (20_000 + random.nextInt(300));
        }
        return List.of(new ColumnValues.Texts(country), new ColumnValues.Numbers(amount),
                new ColumnValues.Numbers(express), new ColumnValues.Numbers(weight), new ColumnValues.Numbers(day));
    }

    private static TableModel model() {
        var specs = List.of(new ColumnSpec("country", new CategoricalType(64)),
                new ColumnSpec("amount", new NumericType(Scale.STANDARD)),
                new ColumnSpec("express", new BooleanType()), new ColumnSpec("weight", new NumericType(Scale.STANDARD)),
                new ColumnSpec("day", new TimestampType()));
        var schema = TableSchema.fit(specs, CELLS, ROWS);
        var rows = encoded(schema);
        var training = rows.select(IntStream.range(0, TRAINING).toArray());
        var spec = new Autoencoder(
                schema.shape(), List.of(new Dense(24, Activation.TANH), new Dense(6, Activation.IDENTITY)),
                List.of(new Dense(24, Activation.TANH), new Dense(schema.features(), Activation.IDENTITY)),
                schema.losses()).withCorruption(new ColumnNoise(0.3, 0.2));
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(40).withBatchSize(50);
        return TableModel.calibrated(new Trainer(spec, options).train(training.samples()).model(), training, training,
                heldOut(rows));
    }

    private static EncodedTable encoded(TableSchema schema) {
        var features = new float[ROWS * schema.features()];
        schema.encode(CELLS, ROWS, features);
        return EncodedTable.of("orders", schema, features, ROWS, List.of());
    }

    private static EncodedTable heldOut(EncodedTable rows) {
        return rows.select(IntStream.range(TRAINING, ROWS).toArray());
    }

    private static Map<String, Object> row(String country, double amount, boolean isExpress, @Nullable Double weight) {
        var row = new HashMap<String, @Nullable Object>();
        row.put("country", country);
        row.put("amount", amount);
        row.put("express", isExpress);
        row.put("weight", weight);
        row.put("day", LocalDate.of(2025, 2, 1));
        row.put("comment", "passed over");
        return row;
    }

    /// Country, amount and weight follow from each other; the day from nothing, but it goes through the code as well.
    @Test
    void columnsThatFollowFromOthersAreExplained() {
        var features = new float[ROWS * MODEL.schema().features()];
        MODEL.schema().encode(CELLS, ROWS, features);
        var heldOut = EncodedTable.of("orders", MODEL.schema(), features, ROWS, List.of())
                .select(IntStream.range(TRAINING, ROWS).toArray());

        var explained = MODEL.explained(heldOut);

        assertThat(explained).hasSize(5);
        assertThat(explained[0]).isBetween(0.8, 1.0);
        assertThat(explained[1]).isBetween(0.8, 1.0);
        assertThat(explained[4]).isLessThan(explained[1]);
        assertThat(MODEL.explained(heldOut.select(0))).containsOnly(Double.NaN);
    }

    @Test
    void whatDoesNotFitTogetherScoresHigh() {
        double usual = MODEL.score(row("DE", 100, false, 10.0)).scores()[0];
        var strange = MODEL.score(row("DE", 500, false, 10.0));

        assertThat(strange.scores()[0]).isGreaterThan(usual + 1);
        assertThat(strange.anomalies()[0]).isTrue();
        assertThat(strange.pValues()[0]).isLessThan(0.02);
        assertThat(MODEL.score(row("DE", 100, false, 10.0)).anomalies()[0]).isFalse();
    }

    /// Compared with German orders alone, a Maltese one is far away, though its cells fit together as well as before.
    @Test
    void rowsUnlikeTheUsualOnesScoreHigh() {
        var rows = encoded(MODEL.schema());
        var countries = ((ColumnValues.Texts) CELLS.getFirst()).values();
        var german = IntStream.range(0, TRAINING).filter(row -> "DE".equals(countries[row])).toArray();
        var model = TableModel.calibrated(MODEL.autoencoder(), rows.select(german), rows.select(german), heldOut(rows));
        var home = model.score(row("DE", 100, false, 10.0));
        var away = model.score(row("MT", 500, false, 50.0));

        assertThat(away.distances()[0]).isGreaterThan(3 * home.distances()[0]);
        assertThat(away.scores()[0]).isGreaterThan(home.scores()[0] + 1);
        assertThat(away.surprises()[0][0]).isLessThan(home.surprises()[0][0] + 1);
    }

    @Test
    void reasonsAreInTheUnitsOfTheTable() {
        var cells = RowValues.of(MODEL.schema(), row("DE", 500, false, 10.0));
        var reasons = MODEL.reasons(cells, 0, 5);

        assertThat(reasons).hasSize(5);
        assertThat(reasons.getFirst().surprise()).isGreaterThanOrEqualTo(reasons.getLast().surprise());
        assertThat(reasons).anySatisfy(reason -> {
            assertThat(reason.column()).isEqualTo("amount");
            assertThat(reason.text()).matches("amount 500, expected [0-9.]+ \\(90 % between [0-9.]+ and [0-9.]+\\)");
        });
        assertThat(reasons).anySatisfy(reason -> assertThat(reason.text())
                .matches("express false, expected (true|false) \\d+ %"));
        assertThat(reasons).anySatisfy(reason -> assertThat(reason.text())
                .matches("day 2025-02-01, expected 20\\d\\d-\\d\\d-\\d\\d.*"));
    }

    @Test
    void reasonsOfSeveralRowsAreThoseOfEach() {
        int[] rows = {7, 0, ROWS - 1};

        assertThat(MODEL.reasons(CELLS, rows, 2))
                .isEqualTo(Arrays.stream(rows).mapToObj(row -> MODEL.reasons(CELLS, row, 2)).toList());
        assertThat(MODEL.reasons(CELLS, MODEL.score(CELLS, ROWS), rows, 2)).isEqualTo(MODEL.reasons(CELLS, rows, 2));
        assertThat(MODEL.reasons(CELLS, new int[0], 2)).isEmpty();
    }

    @Test
    void aCategoryThatNobodySawIsSaidSo() {
        var cells = RowValues.of(MODEL.schema(), row("XX", 100, false, null));
        var texts = MODEL.reasons(cells, 0, 5).stream().map(Reason::text).toList();

        assertThat(texts).contains("country \"XX\" was never seen");
        assertThat(texts)
                .anyMatch(text -> text.matches("weight is missing, as in [456] % of the training rows, expected .*"));
    }

    /// The same row by columns, alone and in company, on any number of threads, and from the file.
    @Test
    void scoresHaveTheSameBitsEverywhere(@TempDir Path folder) throws ExecutionException, InterruptedException {
        var all = MODEL.score(CELLS, ROWS);
        MODEL.save(folder.resolve("orders.hourglass"));
        var loaded = TableModel.load(folder.resolve("orders.hourglass"));

        assertThat(loaded.schema()).isEqualTo(MODEL.schema());
        assertThat(loaded.autoencoder().metadata().keySet())
                .containsSubsequence("table.schema", "table.calibration", "table.threshold");
        assertThat(loaded.threshold()).isEqualTo(MODEL.threshold());
        for (int threads : new int[] {1, 3}) {
            try (var pool = new ForkJoinPool(threads)) {
                var found = pool.submit(() -> loaded.score(CELLS, ROWS)).get();
                assertThat(found.scores()).isEqualTo(all.scores());
                assertThat(pool.submit(() -> loaded.scores(CELLS, ROWS)).get()).isEqualTo(all.scores());
                assertThat(found.pValues()).isEqualTo(all.pValues());
            }
        }
        for (int row = 0; row < 30; row++) {
            int at = row;
            var one = CELLS.stream().<ColumnValues>map(cells -> cells instanceof ColumnValues.Texts(var texts)
                    ? new ColumnValues.Texts(new @Nullable String[] {texts[at]})
                    : new ColumnValues.Numbers(new double[] {((ColumnValues.Numbers) cells).values()[at]})).toList();
            assertThat(loaded.score(one, 1).scores()[0]).isEqualTo(all.scores()[row]);
        }
    }

    @Test
    void aHundredthOfTheHeldOutRowsReachTheThreshold() {
        int flagged = 0;
        var scores = MODEL.score(CELLS, ROWS);
        for (int row = TRAINING; row < ROWS; row++) flagged += scores.anomalies()[row] ? 1 : 0;

        assertThat(flagged).isBetween(1, 2);
        assertThat(MODEL.withThreshold(0).score(CELLS, ROWS).anomalies()).containsOnly(true);
        assertThat(MODEL.calibration().count()).isEqualTo(ROWS - TRAINING);
        assertThat(MODEL.calibration().survival(MODEL.threshold())).isCloseTo(0.01, within(0.002));
    }

    @Test
    void refusesRowsThatAreNotOfTheTable() {
        var incomplete = row("DE", 100, false, 10.0);
        incomplete.remove("amount");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> MODEL.score(incomplete))
                .withMessage("expected a cell for column 'amount', found none (null says that it is missing)");
        var wrong = row("DE", 100, false, 10.0);
        wrong.put("amount", "a lot");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> MODEL.score(wrong))
                .withMessage("column 'amount': expected a number, found String 'a lot'");
    }

    @Test
    void refusesModelsWithoutColumns(@TempDir Path folder) {
        var plain = TrainedAutoencoder.initial(new Autoencoder(
                Shape.of(3), List.of(new Dense(2, Activation.RELU)), List.of(new Dense(3, Activation.IDENTITY)),
                new MeanSquaredError()), 1);
        var file = folder.resolve("plain.hourglass");
        plain.save(file);

        assertThat(TableModel.of(plain)).isEmpty();
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> TableModel.load(file))
                .withMessageEndingWith(
                        "expected the model of a table, found one of samples without columns; train one with a table");
        var damaged = MODEL.autoencoder().withMetadata(Map.of("table.calibration", "{}"));
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> TableModel.of(damaged))
                .withMessage("calibration: expected the keys columns and intervals, found others");
    }
}
