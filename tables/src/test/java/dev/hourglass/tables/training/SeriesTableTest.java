package dev.hourglass.tables.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.table.ColumnFitter;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.RowSegment;
import dev.hourglass.table.RowWindows;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.WindowOptions;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rows in the order of time, and where they are cut.
class SeriesTableTest {
    private static final List<ColumnSpec> COLUMNS = List.of(new ColumnSpec("v", new NumericType(Scale.STANDARD)));

    @TempDir
    private Path folder;

    private void with(String csv, WindowOptions windows, Consumer<SeriesTable> use) throws IOException {
        var file = Files.writeString(folder.resolve("rows.csv"), csv);
        try (var table = Table.open(TableSource.of(file.toString()), TableLimits.DEFAULT);
                var series = SeriesTable.encode(table, schema(), COLUMNS, windows, Optional.empty(),
                        folder.resolve("encoded"))) {
            use.accept(series);
        }
    }

    private static TableSchema schema() {
        var fitter = ColumnFitter.of(COLUMNS.getFirst());
        fitter.add(new ColumnValues.Numbers(new double[] {-1, 1}), 2);
        return new TableSchema(List.of(fitter.fit()));
    }

    private static WindowOptions windows(int length, String... by) {
        return new WindowOptions("t", by.length == 0 ? Optional.empty() : Optional.of(by[0]), length, 1);
    }

    private static float value(SeriesTable series, int row) {
        var features = new float[1];
        series.rows().read(row, 1, features);
        return features[0];
    }

    @Test
    void sortsBySeriesAndTimeAndKnowsTheRowsOfTheFile() throws IOException {
        with("""
                m,t,v
                b,2020-01-01 00:02:00,1
                a,2020-01-01 00:01:00,2
                b,2020-01-01 00:00:00,3
                a,2020-01-01 00:00:00,4
                b,2020-01-01 00:01:00,5
                """, windows(2, "m"), series -> {
            assertThat(IntStream.range(0, 5).map(series::number)).containsExactly(3, 1, 2, 4, 0);
            assertThat(series.places()).containsExactly(4, 1, 2, 0, 3);
            assertThat(IntStream.range(0, 5).mapToObj(row -> value(series, row)))
                    .containsExactly(4f, 2f, 3f, 5f, 1f);
            assertThat(IntStream.range(0, 5).mapToObj(row -> series.by(row).orElseThrow()))
                    .containsExactly("a", "a", "b", "b", "b");
            assertThat(series.step()).isEqualTo(60);
            assertThat(series.moment(3)).isEqualTo("2020-01-01 00:01:00");
            assertThat(series.segments(60).all()).containsExactly(new RowSegment(0, 2), new RowSegment(2, 5));
            assertThat(series.segments(60).remarks()).containsExactly(
                    "2 rows are not in the order of 't': they were sorted, one series after the other");
        });
    }

    @Test
    void cutsAtGapsAndLeavesShortSeriesOut() throws IOException {
        with("""
                m,t,v
                a,0,0
                a,1,0
                a,2.5,0
                a,4.1,0
                a,5.1,0
                a,5.1,0
                a,9,0
                a,NA,0
                b,0,0
                b,1,0
                """, windows(3, "m"), series -> {
            assertThat(series.step()).isEqualTo(1);
            var segments = series.segments(1);
            assertThat(segments.all()).containsExactly(new RowSegment(0, 3), new RowSegment(3, 6));
            assertThat(segments.remarks()).containsExactly(
                    "1 row has the same 't' as the row before",
                    "1 row without 't' is in no window",
                    "2 gaps of more than 1.5 steps in 't' (a step is 1): no window reaches over one",
                    "1 series of fewer than 3 rows is left out: 'b'",
                    "1 part of series between gaps has fewer than 3 rows, 1 in all: left out");
        });
    }

    @Test
    void aSortedTableWithoutGapsNeedsNoRemark() throws IOException {
        with("t,v\n2020-01-01,0\n2020-01-02,0\n2020-01-03,0\n", windows(2),
                series -> assertThat(series.segments(series.step()).remarks()).isEmpty());
    }

    @Test
    void refusesWhatHasNoWindow() throws IOException {
        with("t,v\n2020-01-01,0\n2020-01-02,0\n2020-02-01,0\n", windows(3),
                series -> assertThatThrownBy(() -> series.segments(series.step())).isInstanceOf(DataException.class)
                        .hasMessageEndingWith(
                                "rows.csv: table.window: expected a series of at least 3 rows without a gap of more than 1.5 steps (a step is 1 day), found at most 2 rows; choose a smaller window, or correct order and by"));
        with("t,v\n5,0\n5,0\n5,0\n", windows(3),
                series -> assertThatThrownBy(series::step).isInstanceOf(DataException.class).hasMessageEndingWith(
                        "table.order: expected rows of different times in 't', found one in each series; name another column"));
        assertThatThrownBy(() -> with("t,v\nMonday,0\nTuesday,1\n", windows(2), _ -> {})).isInstanceOf(
                DataException.class)
                .hasMessageEndingWith(
                        "table.order: expected a column of times or numbers, found 't', which has texts; name another, or turn its cells into times with a query");
        assertThatThrownBy(() -> with("t,v\n1,0\n2,1\n", windows(2, "machine"), _ -> {})).isInstanceOf(
                DataException.class).hasMessageContaining("expected a column 'machine', found");
    }

    /// Of any lengths: neither training nor held-out windows have rows of the other, and about a tenth is held out.
    @Test
    void holdsWholeBlocksOfTimeOut() throws IOException {
        var csv = new StringBuilder("m,t,v\n");
        for (int machine = 0; machine < 40; machine++) {
            for (int row = 0; row < 30 + 17 * machine; row++) {
                csv.append(String.format(Locale.ROOT, "m%02d,%d,0%n", machine, row));
            }
        }
        with(csv.toString(), windows(12, "m"), series -> {
            var segments = series.segments(1).all();
            var split = SeriesSplit.of(series, segments);
            var training = rows(RowWindows.of(split.training(), 12, 5));
            var heldOut = rows(RowWindows.of(split.heldOut(), 12, 5));
            assertThat(training.intersects(heldOut)).isFalse();
            assertThat(training.cardinality() + heldOut.cardinality()).isEqualTo(series.count());
            assertThat((double) split.heldOutRows() / series.count()).isBetween(0.06, 0.15);
            assertThat(heldOut.cardinality()).isEqualTo(split.heldOutRows());
            var all = new ArrayList<>(split.training());
            all.addAll(split.heldOut());
            assertThat(all).allSatisfy(part -> assertThat(segments).anyMatch(
                    segment -> segment.from() <= part.from() && part.to() <= segment.to()));
        });
    }

    @Test
    void needsRowsForTwoWindows() throws IOException {
        with("t,v\n1,0\n2,0\n3,0\n4,0\n5,0\n", windows(3),
                series -> assertThatThrownBy(() -> SeriesSplit.of(series, series.segments(1).all()))
                        .isInstanceOf(DataException.class)
                        .hasMessageEndingWith(
                                "table.window: expected rows for two windows that do not overlap, one to train on and one to calibrate with, found 5 rows for windows of 3; choose a smaller window"));
    }

    private static BitSet rows(RowWindows windows) {
        var rows = new BitSet();
        for (int start : windows.starts()) rows.set(start, start + windows.length());
        return rows;
    }
}
