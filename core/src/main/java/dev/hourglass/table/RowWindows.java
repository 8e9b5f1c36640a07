package dev.hourglass.table;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// Windows over rows that are in the order of time.
///
/// @param length rows of a window
/// @param starts the first row of each, rising; each once
public record RowWindows(int length, int[] starts) {
    /// Windows that do not leave their segment. The last one of a segment ends with it, so that each row of a segment that is long enough
    /// is in one of them; segments of fewer rows than a window have none.
    ///
    /// @param segments rising
    /// @param length rows of a window, at least 1
    /// @param stride rows from the beginning of a window to that of the next one, at least 1, at most `length`
    public static RowWindows of(List<RowSegment> segments, int length, int stride) {
        return new RowWindows(length, segments.stream().filter(segment -> segment.rows() >= length)
                .flatMapToInt(segment -> starts(segment, length, stride)).toArray());
    }

    private static IntStream starts(RowSegment segment, int length, int stride) {
        int last = segment.to() - length;
        return IntStream.rangeClosed(0, Math.ceilDiv(last - segment.from(), stride))
                .map(i -> Math.min(segment.from() + i * stride, last));
    }

    public int count() {
        return starts.length;
    }

    /// Those that hold a row.
    public RowWindows holding(int row) {
        return select(IntStream.range(firstBeginningAfter(row - length), firstBeginningAfter(row)).toArray());
    }

    private int firstBeginningAfter(int row) {
        int place = Arrays.binarySearch(starts, row);
        return place < 0 ? -place - 1 : place + 1;
    }

    /// The one in whose middle a row is, or nearly; none where none holds it.
    public RowWindows central(int row) {
        var holding = holding(row);
        int best = 0;
        for (int i = 1; i < holding.count(); i++) best = holding.offset(i, row) < holding.offset(best, row) ? i : best;
        return holding.count() == 0 ? holding : holding.select(best);
    }

    /// How far a row is from the middle of a window.
    private int offset(int window, int row) {
        return Math.abs(row - starts[window] - length / 2);
    }

    /// Some of them, in this order.
    public RowWindows select(int... selected) {
        return new RowWindows(length, IntStream.of(selected).map(i -> starts[i]).toArray());
    }

    /// Windows at equal distances, in their order; all of them where there are no more.
    ///
    /// @param most at least 1
    public RowWindows spread(int most) {
        return count() <= most ? this
                : select(IntStream.range(0, most).map(i -> (int) ((long) i * count() / most)).toArray());
    }

    /// The rows of all windows, one window behind the other: a row is there as often as it is in windows.
    public EncodedTable rows(EncodedTable table) {
        return table.select(IntStream.of(starts).flatMap(start -> IntStream.range(start, start + length)).toArray());
    }
}
