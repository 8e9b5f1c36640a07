package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.synthesis.QualityMeter;
import dev.hourglass.table.BooleanType;
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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows drawn from a model of a table whose columns all follow from the kind: weights with one decimal, prices over orders of magnitude, days,
/// and pieces, of which a quarter is missing.
class TableSynthesisTest {
    private static final int ROWS = 1500;
    private static final int TRAINING = 1200;
    private static final int DRAWN = 3000;
    private static final double DAY = 86_400;
    private static final List<ColumnValues> CELLS = cells();
    private static final TableModel MODEL = model(new GaussianLatent(4, 0.1));

    private static List<ColumnValues> cells() {
        var random = new SplittableRandom(6);
        var kind = new @Nullable String[ROWS];
        var numbers = new double[5][ROWS];
        for (int row = 0; row < ROWS; row++) {
            int which = random.nextInt(3);
            kind[row] = new String[] {"cup", "chair", "desk"}[which];
            double size = random.nextGaussian();
            numbers[0][row] = Math.rint(10 * (10 * which + 2 * size)) / 10;
            numbers[1][row] = Math.exp(which + 0.5 * size + 0.1 * random.nextGaussian());
            numbers[2][row] = which == 0 ? 1 : 0;
            numbers[3][row] = DAY * (20_000 + 100 * which + random.nextInt(20));
            numbers[4][row] = random.nextInt(4) == 0 ? Double.NaN : 1 + random.nextInt(6);
        }
        var cells = new ArrayList<ColumnValues>();
        cells.add(new ColumnValues.Texts(kind));
        for (var column : numbers) cells.add(new ColumnValues.Numbers(column));
        return cells;
    }

    private static TableSchema schema() {
        var specs = List.of(new ColumnSpec("kind", new CategoricalType(64)),
                new ColumnSpec("weight", new NumericType(Scale.STANDARD)),
                new ColumnSpec("price", new NumericType(Scale.LOG)), new ColumnSpec("fragile", new BooleanType()),
                new ColumnSpec("day", new TimestampType()), new ColumnSpec("pieces", new NumericType(Scale.STANDARD)));
        return TableSchema.fit(specs, CELLS, ROWS);
    }

    private static TableModel model(Latent latent) {
        var schema = schema();
        var training = rows(schema, 0, TRAINING);
        var spec = new Autoencoder(
                schema.shape(), List.of(new Dense(32, Activation.RELU), new Dense(8, Activation.IDENTITY)),
                List.of(new Dense(32, Activation.RELU), new Dense(schema.features(), Activation.IDENTITY)),
                schema.losses()).withLatent(latent);
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(40).withBatchSize(50);
        return TableModel.calibrated(new Trainer(spec, options).train(training.samples()).model(), training, training,
                rows(schema, TRAINING, ROWS));
    }

    private static EncodedTable rows(TableSchema schema, int from, int to) {
        int width = schema.features();
        var features = new float[ROWS * width];
        schema.encode(CELLS, ROWS, features);
        return EncodedTable.of(
                "goods", schema, Arrays.copyOfRange(features, from * width, to * width), to - from, List.of());
    }

    private static double[] numbers(List<ColumnValues> cells, int column) {
        return ((ColumnValues.Numbers) cells.get(column)).values();
    }

    private static double[] known(List<ColumnValues> cells, int column) {
        return Arrays.stream(numbers(cells, column)).filter(number -> !Double.isNaN(number)).toArray();
    }

    private static List<Double> list(double... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    @Test
    void rowsAreDistributedLikeThoseOfTraining() {
        var quality = QualityMeter.measure(MODEL.schema(), CELLS, MODEL.synthesize(0, DRAWN, 1));

        assertThat(quality.shapes()).hasSize(6)
                .allSatisfy(shape -> assertThat(shape.score()).as(shape.column()).isGreaterThan(0.93));
        assertThat(quality.trends()).hasSize(15)
                .allSatisfy(pair -> assertThat(pair.score()).as("%s", pair).isGreaterThan(0.85));
        assertThat(quality.overall().orElseThrow()).isGreaterThan(0.95);
    }

    @Test
    void columnsDependOnEachOtherAsInTraining() {
        var cells = MODEL.synthesize(0, DRAWN, 1);
        var kinds = ((ColumnValues.Texts) cells.getFirst()).values();
        var fragile = numbers(cells, 3);
        long right = IntStream.range(0, DRAWN)
                .filter(row -> Objects.equals(kinds[row], "cup") == (fragile[row] == 1)).count();

        assertThat(right).isGreaterThan((long) (0.97 * DRAWN));
    }

    @Test
    void cellsAreOfTheKindAndWithinTheRangeOfTraining() {
        var cells = MODEL.synthesize(0, DRAWN, 2);

        assertThat(Set.of("cup", "chair", "desk")).contains(((ColumnValues.Texts) cells.getFirst()).values());
        assertThat(list(known(cells, 1))).allMatch(weight -> Math.rint(weight * 10) / 10 == weight);
        assertThat(numbers(cells, 3)).containsOnly(0, 1);
        assertThat(list(known(cells, 4))).allMatch(seconds -> seconds % DAY == 0);
        assertThat(known(cells, 5)).containsOnly(1, 2, 3, 4, 5, 6);
        for (int column = 1; column <= 5; column++) {
            var training = Arrays.stream(known(CELLS, column)).summaryStatistics();
            assertThat(list(known(cells, column))).as("column %d", column).allMatch(
                    number -> number >= training.getMin() * (1 - 1e-6) - 1e-6
                            && number <= training.getMax() * (1 + 1e-6) + 1e-6);
        }
    }

    @Test
    void cellsAreMissingAsOftenAsInTraining() {
        var pieces = numbers(MODEL.synthesize(0, DRAWN, 3), 5);

        assertThat(Arrays.stream(pieces).filter(Double::isNaN).count() / (double) DRAWN).isCloseTo(0.25, within(0.03));
        for (int column = 1; column < 5; column++) {
            assertThat(numbers(MODEL.synthesize(0, DRAWN, 3), column)).doesNotContain(Double.NaN);
        }
    }

    @Test
    void aRowIsTheSameInAnyCompanyAndAnotherByAnotherSeed() {
        var all = MODEL.synthesize(0, 300, 5);
        var last = MODEL.synthesize(137, 163, 5);

        for (int column = 1; column <= 5; column++) {
            assertThat(Arrays.copyOfRange(numbers(all, column), 137, 300)).isEqualTo(numbers(last, column));
        }
        assertThat(Arrays.copyOfRange(((ColumnValues.Texts) all.getFirst()).values(), 137, 300))
                .isEqualTo(((ColumnValues.Texts) last.getFirst()).values());
        assertThat(numbers(MODEL.synthesize(0, 300, 6), 2)).isNotEqualTo(numbers(all, 2));
    }

    @Test
    void aSavedModelDrawsTheSameRows(@TempDir Path folder) {
        var file = folder.resolve("goods.hourglass");
        MODEL.save(file);

        assertThat(TableModel.load(file).synthesize(0, 200, 1)).isEqualTo(MODEL.synthesize(0, 200, 1));
    }

    /// By the mean of the code, without drawing.
    @Test
    void scoresOfAVariationalModelAreTheSameInAnyCompany() {
        var all = MODEL.score(CELLS, ROWS).scores();
        var one = new ArrayList<ColumnValues>();
        one.add(new ColumnValues.Texts(new @Nullable String[] {((ColumnValues.Texts) CELLS.getFirst()).values()[70]}));
        for (int column = 1; column <= 5; column++) {
            one.add(new ColumnValues.Numbers(new double[] {numbers(CELLS, column)[70]}));
        }

        assertThat(MODEL.score(one, 1).scores()).containsExactly(all[70]);
        assertThat(MODEL.score(CELLS, ROWS).scores()).isEqualTo(all);
        assertThat(MODEL.reasons(CELLS, 70, 2)).hasSize(2);
    }

    @Test
    void aDeterministicModelHasNothingToDrawFrom() {
        var model = model(new DeterministicLatent());

        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> model.synthesize(0, 1, 1))
                .withMessage(
                        "the model is not variational: it has no distribution to draw rows from; train one with --set model.autoencoder=variational");
    }

    @Test
    void distributionsOfOtherColumnsAreRefused() {
        var metadata = MODEL.autoencoder().metadata();
        var stored = Objects.requireNonNull(metadata.get("table.synthesis"));
        for (var wrong : List.of("[]", "{\"codes\":[],\"cells\":[]}", stored.replace("\"weights\"", "\"wights\""),
                stored.replaceFirst("\"missing\":[0-9.E-]+", "\"missing\":-1"))) {
            var damaged = MODEL.autoencoder().withMetadata(Map.of("table.synthesis", wrong));
            assertThatExceptionOfType(SpecException.class).as(wrong).isThrownBy(() -> TableModel.of(damaged))
                    .withMessageStartingWith("table.synthesis: expected ");
        }
    }
}
