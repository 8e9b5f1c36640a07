package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.data.HeldOutSamples;
import dev.hourglass.table.RowSegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Rows to train on and rows to calibrate with. Neighbouring windows overlap, so whole blocks of time are held out, about a tenth of
/// them: no window has rows of both.
///
/// @param training rising
/// @param heldOut rising
record SeriesSplit(List<RowSegment> training, List<RowSegment> heldOut) {
    /// Blocks that there should be at least, and windows that one has at most.
    private static final int BLOCKS = 20;

    private static final int WINDOWS = 4;

    /// Which blocks are held out follows from the names of their series and the times that they begin with.
    ///
    /// @throws DataException if there are not two blocks of a window's rows
    static SeriesSplit of(SeriesTable table, List<RowSegment> segments) {
        int length = table.windows().length();
        int rows = segments.stream().mapToInt(RowSegment::rows).sum();
        int size = Math.clamp(rows / BLOCKS, length, WINDOWS * length);
        var blocks = new ArrayList<RowSegment>();
        segments.forEach(segment -> cut(segment, size, blocks));
        if (blocks.size() < 2) {
            throw new DataException(table.name(), String.format(Locale.ROOT,
                    "table.window: expected rows for two windows that do not overlap, one to train on and one to calibrate with, found %,d rows for windows of %,d; choose a smaller window",
                    rows, length));
        }
        var samples = new HeldOutSamples(table.name());
        for (var block : blocks) {
            samples.add(table.by(block.from()).orElse("") + " " + table.time(block.from()));
        }
        var isHeldOut = samples.isHeldOut();
        var training = new ArrayList<RowSegment>();
        var heldOut = new ArrayList<RowSegment>();
        for (int i = 0; i < isHeldOut.length; i++) add(blocks.get(i), isHeldOut[i] ? heldOut : training, segments);
        return new SeriesSplit(List.copyOf(training), List.copyOf(heldOut));
    }

    private static void cut(RowSegment segment, int size, List<RowSegment> blocks) {
        int count = Math.max(1, segment.rows() / size);
        for (int i = 0; i < count; i++) {
            blocks.add(new RowSegment(segment.from() + (int) ((long) i * segment.rows() / count),
                    segment.from() + (int) ((i + 1L) * segment.rows() / count)));
        }
    }

    /// Neighbours within a segment become one.
    private static void add(RowSegment block, List<RowSegment> parts, List<RowSegment> segments) {
        boolean isFirst = segments.stream().anyMatch(segment -> segment.from() == block.from());
        if (!isFirst && !parts.isEmpty() && parts.getLast().to() == block.from()) {
            parts.add(new RowSegment(parts.removeLast().from(), block.to()));
        } else {
            parts.add(block);
        }
    }

    /// Rows that are held out.
    int heldOutRows() {
        return heldOut.stream().mapToInt(RowSegment::rows).sum();
    }
}
