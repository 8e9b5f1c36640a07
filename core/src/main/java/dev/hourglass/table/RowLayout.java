package dev.hourglass.table;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How a row's features are written in few bytes, and read again as the same bits: numbers as they are, of the features of a category
/// which one is 1. The indicator of missing cells follows from the others.
final class RowLayout {
    private final List<CellLayout> cells;
    /// Of each feature the cell that it belongs to.
    private final int[] cellOf;
    private final int bytes;

    private RowLayout(List<CellLayout> cells, int[] cellOf, int bytes) {
        this.cells = cells;
        this.cellOf = cellOf;
        this.bytes = bytes;
    }

    static RowLayout of(TableSchema schema) {
        var cells = new ArrayList<CellLayout>();
        var cellOf = new int[schema.features()];
        int from = 0;
        int at = 0;
        for (var column : schema.columns()) {
            var cell = cell(column, from, at);
            Arrays.fill(cellOf, from, cell.end(), cells.size());
            cells.add(cell);
            from = cell.end();
            at += cell.bytes();
        }
        return new RowLayout(List.copyOf(cells), cellOf, at);
    }

    private static CellLayout cell(Column column, int from, int at) {
        int values = column.features() - (column.hasIndicator() ? 1 : 0);
        return switch (column) {
            case NumericColumn _, CountColumn _, TimestampColumn _ ->
                new NumberCell(from, values, column.hasIndicator(), at);
            case CategoricalColumn _, BooleanColumn _ -> new CategoryCell(from, values, column.hasIndicator(), at);
        };
    }

    /// Of a row.
    int bytes() {
        return bytes;
    }

    /// Writes a row.
    ///
    /// @param features that begin at `first`, as [TableSchema#encode] writes them
    /// @param at its first byte
    void write(float[] features, int first, MemorySegment rows, long at) {
        for (var cell : cells) cell.write(features, first, rows, at);
    }

    /// Reads features `from` to `from + count - 1` of the row at a byte.
    void read(MemorySegment rows, long row, int from, int count, float[] into, int at, int stride,
            boolean isClipped) {
        int end = from + count;
        for (int next = from; next < end;) {
            var cell = cells.get(cellOf[next]);
            int to = Math.min(end, cell.end());
            cell.read(rows, row, next, to, into, at + (next - from) * stride, stride, isClipped);
            next = to;
        }
    }

    /// A column's part of a row.
    private sealed interface CellLayout permits NumberCell, CategoryCell {
        /// The first feature.
        int from();

        /// How many features there are without the indicator.
        int values();

        boolean hasIndicator();

        int bytes();

        /// One beyond the last feature.
        default int end() {
            return from() + values() + (hasIndicator() ? 1 : 0);
        }

        void write(float[] features, int first, MemorySegment rows, long row);

        void read(MemorySegment rows, long row, int from, int to, float[] into, int at, int stride, boolean isClipped);
    }

    /// @param at the first byte, counted from that of the row
    private record NumberCell(int from, int values, boolean hasIndicator, int at) implements CellLayout {
        private static final ValueLayout.OfFloat NUMBER = ValueLayout.JAVA_FLOAT_UNALIGNED;

        @Override
        public int bytes() {
            return values * Float.BYTES;
        }

        @Override
        public void write(float[] features, int first, MemorySegment rows, long row) {
            for (int i = 0; i < values; i++) {
                rows.set(NUMBER, row + at + (long) i * Float.BYTES, features[first + from + i]);
            }
        }

        @Override
        public void read(MemorySegment rows, long row, int next, int to, float[] into, int place, int stride,
                boolean isClipped) {
            int indicator = from + values;
            for (int i = next; i < Math.min(to, indicator); i++) {
                float number = number(rows, row, i - from);
                into[place + (i - next) * stride] = isClipped ? TableSchema.clipped(number) : number;
            }
            if (to > indicator) {
                into[place + (indicator - next) * stride] = Float.isNaN(number(rows, row, 0)) ? 1 : 0;
            }
        }

        private float number(MemorySegment rows, long row, int i) {
            return rows.get(NUMBER, row + at + (long) i * Float.BYTES);
        }
    }

    /// The number of the feature that is 1, counted from 1; 0 where the cell is missing.
    ///
    /// @param at the first byte, counted from that of the row
    private record CategoryCell(int from, int values, boolean hasIndicator, int at) implements CellLayout {
        private static final int MOST_IN_BYTE = 0xff;
        private static final int MOST_IN_SHORT = 0xffff;

        @Override
        public int bytes() {
            if (values <= MOST_IN_BYTE) {
                return Byte.BYTES;
            }
            return values <= MOST_IN_SHORT ? Short.BYTES : Integer.BYTES;
        }

        @Override
        public void write(float[] features, int first, MemorySegment rows, long row) {
            int index = 0;
            for (int i = 0; i < values; i++) {
                if (features[first + from + i] == 1) {
                    index = i + 1;
                }
            }
            switch (bytes()) {
                case Byte.BYTES -> rows.set(ValueLayout.JAVA_BYTE, row + at, (byte) index);
                case Short.BYTES -> rows.set(ValueLayout.JAVA_SHORT_UNALIGNED, row + at, (short) index);
                default -> rows.set(ValueLayout.JAVA_INT_UNALIGNED, row + at, index);
            }
        }

        @Override
        public void read(MemorySegment rows, long row, int next, int to, float[] into, int place, int stride,
                boolean isClipped) {
            int index = index(rows, row);
            int indicator = from + values;
            fill(into, place, Math.min(to, indicator) - next, stride, index == 0 ? Float.NaN : 0);
            int set = from + index - 1;
            if (index > 0 && set >= next && set < to) {
                into[place + (set - next) * stride] = 1;
            }
            if (to > indicator) {
                into[place + (indicator - next) * stride] = index == 0 ? 1 : 0;
            }
        }

        private static void fill(float[] into, int at, int count, int stride, float value) {
            if (stride == 1 && count > 0) {
                Arrays.fill(into, at, at + count, value);
            } else {
                for (int i = 0; i < count; i++) into[at + i * stride] = value;
            }
        }

        private int index(MemorySegment rows, long row) {
            return switch (bytes()) {
                case Byte.BYTES -> Byte.toUnsignedInt(rows.get(ValueLayout.JAVA_BYTE, row + at));
                case Short.BYTES -> Short.toUnsignedInt(rows.get(ValueLayout.JAVA_SHORT_UNALIGNED, row + at));
                default -> rows.get(ValueLayout.JAVA_INT_UNALIGNED, row + at);
            };
        }
    }
}
