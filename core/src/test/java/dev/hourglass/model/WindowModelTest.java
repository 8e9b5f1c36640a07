package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Reason;
import dev.hourglass.table.RowSegment;
import dev.hourglass.table.RowWindows;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.WindowOptions;
import dev.hourglass.train.Trainer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowModelTest {
    private static final int ROWS = 900;
    private static final int STRANGE = 850;
    private static final WindowOptions OPTIONS = new WindowOptions("time", Optional.of("machine"), 8, 2);
    private static final List<RowSegment> SEGMENTS = List.of(new RowSegment(0, 400), new RowSegment(400, 405),
            new RowSegment(405, ROWS));
    private static final List<ColumnValues> CELLS = cells();
    private static final EncodedTable TABLE = table();
    private static final WindowModel MODEL = model();

    /// A wave, and whether it rises. One number is usual by itself, but not where it stands.
    private static List<ColumnValues> cells() {
        var random = new SplittableRandom(5);
        var level = new double[ROWS];
        var trend = new @Nullable String[ROWS];
        for (int row = 0; row < ROWS; row++) {
            level[row] = 50 + 20 * StrictMath.sin(row * 0.3) + random.nextGaussian();
            trend[row] = StrictMath.cos(row * 0.3) > 0 ? "up" : "down";
        }
        level[STRANGE] = 50 - 20 * StrictMath.sin(STRANGE * 0.3);
        level[700] = Double.NaN;
        return List.of(new ColumnValues.Numbers(level), new ColumnValues.Texts(trend));
    }

    private static EncodedTable table() {
        var specs = List.of(new ColumnSpec("level", new NumericType(Scale.STANDARD)),
                new ColumnSpec("trend", new CategoricalType(4)));
        var schema = TableSchema.fit(specs, CELLS, 600);
        var features = new float[ROWS * schema.features()];
        schema.encode(CELLS, ROWS, features);
        return EncodedTable.of("waves", schema, features, ROWS, List.of());
    }

    private static RowWindows windows(int from, int to) {
        return RowWindows.of(List.of(new RowSegment(from, to)), OPTIONS.length(), OPTIONS.stride());
    }

    private static WindowModel model() {
        int features = TABLE.schema().features() * OPTIONS.length();
        var spec = new Autoencoder(Shape.of(features), List.of(new Dense(16, Activation.TANH),
                new Dense(3, Activation.IDENTITY)),
                List.of(new Dense(16, Activation.TANH),
                        new Dense(features, Activation.IDENTITY)),
                TABLE.schema().losses(OPTIONS.length()));
        var trained = new Trainer(spec, TrainingOptions.of(new Adam(0.01)).withEpochs(60).withBatchSize(32))
                .train(windows(0, 600).rows(TABLE).windows(OPTIONS.length())).model();
        return WindowModel.calibrated(trained, OPTIONS, 60, TABLE, windows(0, 600), windows(600, 800));
    }

    @Test
    void aRowThatIsUsualButNotWhereItStandsHasTheHighestScore() {
        var scores = MODEL.score(TABLE, SEGMENTS);

        int highest = IntStream.range(0, ROWS).filter(row -> !Double.isNaN(scores.rows()[row])).boxed()
                .max((a, b) -> Double.compare(scores.rows()[a], scores.rows()[b])).orElseThrow();
        assertThat(highest).isEqualTo(STRANGE);
        assertThat(scores.anomalies()[STRANGE]).isTrue();
        assertThat(scores.pValues()[STRANGE]).isLessThan(0.01);
        int window = IntStream.range(0, scores.windows().count()).boxed()
                .max((a, b) -> Double.compare(scores.ofWindows()[a], scores.ofWindows()[b])).orElseThrow();
        assertThat(STRANGE - scores.windows().starts()[window]).isBetween(0, OPTIONS.length() - 1);
        assertThat(scores.windowAnomalies()[window]).isTrue();
        assertThat(IntStream.range(0, scores.windows().count()).filter(i -> scores.windowAnomalies()[i]))
                .hasSizeBetween(1, 20);
    }

    @Test
    void rowsOfShortSegmentsHaveNoScore() {
        var scores = MODEL.score(TABLE, SEGMENTS);

        for (int row = 0; row < ROWS; row++) {
            boolean isShort = row >= 400 && row < 405;
            assertThat(Double.isNaN(scores.rows()[row])).isEqualTo(isShort);
            assertThat(Double.isNaN(scores.pValues()[row])).isEqualTo(isShort);
        }
        assertThat(scores.anomalies()[402]).isFalse();
    }

    @Test
    void windowsAreMeansOfTheirRowsAndRowsOfTheirWindows() {
        var alone = MODEL.score(TABLE, List.of(new RowSegment(100, 108)));
        assertThat(alone.ofWindows()).hasSize(1);
        assertThat(alone.ofWindows()[0]).isCloseTo(
                Arrays.stream(alone.rows()).filter(score -> !Double.isNaN(score)).average().orElseThrow(),
                within(1e-12));

        var both = MODEL.score(TABLE, List.of(new RowSegment(100, 110)));
        var other = MODEL.score(TABLE, List.of(new RowSegment(102, 110)));
        assertThat(both.windows().starts()).containsExactly(100, 102);
        assertThat(both.rows()[100]).isEqualTo(alone.rows()[100]);
        assertThat(both.rows()[109]).isEqualTo(other.rows()[109]);
        assertThat(both.rows()[105]).isCloseTo((alone.rows()[105] + other.rows()[105]) / 2, within(1e-12));
    }

    @Test
    void scoresTheSameFromCellsAndOnOneThread() throws ExecutionException, InterruptedException {
        var scores = MODEL.score(TABLE, List.of(new RowSegment(0, ROWS)));

        assertThat(MODEL.score(CELLS, ROWS).rows()).isEqualTo(scores.rows());
        try (var pool = new ForkJoinPool(1)) {
            assertThat(pool.submit(() -> MODEL.score(CELLS, ROWS).rows()).get()).isEqualTo(scores.rows());
        }
    }

    @Test
    void reasonsNameTheCellThatDoesNotFit() {
        var read = MODEL.score(TABLE, SEGMENTS).windows();

        var reasons = MODEL.reasons(TABLE, read, STRANGE, CELLS, STRANGE, 2);

        assertThat(reasons.stream().map(Reason::column)).containsExactly("level", "trend");
        double found = ((ColumnValues.Numbers) CELLS.getFirst()).values()[STRANGE];
        double expected = Double.parseDouble(
                reasons.getFirst().text().replaceFirst(".*expected ([-.0-9]+) .*", "$1"));
        assertThat(reasons.getFirst().text()).startsWith("level " + found).contains("90 % between");
        assertThat(expected).isCloseTo(100 - found, within(8.0));
        assertThat(MODEL.reasons(TABLE, read, 402, CELLS, 402, 2)).isEmpty();
    }

    @Test
    void explainsMostOfHeldOutWindows() {
        for (double share : MODEL.explained(TABLE, windows(600, 800))) assertThat(share).isBetween(0.5, 1.0);
    }

    @Test
    void isTheSameFromAFile(@TempDir Path folder) {
        var file = folder.resolve("model.hourglass");
        MODEL.withThreshold(1.25).withMetadata(Map.of("name", "waves")).save(file);

        var read = WindowModel.load(file);
        assertThat(read.windows()).isEqualTo(OPTIONS);
        assertThat(read.step()).isEqualTo(60);
        assertThat(read.threshold()).isEqualTo(1.25);
        assertThat(read.schema()).isEqualTo(MODEL.schema());
        var expected = MODEL.withThreshold(1.25).score(TABLE, SEGMENTS);
        var scores = read.score(TABLE, SEGMENTS);
        assertThat(scores.rows()).isEqualTo(expected.rows());
        assertThat(scores.windowPValues()).isEqualTo(expected.windowPValues());
        assertThat(scores.windowAnomalies()).isEqualTo(expected.windowAnomalies());
        assertThat(TabularModel.load(file)).isInstanceOf(WindowModel.class);
        assertThatThrownBy(() -> TableModel.load(file)).isInstanceOf(SpecException.class).hasMessage(
                "expected the model of a table's rows, found one of windows over time, which score, explain, threshold, evaluate, encode, fill and drift take; train one without window in its table");
    }

    @Test
    void refusesMetadataThatDoNotFit() {
        var damaged = new ArrayList<Map<String, String>>();
        damaged.add(Map.of("table.window", "{\"order\":\"t\",\"length\":9,\"stride\":2,\"step\":1.0}"));
        damaged.add(Map.of("table.window", "{\"order\":\"t\",\"length\":8,\"stride\":2}"));
        damaged.add(Map.of("table.window", "{\"order\":\"t\",\"length\":9223372036854775807,\"stride\":2}"));
        damaged.add(Map.of("table.window", "[]"));
        damaged.add(Map.of("table.window", "{"));
        damaged.add(Map.of("table.calibration", "{}"));
        damaged.add(Map.of("table.calibration", "{\"columns\":[],\"intervals\":[]}"));
        damaged.add(Map.of("table.threshold", "high"));
        for (var metadata : damaged) {
            assertThatThrownBy(() -> WindowModel.of(MODEL.autoencoder().withMetadata(metadata))).as("%s", metadata)
                    .isInstanceOf(SpecException.class).hasMessageContaining("expected");
        }
    }
}
