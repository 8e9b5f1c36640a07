package dev.hourglass.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.Scaling;
import dev.hourglass.table.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Measures of synthetic rows whose values can be worked out by hand.
class QualityMeterTest {
    private static final double NAN = Double.NaN;
    private static final Column SIZE = new NumericColumn("size", new Scaling.Standard(0, 1), 1, 0.1);
    private static final Column WEIGHT = new NumericColumn("weight", new Scaling.Standard(0, 1), 1, 0.1);
    private static final Column KIND = new CategoricalColumn("kind", List.of("cup", "desk"), List.of(0.5, 0.4, 0.1),
            0.1);
    private static final Column FRAGILE = new BooleanColumn("fragile", 0.5, 0.1);

    private static ColumnValues numbers(double... values) {
        return new ColumnValues.Numbers(values);
    }

    private static ColumnValues texts(@Nullable String... values) {
        return new ColumnValues.Texts(values);
    }

    private static double shape(Column column, ColumnValues real, ColumnValues synthetic) {
        return QualityMeter.measure(new TableSchema(List.of(column)), List.of(real), List.of(synthetic))
                .shapes().getFirst().score();
    }

    private static SyntheticQuality pair(Column first, Column second, List<ColumnValues> real,
            List<ColumnValues> synthetic) {
        return QualityMeter.measure(new TableSchema(List.of(first, second)), real, synthetic);
    }

    @Test
    void equalRowsHaveFullQuality() {
        var cells = List.of(numbers(1, 2, NAN, 4), texts("cup", "desk", null, "vase"));

        var quality = pair(SIZE, KIND, cells, cells);

        assertThat(quality.columnShapes()).hasValue(1);
        assertThat(quality.pairTrends()).hasValue(1);
        assertThat(quality.overall()).hasValue(1);
    }

    /// At 2 the distribution functions are 1/2 and 1; missing cells count for nothing.
    @Test
    void numbersHaveTheComplementOfTheDistanceOfKolmogorovAndSmirnov() {
        assertThat(shape(SIZE, numbers(1, 2, 3, 4), numbers(1, 2, NAN, 2))).isEqualTo(0.5);
        assertThat(shape(SIZE, numbers(1, 2), numbers(5, 6))).isZero();
        assertThat(shape(SIZE, numbers(1, 1, 1, 2), numbers(1, 2, 2, 2))).isEqualTo(0.5);
    }

    /// Half cup, half desk against a quarter and three quarters; missing is a category, and rare ones are one.
    @Test
    void categoriesHaveTheComplementOfTheTotalVariationDistance() {
        assertThat(shape(KIND, texts("cup", "cup", "desk", "desk"), texts("cup", "desk", "desk", "desk")))
                .isEqualTo(0.75);
        assertThat(shape(KIND, texts("cup", "cup"), texts("cup", null))).isEqualTo(0.5);
        assertThat(shape(KIND, texts("vase", "cup"), texts("lamp", "cup"))).isEqualTo(1);
        assertThat(shape(FRAGILE, numbers(0, 1, 1, 1), numbers(1, 1, 1, 1))).isEqualTo(0.75);
    }

    @Test
    void numbersTogetherHaveTheComplementOfHalfTheDifferenceOfCorrelations() {
        var rising = List.of(numbers(1, 2, 3, NAN), numbers(2, 4, 6, 9));
        var falling = List.of(numbers(1, 2, 3, 7), numbers(6, 4, 2, NAN));
        var flat = List.of(numbers(1, 1, 1), numbers(1, 2, 3));

        assertThat(pair(SIZE, WEIGHT, rising, falling).pairTrends().orElseThrow()).isCloseTo(0, within(1e-15));
        assertThat(pair(SIZE, WEIGHT, rising, rising).pairTrends()).hasValue(1);
        assertThat(pair(SIZE, WEIGHT, flat, rising).pairTrends()).isEmpty();
        assertThat(QualityMeter.correlation(new double[] {1, 2, 3}, new double[] {1, 3, 2}))
                .isCloseTo(0.5, within(1e-15));
    }

    @Test
    void categoriesTogetherHaveTheComplementOfTheDistanceOfContingencyTables() {
        var real = List.of(texts("cup", "cup", "desk", "desk"), numbers(1, 1, 0, 0));
        var independent = List.of(texts("cup", "cup", "desk", "desk"), numbers(1, 0, 1, 0));

        var quality = pair(KIND, FRAGILE, real, independent);

        assertThat(quality.columnShapes()).hasValue(1);
        assertThat(quality.pairTrends()).hasValue(0.5);
        assertThat(quality.overall()).hasValue(0.75);
    }

    /// Parts of width 1 from 0 to 10: 0.2 and 0.8 are in one, 9.5 and 42 in the last.
    @Test
    void numbersBesideCategoriesAreInTenPartsOfTheRealRange() {
        var real = List.of(numbers(0, 0.2, 9.5, 10), texts("cup", "cup", "desk", "desk"));
        var near = List.of(numbers(0.8, 0.9, 42, 9.1), texts("cup", "cup", "desk", "desk"));
        var off = List.of(numbers(0.8, 1.1, 42, NAN), texts("cup", "cup", "desk", "desk"));

        assertThat(pair(SIZE, KIND, real, near).pairTrends()).hasValue(1);
        assertThat(pair(SIZE, KIND, real, off).pairTrends()).hasValue(0.5);
    }

    /// The range is 10: (2/10 + 0) / 2 from the first row, and 0 from itself.
    @Test
    void theNearestRowIsFoundByGowersDistance() {
        var schema = new TableSchema(List.of(SIZE, KIND));
        var training = List.of(numbers(0, 10, NAN), texts("cup", "desk", null));
        var heldOut = List.of(numbers(10, 5), texts("desk", "cup"));
        var synthetic = List.of(numbers(2, NAN, 10, 400), texts("cup", null, "vase", "vase"));

        var privacy = SyntheticPrivacy.measure(schema, training, heldOut, synthetic);

        assertThat(privacy.heldOut().copies()).isEqualTo(1);
        assertThat(privacy.heldOut().median()).isCloseTo(0.125, within(1e-15));
        assertThat(privacy.synthetic().rows()).isEqualTo(4);
        assertThat(privacy.synthetic().copies()).isEqualTo(1);
        assertThat(privacy.synthetic().copied()).isEqualTo(0.25);
        assertThat(new GowerDistance(RowCells.of(schema, training)).nearest(RowCells.of(schema, synthetic)))
                .containsExactly(0.1, 0, 0.5, 1);
    }

    @Test
    void cellsOfOtherColumnsAreRefused() {
        var schema = new TableSchema(List.of(SIZE));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> QualityMeter.measure(schema, List.of(), List.of(numbers(1))))
                .withMessage("table: expected 1 columns, found 0");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> QualityMeter.measure(schema, List.of(texts("a")), List.of(numbers(1))))
                .withMessage("column 'size': expected numbers, found texts");
    }
}
