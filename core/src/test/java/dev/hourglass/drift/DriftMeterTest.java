package dev.hourglass.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.anomaly.Tail;
import dev.hourglass.data.DataException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DriftMeterTest {
    private static final int ROWS = 20_000;
    private static final List<ColumnSpec> SPECS = List.of(new ColumnSpec("country", new CategoricalType(64)),
            new ColumnSpec("amount", new NumericType(Scale.LOG)), new ColumnSpec("express", new BooleanType()),
            new ColumnSpec("weight", new NumericType(Scale.STANDARD)), new ColumnSpec("day", new TimestampType()),
            new ColumnSpec("pieces", new NumericType(Scale.STANDARD)));

    /// What differs from the rows that the reference is of.
    private record Change(double amount, double missing, String country, int days) {
        static final Change NONE = new Change(1, 0.05, "MT", 0);
    }

    private static List<ColumnValues> cells(long seed, int rows, Change change) {
        var random = new SplittableRandom(seed);
        var country = new @Nullable String[rows];
        var numbers = new double[5][rows];
        for (int row = 0; row < rows; row++) {
            country[row] = new String[] {"DE", "AT", "AT", change.country}[random.nextInt(4)];
            numbers[0][row] = Math.exp(random.nextGaussian()) * change.amount;
            numbers[1][row] = random.nextInt(4) == 0 ? 1 : 0;
            numbers[2][row] = random.nextDouble() < change.missing ? Double.NaN : random.nextGaussian();
            numbers[3][row] = 86_400.0 * (20_000 + change.days + random.nextInt(300));
            numbers[4][row] = random.nextInt(5) == 0 ? 7 : 1;
        }
        var cells = new ArrayList<ColumnValues>();
        cells.add(new ColumnValues.Texts(country));
        for (var column : numbers) cells.add(new ColumnValues.Numbers(column));
        return cells;
    }

    private static EncodedTable encoded(TableSchema schema, List<ColumnValues> cells) {
        int rows = cells.getFirst().rows();
        var features = new float[rows * schema.features()];
        schema.encode(cells, rows, features);
        return EncodedTable.of("orders", schema, features, rows, List.of());
    }

    private static double[] scores(long seed, int count, double shift) {
        var random = new SplittableRandom(seed);
        return random.doubles(count).map(u -> shift - Math.log(u)).toArray();
    }

    private static final List<ColumnValues> TRAINING = cells(1, ROWS, Change.NONE);
    private static final TableSchema SCHEMA = TableSchema.fit(SPECS, TRAINING, TRAINING.getFirst().rows());
    private static final TableReference REFERENCE = TableReference.of(encoded(SCHEMA, TRAINING));
    private static final Tail CALIBRATION = Tail.of(scores(5, 2000, 0), 768);

    private static DriftReport report(List<ColumnValues> cells, double[] scores) {
        var meter = new DriftMeter(SCHEMA, REFERENCE, CALIBRATION, CALIBRATION.quantile(0.01));
        meter.add(cells, cells.getFirst().rows(), scores);
        return meter.report();
    }

    private static ColumnDrift column(DriftReport report, String name) {
        return report.columns().stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void theTrainingRowsThemselvesShowNoDifference() {
        var report = report(TRAINING, scores(5, ROWS, 0));

        assertThat(report.rows()).isEqualTo(ROWS);
        assertThat(report.trainingRows()).isEqualTo(ROWS);
        assertThat(report.drifted()).isEmpty();
        assertThat(report.columns()).allSatisfy(column -> {
            assertThat(column.effect()).isZero();
            assertThat(column.values().pValue()).isEqualTo(1);
            assertThat(column.stability()).isZero();
        });
    }

    @Test
    void partsGiveWhatTheWholeGives() {
        var cells = cells(2, 3000, new Change(1.2, 0.1, "CH", 5));
        var scores = scores(9, 3000, 0);
        var meter = new DriftMeter(SCHEMA, REFERENCE, CALIBRATION, CALIBRATION.quantile(0.01));
        for (int from = 0; from < 3000; from += 700) {
            int start = from;
            int end = Math.min(3000, from + 700);
            List<ColumnValues> part = cells.stream().<ColumnValues>map(values -> switch (values) {
                case ColumnValues.Numbers(var numbers) ->
                    new ColumnValues.Numbers(Arrays.copyOfRange(numbers, start, end));
                case ColumnValues.Texts(var texts) -> new ColumnValues.Texts(Arrays.copyOfRange(texts, start, end));
            }).toList();
            meter.add(part, end - from, Arrays.copyOfRange(scores, from, end));
        }

        assertThat(meter.report()).isEqualTo(report(cells, scores));
    }

    /// Of a thousand tests without a difference, about one in twenty has a p-value below 0.05, and hardly any is left after adjustment.
    @Test
    void falseDiscoveriesAreRare() {
        int low = 0;
        int tests = 0;
        int discoveries = 0;
        int scoresShifted = 0;
        for (int repetition = 0; repetition < 200; repetition++) {
            var report = report(cells(100 + repetition, 500, Change.NONE), scores(1000 + repetition, 500, 0));
            for (var column : report.columns()) {
                low += column.values().pValue() <= 0.05 ? 1 : 0;
                tests++;
            }
            discoveries += report.columns().stream().anyMatch(column -> column.values().adjustedPValue() <= 0.05) ? 1
                    : 0;
            scoresShifted += report.scores().isDrift() ? 1 : 0;
        }

        assertThat((double) low / tests).isBetween(0.015, 0.06);
        assertThat(discoveries).isLessThanOrEqualTo(14);
        assertThat(scoresShifted).isLessThanOrEqualTo(10);
    }

    @Test
    void aShiftedColumnIsFoundAndOnlyThat() {
        var report = report(cells(2, 2000, new Change(1.5, 0.05, "MT", 0)), scores(9, 2000, 0));

        assertThat(report.drifted()).extracting(ColumnDrift::name).containsExactly("amount");
        var amount = report.columns().getFirst();
        assertThat(amount.name()).isEqualTo("amount");
        // Two normal distributions of log amounts, log 1.5 apart: 2 Phi(log(1.5) / 2) - 1.
        assertThat(amount.values().effect()).isCloseTo(0.1607, Offset.offset(0.03));
        assertThat(amount.stability()).isBetween(0.1, 0.25);
        assertThat(amount.change()).matches("median (0.9\\d+|1.0\\d*), now 1.[456]\\d*");
    }

    @Test
    void categoriesThatNobodySawAreNamed() {
        var report = report(cells(3, 2000, new Change(1, 0.05, "CH", 0)), scores(9, 2000, 0));
        var country = column(report, "country");

        assertThat(report.drifted()).containsExactly(country);
        assertThat(country.unknown()).hasSize(1);
        assertThat(country.unknown().getFirst().name()).isEqualTo("CH");
        assertThat(country.unknown().getFirst().share()).isEqualTo(country.unknownShare()).isBetween(0.22, 0.28);
        assertThat(country.isUnseen()).isTrue();
    }

    @Test
    void cellsThatGoMissingAreFound() {
        var weight = report(cells(3, 2000, new Change(1, 0.2, "MT", 0)), scores(9, 2000, 0)).columns().getFirst();

        assertThat(weight.name()).isEqualTo("weight");
        assertThat(weight.isDrift()).isTrue();
        assertThat(weight.values().isDrift()).isFalse();
        assertThat(weight.missingBefore()).isBetween(0.04, 0.06);
        assertThat(weight.missingNow()).isBetween(0.17, 0.23);
    }

    @Test
    void laterDaysAndHigherScoresAreFound() {
        var report = report(cells(3, 2000, new Change(1, 0.05, "MT", 100)), scores(9, 2000, 0.5));

        assertThat(report.drifted()).extracting(ColumnDrift::name).containsExactly("day");
        assertThat(report.drifted().getFirst().change()).matches("median 2025-0[23]-\\d\\d.*, now 2025-0[67]-\\d\\d.*");
        assertThat(report.scores().isDrift()).isTrue();
        assertThat(report.scores().distribution().effect()).isCloseTo(1 - Math.exp(-0.5), Offset.offset(0.05));
        assertThat(report.scores().expectedShare()).isCloseTo(0.01, Offset.offset(0.002));
        assertThat(report.scores().share()).isBetween(0.01, 0.03);
    }

    /// With many rows every difference is significant; a tiny one does not count.
    @Test
    void aTinyDifferenceIsNoDrift() {
        var report = report(cells(3, 100_000, new Change(1.05, 0.05, "MT", 0)), scores(9, 100_000, 0));

        assertThat(column(report, "amount").values().adjustedPValue()).isLessThan(0.05);
        assertThat(report.drifted()).isEmpty();
    }

    @Test
    void theReferenceIsReadAsItWasWritten() {
        var read = TableReference.parse(REFERENCE.json());

        read.requireFit(SCHEMA);
        assertThat(read.json()).isEqualTo(REFERENCE.json());
        assertThat(REFERENCE.json()).hasSizeLessThan(20_000);
    }

    @Test
    void aDamagedReferenceIsRefused() {
        for (var text : List.of("", "{}", "[{}]", "[{\"missing\":0,\"counts\":[1,-2]}]",
                "[{\"missing\":0,\"counts\":[1,2],\"cuts\":\"AAAA\"}]",
                "[{\"missing\":0,\"counts\":[1,2,3],\"cuts\":\"?\"}]",
                "[{\"missing\":0,\"counts\":[1,2,3],\"cuts\":\"AADAfw==\"}]")) {
            assertThatExceptionOfType(SpecException.class).as(text).isThrownBy(() -> TableReference.parse(text))
                    .withMessageStartingWith("table.reference: expected ");
        }
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> TableReference.parse("[{\"missing\":0,\"counts\":[1,2]}]").requireFit(SCHEMA));
    }

    @Test
    void noRowsAreRefused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new DriftMeter(SCHEMA, REFERENCE, CALIBRATION, 1).report())
                .withMessage("drift: expected rows to compare, found none");
    }
}
