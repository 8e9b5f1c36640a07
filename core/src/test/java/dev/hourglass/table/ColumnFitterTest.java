package dev.hourglass.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnFitterTest {
    @Test
    void standardNumbersHaveMeanZeroAndVarianceOne() {
        var column = (NumericColumn) fit(new NumericType(Scale.STANDARD), numbers(2, 4, 6, Double.NaN));

        assertThat(column.scaling()).isEqualTo(new Scaling.Standard(4, Math.sqrt(8.0 / 3)));
        assertThat(column.variance()).isCloseTo(1, within(1e-6));
        assertThat(column.missingShare()).isEqualTo(0.25);
        assertThat(encoded(column, numbers(4, Double.NaN))).containsExactly(0, 0, Float.NaN, 1);
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void everyScaleGivesFeaturesOfAboutUnitSize(Scale scale) {
        var values = new double[5000];
        for (int i = 0; i < values.length; i++) values[i] = Math.exp(i % 97 * 0.1);
        var column = (NumericColumn) fit(new NumericType(scale), numbers(values));

        assertThat(column.variance()).isBetween(0.01, 10.0);
        assertThat(column.hasIndicator()).isFalse();
        assertThat(column.blocks(3)).hasSize(1).first().satisfies(block -> {
            assertThat(block.from()).isEqualTo(3);
            assertThat(block.weight()).isEqualTo(1 / column.variance());
        });
    }

    @ParameterizedTest
    @EnumSource(Scale.class)
    void numbersWhoseVarianceIsInfiniteNeedALogarithmicScale(Scale scale) {
        var huge = numbers(1e-300, 2e307, -3e307, 4e306, 1e-290);
        if (scale == Scale.LOG) {
            var column = (NumericColumn) fit(new NumericType(scale), huge);
            assertThat(column.variance()).isCloseTo(1, within(1e-6));
            assertThat(column.scaling().invert(column.scaling().apply(2e307))).isCloseTo(2e307, within(1e300));
        } else {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> fit(new NumericType(scale), huge))
                    .withMessageStartingWith("column 'a': expected numbers of at most 1e+150 for the scale "
                            + scale.name().toLowerCase(Locale.ROOT)
                            + ", found -3.00e+307 to 2.00e+307; divide them with a query, or");
        }
    }

    @Test
    void aPartOfTheNumbersIsEnough() {
        var fitter = ColumnFitter.of(new ColumnSpec("a", new NumericType(Scale.STANDARD)));
        for (int part = 0; part < 100; part++) {
            var values = new double[4096];
            for (int i = 0; i < values.length; i++) values[i] = part * values.length + i;
            fitter.add(numbers(values), values.length);
        }
        var scaling = (Scaling.Standard) ((NumericColumn) fitter.fit()).scaling();

        assertThat(scaling.mean()).isCloseTo(204_800, within(10.0));
        assertThat(scaling.standardDeviation()).isCloseTo(409_600 / Math.sqrt(12), within(10.0));
    }

    /// More levels than are counted at a time, of which a few are frequent.
    @Test
    void frequentLevelsAreFoundAmongVeryMany() {
        var fitter = ColumnFitter.of(new ColumnSpec("a", new CategoricalType(2)));
        int parts = 400;
        for (int part = 0; part < parts; part++) {
            var cells = new @Nullable String[1000];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = i < 20 ? "often" : i < 30 ? "sometimes" : "once " + part + " " + i;
            }
            fitter.add(texts(cells), cells.length);
        }
        var column = (CategoricalColumn) fitter.fit();

        assertThat(column.levels()).containsExactly("often", "sometimes");
        assertThat(column.shares()).containsExactly(0.02, 0.01, 0.97);
    }

    @Test
    void rareLevelsAreOther() {
        var column = (CategoricalColumn) fit(new CategoricalType(2), texts("b", "a", "b", "c", "a", "d", null, "b"));

        assertThat(column.levels()).containsExactly("b", "a");
        assertThat(column.shares()).containsExactly(3 / 7.0, 2 / 7.0, 2 / 7.0);
        assertThat(encoded(column, texts("a", "never seen", null)))
                .containsExactly(0, 1, 0, 0, 0, 0, 1, 0, Float.NaN, Float.NaN, Float.NaN, 1);
    }

    @Test
    void levelsOfEqualFrequencyAreInTheOrderOfTheirNames() {
        var column = (CategoricalColumn) fit(new CategoricalType(64), texts("z", "a", "z", "a", "m", "m"));

        assertThat(column.levels()).containsExactly("a", "m", "z");
        assertThat(column.hasSeenOthers()).isFalse();
    }

    @Test
    void booleansAreNoOrYes() {
        var column = (BooleanColumn) fit(new BooleanType(), numbers(1, 0, 0, 0));

        assertThat(column.trueShare()).isEqualTo(0.25);
        assertThat(encoded(column, numbers(1, 0))).containsExactly(0, 1, 1, 0);
    }

    @Test
    void aModelThatIgnoresTheOtherColumnsHasALossOfOneUnderCounts() {
        double[] few = {0, 0, 1, 0, 3, 0, 1, 1, 2, 0};
        double[] many = {80, 120, 95, 400, 60, 30, 200, 150, 90, 75};
        for (var counts : List.of(few, many)) {
            var column = (CountColumn) fit(new CountType(), numbers(counts));
            var block = column.blocks(0).getFirst();
            double mean = Arrays.stream(counts).average().orElseThrow() / column.unit();
            double loss = 0;
            for (double count : counts) {
                double feature = count / column.unit();
                loss += block.weight() * (mean - feature + (feature > 0 ? feature * Math.log(feature / mean) : 0));
            }
            assertThat(loss / counts.length).isCloseTo(1, within(1e-5));
            assertThat(column.scaling().invert(encoded(column, numbers(120))[0])).isCloseTo(120, within(1e-4));
        }
        assertThat(((CountColumn) fit(new CountType(), numbers(few))).unit()).isCloseTo(Math.sqrt(1.6), within(1e-12));
        assertThat(((CountColumn) fit(new CountType(), numbers(0, 0, 0, 0, 1))).unit()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.5, -0.25})
    void refusesWhatIsNoCount(double value) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> fit(new CountType(), numbers(3, value)))
                .withMessage("column 'a': expected counts, whole numbers of 0 or more, found " + CellText.exact(value)
                        + "; leave such rows out with a query, or call the column numeric (table: {columns: {a: numeric}})");
        var column = fit(new CountType(), numbers(3, 4));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> encoded(column, numbers(value)));
    }

    @Test
    void momentsOfDaysAreOnACircle() {
        var first = LocalDateTime.of(2026, 1, 1, 0, 0);
        var moments = new double[400];
        for (int i = 0; i < moments.length; i++) moments[i] = seconds(first.plusDays(i));
        var column = (TimestampColumn) fit(new TimestampType(), numbers(moments));

        assertThat(column.cycles()).containsExactly(Cycle.WEEK, Cycle.YEAR);
        // 2026-11-30 is a Monday.
        var monday = encoded(column, numbers(seconds(LocalDateTime.of(2026, 11, 30, 0, 0))));
        assertThat(monday[1]).isCloseTo(0, within(1e-6f));
        assertThat(monday[2]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void hoursCountWhereThereAreHours() {
        var column = (TimestampColumn) fit(new TimestampType(), numbers(0, 3600, 7200));

        assertThat(column.cycles()).containsExactly(Cycle.DAY);
        assertThat(encoded(column, numbers(6 * 3600.0))[1]).isCloseTo(1, within(1e-6f));
    }

    @Test
    void refusesColumnsWithoutContent() {
        for (var type : List.of(new NumericType(Scale.STANDARD), new CountType(), new BooleanType(),
                new TimestampType())) {
            assertThatExceptionOfType(DataException.class).isThrownBy(() -> fit(type, numbers(Double.NaN, Double.NaN)));
            assertThatExceptionOfType(DataException.class).isThrownBy(() -> fit(type, numbers(1, 1)))
                    .withMessageContaining("column 'a': expected cells that differ, found only")
                    .withMessageEndingWith("leave it out (table: {ignore: [a]})");
        }
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> fit(new CategoricalType(64), texts("x", null, "x")))
                .withMessage(
                        "column 'a': expected cells that differ, found only 'x'; leave it out (table: {ignore: [a]})");
    }

    @Test
    void infinitiesDoNotDisturbAFit() {
        var column = (NumericColumn) fit(new NumericType(Scale.STANDARD), numbers(2, Double.POSITIVE_INFINITY, 6));

        assertThat(column.scaling()).isEqualTo(new Scaling.Standard(4, 2));
        assertThat(encoded(column, numbers(Double.NEGATIVE_INFINITY))[0]).isFinite().isLessThan(-1e30f);
    }

    private static Column fit(ColumnType type, ColumnValues values) {
        var fitter = ColumnFitter.of(new ColumnSpec("a", type));
        fitter.add(values, values.rows());
        return fitter.fit();
    }

    private static float[] encoded(Column column, ColumnValues values) {
        var features = new float[values.rows() * column.features()];
        Arrays.fill(features, -1);
        for (int row = 0; row < values.rows(); row++) column.encode(values, row, features, row * column.features());
        return features;
    }

    private static ColumnValues numbers(double... values) {
        return new ColumnValues.Numbers(values);
    }

    private static ColumnValues texts(@Nullable String... values) {
        return new ColumnValues.Texts(values);
    }

    private static double seconds(LocalDateTime moment) {
        return moment.toEpochSecond(ZoneOffset.UTC);
    }
}
