package dev.hourglass.table;

import java.lang.foreign.MemorySegment;

/// Rows in a file that the operating system reads where they are asked for, and keeps as long as it has memory.
record MappedRows(MemorySegment rows, RowLayout layout) implements RowStorage {
    @Override
    public void read(int row, int from, int count, float[] into, int at, int stride, boolean isClipped) {
        layout.read(rows, (long) row * layout.bytes(), from, count, into, at, stride, isClipped);
    }
}
