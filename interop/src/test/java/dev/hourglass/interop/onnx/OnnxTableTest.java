package dev.hourglass.interop.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.hourglass.anomaly.Tail;
import dev.hourglass.model.TableModel;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountType;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampType;
import dev.hourglass.train.Trainer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxTableTest {
    private static final int ROWS = 1000;
    private static final int TRAINING = 800;

    private static final List<ColumnSpec> MIXED = List.of(
            new ColumnSpec("country", new CategoricalType(4)),
            new ColumnSpec("carrier", new CategoricalType(64)),
            new ColumnSpec("express", new BooleanType()),
            new ColumnSpec("insured", new BooleanType()),
            new ColumnSpec("placed", new TimestampType()),
            new ColumnSpec("delivered", new TimestampType()),
            new ColumnSpec("standard", new NumericType(Scale.STANDARD)),
            new ColumnSpec("score", new NumericType(Scale.LOG)),
            new ColumnSpec("min_max", new NumericType(Scale.MIN_MAX)),
            new ColumnSpec("encoder.0", new NumericType(Scale.ROBUST)),
            new ColumnSpec("quantile", new NumericType(Scale.QUANTILE)),
            new ColumnSpec("visits", new CountType()),
            new ColumnSpec("pieces", new CountType()));

    private static final List<ColumnValues> CELLS = cells(new SplittableRandom(3), ROWS);
    private static final TableModel MODEL = model(MIXED, CELLS);

    /// Orders of which the columns follow from each other; every second column has missing cells.
    private static List<ColumnValues> cells(SplittableRandom random, int rows) {
        var texts = new @Nullable String[2][rows];
        var numbers = new double[MIXED.size() - 2][rows];
        var counts = new SplittableRandom(rows);
        for (int row = 0; row < rows; row++) {
            int which = Math.min(random.nextInt(7), 5);
            double size = Math.exp(random.nextGaussian()) * (1 + which);
            texts[0][row] = "country " + (random.nextInt(40) == 0 ? 5 + random.nextInt(9) : which);
            texts[1][row] = random.nextInt(10) == 0 ? null : List.of("rail", "road", "sea").get(which / 2);
            numbers[0][row] = size > 3 ? 1 : 0;
            numbers[1][row] = random.nextInt(3);
            double placed = 86_400.0 * (20_000 + random.nextInt(500)) + 3600 * random.nextInt(24);
            numbers[2][row] = placed;
            numbers[3][row] = placed + 86_400 * (1 + which);
            numbers[4][row] = size + 0.1 * random.nextGaussian();
            numbers[5][row] = (which - 2) * Math.exp(3 * random.nextGaussian());
            numbers[6][row] = Math.sin(size) + 0.1 * random.nextGaussian();
            numbers[7][row] = 10 * which + random.nextGaussian();
            numbers[8][row] = Math.rint(20 * size);
            numbers[9][row] = which + counts.nextInt(3);
            numbers[10][row] = counts.nextInt(10) == 0 ? Double.NaN : Math.floor(5 * size * counts.nextDouble());
            for (int i = 1; i < 9; i += 2) {
                numbers[i][row] = random.nextInt(10) == 0 ? Double.NaN : numbers[i][row];
            }
        }
        var cells = new ArrayList<ColumnValues>();
        for (var values : texts) cells.add(new ColumnValues.Texts(values));
        for (var values : numbers) cells.add(new ColumnValues.Numbers(values));
        return cells;
    }

    private static TableModel model(List<ColumnSpec> specs, List<ColumnValues> cells) {
        var schema = TableSchema.fit(specs, cells, TRAINING);
        int width = schema.features();
        var features = new float[ROWS * width];
        schema.encode(cells, ROWS, features);
        var table = EncodedTable.of("orders", schema, features, ROWS, List.of());
        var training = table.select(IntStream.range(0, TRAINING).toArray());
        int code = Math.clamp(width / 3, 1, 5);
        var spec = new Autoencoder(schema.shape(),
                List.of(new Dense(24, Activation.TANH), new Dense(code, Activation.IDENTITY)),
                List.of(new Dense(24, Activation.TANH), new Dense(width, Activation.IDENTITY)), schema.losses());
        var options = TrainingOptions.of(new Adam(0.005)).withEpochs(20).withBatchSize(50);
        return TableModel.calibrated(new Trainer(spec, options).train(training.samples()).model(), training, training,
                table.select(IntStream.range(TRAINING, ROWS).toArray()));
    }

    @Test
    void everyStageAgreesOnRandomRows() {
        assertThat(OnnxTable.of(MODEL).check()).isInstanceOf(OnnxCheck.Compared.class);
    }

    @Test
    void findsAGraphOfAnotherModel() {
        var inputs = TableInputs.of(MODEL.schema());
        var other = OnnxTable.of(MODEL.withThreshold(MODEL.threshold() + 1)).bytes();

        assertThat(TableComparison.largestDistance(MODEL, inputs, other)).isEqualTo(1);
    }

    @Test
    void rowsOfTrainingHeldOutRowsAndOthersHaveTheSameScores() {
        requireEqualScores(MODEL, CELLS);
        requireEqualScores(MODEL, cells(new SplittableRandom(9), 2000));
    }

    @Test
    void aTableOfNumbersHasTheSameScores() {
        var model = model(6, 8, 10);

        assertThat(OnnxTable.of(model).check()).isInstanceOf(OnnxCheck.Compared.class);
        requireEqualScores(model, List.of(CELLS.get(6), CELLS.get(8), CELLS.get(10)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 5, 7, 8, 11, 12})
    void everyStageAgreesOfATableOfOneColumn(int column) {
        assertThat(OnnxTable.of(model(column)).check()).isInstanceOf(OnnxCheck.Compared.class);
    }

    private static TableModel model(int... columns) {
        return model(Arrays.stream(columns).mapToObj(MIXED::get).toList(),
                Arrays.stream(columns).mapToObj(CELLS::get).toList());
    }

    /// Numbers far beyond those of training and infinite ones, categories that were never seen, and all cells missing, also of columns
    /// that had none missing.
    @Test
    void outliersHaveTheSameScores() {
        var random = new SplittableRandom(5);
        int rows = 300;
        var cells = new ArrayList<>(cells(random, rows).stream().map(column -> outliers(column, random)).toList());
        for (int i = 0; i < cells.size(); i++) {
            if (MIXED.get(i).type() instanceof CountType) {
                cells.set(i, counts((ColumnValues.Numbers) cells.get(i)));
            }
        }
        requireEqualScores(MODEL, cells);

        var found = run(MODEL, cells);
        assertThat(Arrays.stream(output(found, "score")).flatMapToDouble(Arrays::stream).max().orElseThrow())
                .isGreaterThan(6);
        assertThat(Arrays.stream(output(found, "p_value")).flatMapToDouble(Arrays::stream))
                .allMatch(p -> p > 0 && p <= 1).anyMatch(p -> p < 1.0 / (ROWS - TRAINING + 1));
    }

    private static ColumnValues counts(ColumnValues.Numbers numbers) {
        return new ColumnValues.Numbers(Arrays.stream(numbers.values()).map(Math::abs).map(Math::rint).toArray());
    }

    private static ColumnValues outliers(ColumnValues column, SplittableRandom random) {
        return switch (column) {
            case ColumnValues.Texts(var values) -> new ColumnValues.Texts(Arrays.stream(values)
                    .map(text -> random.nextInt(4) == 0 ? "never seen" : random.nextInt(3) == 0 ? null : text)
                    .toArray(String[]::new));
            case ColumnValues.Numbers(var values) -> new ColumnValues.Numbers(Arrays.stream(values)
                    .map(number -> switch (random.nextInt(8)) {
                        case 0 -> number * -1e9;
                        case 1 -> Double.NaN;
                        case 2 -> number * 3;
                        case 3 -> random.nextInt(50) == 0 ? 1e300 : number;
                        default -> number;
                    })
                    .toArray());
        };
    }

    @Test
    void aColumnThatIsCalledLikeAnOutputHasAnotherName() throws InvalidProtocolBufferException {
        var proto = ModelProto.parseFrom(OnnxTable.of(MODEL).bytes());

        assertThat(proto.getGraph().getInputList().stream().map(ValueInfoProto::getName))
                .containsExactly("country", "carrier", "express", "insured", "placed", "delivered", "standard",
                        "column_score", "min_max", "column_encoder.0", "quantile", "visits", "pieces");
        assertThat(proto.getGraph().getOutputList().stream().map(ValueInfoProto::getName))
                .containsExactly("reconstruction", "code", "surprise", "distance", "score", "p_value", "anomaly");
        var metadata = proto.getMetadataPropsList().stream()
                .collect(Collectors.toMap(StringStringEntryProto::getKey, StringStringEntryProto::getValue));
        assertThat(metadata).containsEntry("part", "table").containsKey("table.schema")
                .doesNotContainKey("table.calibration");
        assertThat(metadata.get("columns")).contains(
                "{\"input\":\"column_score\",\"column\":\"score\",\"type\":\"numeric\"}");
    }

    /// Java's strings reach ONNX Runtime in modified UTF-8.
    @Test
    void namesAndLevelsWithEmojiAreExported() throws InvalidProtocolBufferException {
        var texts = IntStream.range(0, ROWS).mapToObj(row -> row % 2 == 0 ? "\uD83C\uDF55" : "\u00FCber")
                .toArray(String[]::new);
        var numbers = IntStream.range(0, ROWS).mapToDouble(row -> row % 2 + Math.sin(row)).toArray();
        var model = model(
                List.of(new ColumnSpec("food \uD83C\uDF55", new CategoricalType(4)),
                        new ColumnSpec("column_food _", new NumericType(Scale.STANDARD)),
                        new ColumnSpec("gr\u00F6\u00DFe", new NumericType(Scale.STANDARD))),
                List.of(new ColumnValues.Texts(texts), new ColumnValues.Numbers(numbers),
                        new ColumnValues.Numbers(numbers)));
        var exported = OnnxTable.of(model);

        assertThat(exported.check()).isInstanceOfSatisfying(OnnxCheck.Compared.class,
                compared -> assertThat(compared.largestDistance()).isLessThan(1e-5));
        var proto = ModelProto.parseFrom(exported.bytes());
        assertThat(proto.getGraph().getInputList().stream().map(ValueInfoProto::getName))
                .containsExactly("column_column_food _", "column_food _", "gr\u00F6\u00DFe");
        assertThat(proto.toString()).contains("column_column_food _");
        assertThat(proto.getMetadataPropsList().toString())
                .doesNotContain("column_column_food _\",\"column\":\"column_");
        assertThat(new String(exported.bytes(), StandardCharsets.UTF_8)).contains("\uD83C\uDF55",
                "\"column\":\"food \uD83C\uDF55\"");
    }

    @Test
    void refusesALevelThatIsEmpty() {
        var texts = IntStream.range(0, ROWS).mapToObj(row -> row % 2 == 0 ? "" : "more").toArray(String[]::new);
        var model = model(List.of(new ColumnSpec("note", new CategoricalType(4))),
                List.of(new ColumnValues.Texts(texts)));

        assertThatThrownBy(() -> OnnxTable.of(model)).isInstanceOf(OnnxException.class)
                .hasMessageStartingWith("column 'note': expected levels that are not empty")
                .hasMessageContaining("--network-only");
    }

    private static void requireEqualScores(TableModel model, List<ColumnValues> cells) {
        int rows = cells.getFirst().rows();
        var expected = model.score(cells, rows);
        var found = run(model, cells);
        for (int row = 0; row < rows; row++) {
            requireClose(output(found, "score")[row][0], expected.scores()[row]);
            requireStep(output(found, "p_value")[row][0], expected.scores()[row], model.calibration());
            requireClose(output(found, "distance")[row][0], expected.distances()[row]);
            assertThat(output(found, "anomaly")[row][0]).isEqualTo(expected.anomalies()[row] ? 1 : 0);
        }
    }

    /// A p-value is that of the score, or, where rounding may lead to another step, one of the two.
    private static void requireStep(double found, double score, Tail heldOut) {
        double error = 2e-6 * Math.max(1, score);
        assertThat(found).isBetween(heldOut.survival(score + error) - 1e-5, heldOut.survival(score - error) + 1e-5);
    }

    private static void requireClose(double found, double expected) {
        assertThat(found).isCloseTo(expected, within(1e-5 * Math.max(1, Math.abs(expected))));
    }

    private static double[][] output(Map<String, double[][]> found, String name) {
        return Objects.requireNonNull(found.get(name), name);
    }

    private static Map<String, double[][]> run(TableModel model, List<ColumnValues> cells) {
        var names = TableInputs.of(model.schema()).names();
        try (var runtime = new OnnxRuntime(OnnxTable.of(model).bytes())) {
            return runtime.run(names, cells);
        }
    }
}
