package dev.hourglass.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowWindowsTest {
    @Test
    void laysWindowsOutInEachSegmentUpToItsEnd() {
        var segments = List.of(new RowSegment(0, 10), new RowSegment(10, 13), new RowSegment(13, 17),
                new RowSegment(20, 32));

        assertThat(RowWindows.of(segments, 4, 3).starts()).containsExactly(0, 3, 6, 13, 20, 23, 26, 28);
        assertThat(RowWindows.of(segments, 4, 4).starts()).containsExactly(0, 4, 6, 13, 20, 24, 28);
        assertThat(RowWindows.of(segments, 13, 1).starts()).isEmpty();
    }

    @Test
    void findsTheWindowsThatHoldARow() {
        var windows = RowWindows.of(List.of(new RowSegment(0, 10), new RowSegment(20, 26)), 4, 2);

        assertThat(windows.starts()).containsExactly(0, 2, 4, 6, 20, 22);
        assertThat(windows.holding(0).starts()).containsExactly(0);
        assertThat(windows.holding(3).starts()).containsExactly(0, 2);
        assertThat(windows.holding(9).starts()).containsExactly(6);
        assertThat(windows.holding(10).starts()).isEmpty();
        assertThat(windows.holding(22).starts()).containsExactly(20, 22);
    }

    @Test
    void samplesAreTheRowsOfAWindowOneBehindTheOther() {
        var schema = new TableSchema(List.of(
                new NumericColumn("x", new Scaling.Standard(0, 1), 1, 0),
                new BooleanColumn("y", 0.5, 0)));
        var features = new float[7 * schema.features()];
        for (int i = 0; i < features.length; i++) features[i] = i;
        features[6] = Float.NaN;
        var table = EncodedTable.of("t", schema, features, 7, List.of());

        var samples = RowWindows.of(List.of(new RowSegment(1, 5)), 3, 1).rows(table).windows(3);

        assertThat(samples.size()).isEqualTo(2);
        assertThat(samples.hasMissing()).isTrue();
        assertThat(samples.shape().size()).isEqualTo(9);
        assertThat(samples.sample(0)).containsExactly(3, 4, 5, Float.NaN, 7, 8, 9, 10, 10);
        var some = new float[8];
        samples.read(1, 2, 4, some, 1, 2);
        assertThat(some).containsExactly(0, 8, 0, 9, 0, 10, 0, 10);
    }

    @Test
    void refusesWindowsThatCannotBe() {
        assertThatThrownBy(() -> new WindowOptions("t", Optional.empty(), 1, 1)).isInstanceOf(SpecException.class)
                .hasMessage(
                        "table.window: expected at least 2 rows, found 1; remove order and window for a model of single rows");
        assertThatThrownBy(() -> new WindowOptions("t", Optional.empty(), 8, 0)).isInstanceOf(SpecException.class)
                .hasMessage(
                        "table.stride: expected 1 to 8 rows, the length of a window, found 0; with more, rows would be in no window");
        assertThatThrownBy(() -> new WindowOptions("t", Optional.empty(), 8, 9)).isInstanceOf(SpecException.class)
                .hasMessageContaining("found 9");
        assertThatThrownBy(() -> new WindowOptions("t", Optional.of("t"), 8, 1)).isInstanceOf(SpecException.class)
                .hasMessage(
                        "table: expected order and by to be two columns, found 't' twice; remove by where all rows are one series");
    }
}
