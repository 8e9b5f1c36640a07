package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampType;
import dev.hourglass.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Codes, missing cells and drift of a table whose columns depend on each other: weight, price, size, fragility and day all follow from the kind.
class TableFillTest {
    private static final int ROWS = 2400;
    private static final int TRAINING = 1600;
    private static final int HELD_OUT = 400;
    private static final List<ColumnValues> CELLS = cells();
    private static final TableModel MODEL = model();

    private static List<ColumnValues> cells() {
        var random = new SplittableRandom(6);
        var kind = new @Nullable String[ROWS];
        var numbers = new double[4][ROWS];
        for (int row = 0; row < ROWS; row++) {
            int which = random.nextInt(3);
            kind[row] = new String[] {"cup", "chair", "desk"}[which];
            double size = random.nextGaussian();
            numbers[0][row] = 10 * which + 2 * size + 0.5 * random.nextGaussian();
            numbers[1][row] = Math.exp(which + 0.5 * size + 0.1 * random.nextGaussian());
            numbers[2][row] = which == 0 ? 1 : 0;
            numbers[3][row] = 86_400.0 * (20_000 + 100 * which + random.nextInt(20));
        }
        var cells = new ArrayList<ColumnValues>();
        cells.add(new ColumnValues.Texts(kind));
        for (var column : numbers) cells.add(new ColumnValues.Numbers(column));
        return cells;
    }

    private static TableModel model() {
        var specs = List.of(new ColumnSpec("kind", new CategoricalType(64)),
                new ColumnSpec("weight", new NumericType(Scale.STANDARD)),
                new ColumnSpec("price", new NumericType(Scale.LOG)), new ColumnSpec("fragile", new BooleanType()),
                new ColumnSpec("day", new TimestampType()));
        var schema = TableSchema.fit(specs, CELLS, ROWS);
        int width = schema.features();
        var training = rows(schema, 0, TRAINING);
        var heldOut = rows(schema, TRAINING, TRAINING + HELD_OUT);
        var spec = new Autoencoder(
                schema.shape(), List.of(new Dense(32, Activation.TANH), new Dense(8, Activation.IDENTITY)),
                List.of(new Dense(32, Activation.TANH), new Dense(width, Activation.IDENTITY)),
                schema.losses()).withCorruption(new ColumnNoise(2, 0.5));
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(40).withBatchSize(50);
        return TableModel.calibrated(new Trainer(spec, options).train(training.samples()).model(), training, training,
                heldOut);
    }

    private static EncodedTable rows(TableSchema schema, int from, int to) {
        int width = schema.features();
        var features = new float[ROWS * width];
        schema.encode(CELLS, ROWS, features);
        return EncodedTable.of(
                "goods", schema, Arrays.copyOfRange(features, from * width, to * width), to - from, List.of());
    }

    private static List<ColumnValues> without(int column) {
        var cells = new ArrayList<>(CELLS);
        cells.set(column, switch (CELLS.get(column)) {
            case ColumnValues.Texts(var texts) -> new ColumnValues.Texts(withNull(texts));
            case ColumnValues.Numbers(var numbers) -> new ColumnValues.Numbers(withNan(numbers));
        });
        return cells;
    }

    /// Rows that neither trained nor calibrated the model.
    private static boolean isHidden(int row) {
        return row >= TRAINING + HELD_OUT;
    }

    private static @Nullable String[] withNull(@Nullable String[] texts) {
        var some = texts.clone();
        Arrays.fill(some, TRAINING + HELD_OUT, ROWS, null);
        return some;
    }

    private static double[] withNan(double[] numbers) {
        var some = numbers.clone();
        Arrays.fill(some, TRAINING + HELD_OUT, ROWS, Double.NaN);
        return some;
    }

    private static double[] numbers(List<ColumnValues> cells, int column) {
        return ((ColumnValues.Numbers) cells.get(column)).values();
    }

    @Test
    void onlyMissingCellsChange() {
        var filled = MODEL.fill(without(1), ROWS);

        for (int column = 0; column < CELLS.size(); column++) {
            for (int row = 0; row < ROWS; row++) {
                boolean isFilled = column == 1 && isHidden(row);
                assertThat(filled.filled()[column][row]).isEqualTo(isFilled);
                assertThat(Double.isNaN(filled.low()[column][row])).isEqualTo(!isFilled);
                assertThat(filled.cells().get(column).isMissing(row)).isFalse();
            }
        }
        assertThat(filled.cells().get(0)).isEqualTo(CELLS.get(0));
        assertThat(Arrays.copyOf(numbers(filled.cells(), 1), TRAINING + HELD_OUT))
                .isEqualTo(Arrays.copyOf(numbers(CELLS, 1), TRAINING + HELD_OUT));
    }

    /// A mean is wrong by 8.2 on average; the kind and the price say almost all.
    @Test
    void numbersAreBetterThanTheirMean() {
        var truth = numbers(CELLS, 1);
        var filled = numbers(MODEL.fill(without(1), ROWS).cells(), 1);
        double mean = Arrays.stream(truth).limit(TRAINING).average().orElseThrow();
        double own = 0;
        double baseline = 0;
        for (int row = TRAINING + HELD_OUT; row < ROWS; row++) {
            own += (filled[row] - truth[row]) * (filled[row] - truth[row]);
            baseline += (mean - truth[row]) * (mean - truth[row]);
        }

        assertThat(Math.sqrt(own)).isLessThan(0.4 * Math.sqrt(baseline));
    }

    @Test
    void categoriesAndBooleansAreBetterThanTheMostFrequent() {
        var kinds = ((ColumnValues.Texts) MODEL.fill(without(0), ROWS).cells().getFirst()).values();
        var fragile = numbers(MODEL.fill(without(3), ROWS).cells(), 3);
        int rightKinds = 0;
        int rightFragile = 0;
        for (int row = TRAINING + HELD_OUT; row < ROWS; row++) {
            rightKinds += ((ColumnValues.Texts) CELLS.getFirst()).values()[row].equals(kinds[row]) ? 1 : 0;
            rightFragile += fragile[row] == numbers(CELLS, 3)[row] ? 1 : 0;
        }

        assertThat(rightKinds).isGreaterThan(380);
        assertThat(rightFragile).isGreaterThan(390);
    }

    @Test
    void timestampsAreFilledWithTheExpectedTime() {
        var days = numbers(MODEL.fill(without(4), ROWS).cells(), 4);
        for (int row = TRAINING + HELD_OUT; row < ROWS; row++) {
            assertThat(Math.abs(days[row] - numbers(CELLS, 4)[row]) / 86_400).isLessThan(60);
        }
    }

    @Test
    void nineOfTenHiddenNumbersLieInTheirInterval() {
        for (int column : new int[] {1, 2}) {
            var filled = MODEL.fill(without(column), ROWS);
            int inside = 0;
            for (int row = TRAINING + HELD_OUT; row < ROWS; row++) {
                double truth = numbers(CELLS, column)[row];
                inside += truth >= filled.low()[column][row] && truth <= filled.high()[column][row] ? 1 : 0;
            }
            assertThat(inside / 400.0).isBetween(0.84, 0.96);
        }
    }

    @Test
    void rowsAreFilledAlikeAloneAndInCompany() {
        var all = MODEL.fill(without(2), ROWS);
        var alone = new ArrayList<ColumnValues>();
        alone.add(new ColumnValues.Texts(
                new @Nullable String[] {((ColumnValues.Texts) CELLS.getFirst()).values()[2100]}));
        for (int column = 1; column < CELLS.size(); column++) {
            alone.add(new ColumnValues.Numbers(
                    new double[] {column == 2 ? Double.NaN : numbers(CELLS, column)[2100]}));
        }

        assertThat(numbers(MODEL.fill(alone, 1).cells(), 2)[0]).isEqualTo(numbers(all.cells(), 2)[2100]);
    }

    @Test
    void codesHaveTheModelsSizeAndTheSameBitsInAnyCompany() {
        var codes = MODEL.encode(CELLS, ROWS);

        assertThat(codes).hasNumberOfRows(ROWS);
        assertThat(codes[0]).hasSize(8);
        assertThat(MODEL.encode(CELLS, 10)).isEqualTo(Arrays.copyOf(codes, 10));
        assertThat(codes[1]).isNotEqualTo(codes[2]);
    }

    /// A sample that has nothing but a level gives the first layer its embedding, beside the layer's bias.
    @Test
    void embeddingsOfLevelsAreWhatTheFirstLayerAdds() {
        var kinds = MODEL.embeddings("kind");
        var weights = MODEL.autoencoder().weights().getFirst();

        assertThat(kinds.levels()).isEqualTo(((CategoricalColumn) MODEL.schema().columns().getFirst()).levels());
        assertThat(kinds.vectors()).hasNumberOfRows(3);
        for (int level = 0; level < 3; level++) {
            assertThat(kinds.vectors()[level])
                    .isEqualTo(Arrays.copyOfRange(weights.values(), 32 * level, 32 * (level + 1)));
        }
        assertThat(MODEL.embeddings("fragile").levels()).containsExactly("false", "true");
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> MODEL.embeddings("price")).withMessage(
                "expected a column of categories that the model reads, found 'price'; there are 'kind', 'fragile'");
    }

    @Test
    void theDistributionsOfTrainingAreInTheFile(@TempDir Path folder) {
        MODEL.save(folder.resolve("model.hourglass"));
        var meter = TableModel.load(folder.resolve("model.hourglass")).withThreshold(3).driftMeter();
        var scores = MODEL.score(CELLS, ROWS).scores();
        meter.add(CELLS, ROWS, scores);
        var report = meter.report();

        assertThat(report.drifted()).isEmpty();
        assertThat(report.trainingRows()).isEqualTo(TRAINING + HELD_OUT);
        assertThat(report.scores().share()).isEqualTo(
                Arrays.stream(scores).filter(score -> score >= 3).count() / (double) ROWS);
    }

    @Test
    void aModelWithoutDistributionsSaysSo() {
        var metadata = new LinkedHashMap<>(MODEL.autoencoder().metadata());
        metadata.remove("table.reference");
        var bare = new Trainer(MODEL.autoencoder().spec(), TrainingOptions.of(new Adam(0.005)).withEpochs(1))
                .train(rows(MODEL.schema(), 0, 200).samples()).model();
        var model = TableModel.of(bare.withMetadata(metadata)).orElseThrow();

        assertThat(model.score(CELLS, 1).scores()).hasSize(1);
        assertThatExceptionOfType(SpecException.class).isThrownBy(model::driftMeter)
                .withMessageContaining("table.reference").withMessageEndingWith("found none; train it again");
    }
}
