package dev.hourglass.tables.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.Scaling;
import dev.hourglass.table.TableSchema;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadRowsTest {
    private static final TableSchema SCHEMA = new TableSchema(List.of(
            new NumericColumn("n", new Scaling.Standard(0, 1), 1, 0),
            new CategoricalColumn("c", List.of("a"), List.of(1.0, 0.0), 0)));

    private static void add(SpreadRows rows, int from, int count) {
        rows.add(List.of(
                new ColumnValues.Numbers(IntStream.range(from, from + count).mapToDouble(i -> i).toArray()),
                new ColumnValues.Texts(
                        IntStream.range(from, from + count).mapToObj(i -> "row " + i).toArray(String[]::new))),
                count);
    }

    private static double[] numbers(SpreadRows rows) {
        return ((ColumnValues.Numbers) rows.cells().getFirst()).values();
    }

    @Test
    void fewRowsAreKeptAll() {
        var rows = new SpreadRows(SCHEMA);
        add(rows, 0, 1000);
        add(rows, 1000, 1500);

        assertThat(rows.rows()).isEqualTo(2500);
        assertThat(numbers(rows)).isEqualTo(IntStream.range(0, 2500).mapToDouble(i -> i).toArray());
        assertThat(rows.cells(7, 1999).get(1))
                .isEqualTo(new ColumnValues.Texts(new String[] {"row 7", "row 1999"}));
    }

    @Test
    void ofManyThoseAtEqualDistancesAreKept() {
        var rows = new SpreadRows(SCHEMA, 100);
        for (int from = 0; from < 350; from += 35) add(rows, from, 35);

        assertThat(rows.rows()).isBetween(50, 100);
        assertThat(numbers(rows))
                .isEqualTo(IntStream.range(0, rows.rows()).mapToDouble(i -> 4.0 * i).toArray());
        assertThat(rows.number(3)).isEqualTo(12);
        assertThat(rows.cells(3).get(1)).isEqualTo(new ColumnValues.Texts(new String[] {"row 12"}));
    }
}
