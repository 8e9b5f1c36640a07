package dev.hourglass.table;

/// Rows in memory.
///
/// @param features `[row][feature]`
/// @param width features of a row
record FloatRows(float[] features, int width) implements RowStorage {
    @Override
    public void read(int row, int from, int count, float[] into, int at, int stride, boolean isClipped) {
        int first = row * width + from;
        for (int i = 0; i < count; i++) {
            float feature = features[first + i];
            into[at + i * stride] = isClipped ? TableSchema.clipped(feature) : feature;
        }
    }
}
