package dev.hourglass.tables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.Scaling;
import dev.hourglass.table.TimestampColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// New cells are written as the file of training has them.
class SyntheticColumnTest {
    private static final double DAY = 86_400;
    private static final Column AMOUNT = new NumericColumn("amount", new Scaling.Standard(0, 1), 1, 0.1);
    private static final Column WHEN = new TimestampColumn("when", new Scaling.Standard(0, 1), List.of(), List.of(1.0),
            0.1);

    private static SyntheticColumn column(Column column, ColumnKind kind, String pattern) {
        return SyntheticColumn.of(column,
                Optional.of(new StoredFormat(";", List.of(new StoredColumn(column.name(), kind, pattern)))));
    }

    private static ColumnValues written(SyntheticColumn column, double... numbers) {
        return column.written(new ColumnValues.Numbers(numbers));
    }

    private static ColumnValues texts(@Nullable String... texts) {
        return new ColumnValues.Texts(texts);
    }

    @Test
    void datesAreAsTheFileHasThem() {
        var date = column(WHEN, ColumnKind.DATE, "%d.%m.%Y");

        assertThat(date.output()).isEqualTo(new OutputColumn("when", CellType.TEXT));
        assertThat(written(date, 31 * DAY, Double.NaN)).isEqualTo(texts("01.02.1970", null));
        assertThat(written(column(WHEN, ColumnKind.TIMESTAMP, ""), 31 * DAY + 61))
                .isEqualTo(texts("1970-02-01 00:01:01"));
        assertThat(written(column(AMOUNT, ColumnKind.TIME, ""), 3661)).isEqualTo(texts("01:01:01"));
    }

    @Test
    void numbersStayNumbersUnlessTheyHaveDecimalCommas() {
        var comma = column(AMOUNT, ColumnKind.NUMBER, StoredColumn.DECIMAL_COMMA);
        var whole = column(AMOUNT, ColumnKind.INTEGER, "");

        assertThat(written(comma, 1234.5, 1e10, Double.NaN)).isEqualTo(texts("1234,5", "10000000000", null));
        assertThat(whole.output().type()).isEqualTo(CellType.INTEGER);
        assertThat(written(whole, 2.6, Double.NaN)).isEqualTo(new ColumnValues.Numbers(new double[] {3, Double.NaN}));
        assertThat(column(AMOUNT, ColumnKind.NUMBER, "").output().type()).isEqualTo(CellType.NUMBER);
    }

    @Test
    void withoutAFileTheTypesOfTheModelDecide() {
        assertThat(SyntheticColumn.of(WHEN, Optional.empty()).output().type()).isEqualTo(CellType.TEXT);
        assertThat(SyntheticColumn.of(new BooleanColumn("yes", 0.5, 0), Optional.empty()).output().type())
                .isEqualTo(CellType.BOOLEAN);
        var kind = SyntheticColumn.of(new CategoricalColumn("kind", List.of("7"), List.of(1.0, 0.0), 0),
                Optional.of(new StoredFormat("", List.of(new StoredColumn("kind", ColumnKind.INTEGER)))));
        assertThat(kind.output().type()).isEqualTo(CellType.TEXT);
        assertThat(kind.written(texts("7", null))).isEqualTo(texts("7", null));
    }
}
