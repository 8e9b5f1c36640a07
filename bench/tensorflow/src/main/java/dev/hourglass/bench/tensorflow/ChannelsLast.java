package dev.hourglass.bench.tensorflow;

/// Puts features of pictures, which a task has channel after channel, in the order `[row][column][channel]`.
final class ChannelsLast {
    private ChannelsLast() {}

    /// The rows of a matrix.
    ///
    /// @param values `[row][column]`
    static float[] rows(float[] values, int rows, int channels) {
        int columns = values.length / rows;
        var ordered = new float[values.length];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * columns, ordered, place(row, rows, channels) * columns, columns);
        }
        return ordered;
    }

    /// The columns of a matrix, or of one row.
    ///
    /// @param values `[row][column]`
    static float[] columns(float[] values, int columns, int channels) {
        var ordered = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            ordered[i / columns * columns + place(i % columns, columns, channels)] = values[i];
        }
        return ordered;
    }

    private static int place(int feature, int features, int channels) {
        int pixels = features / channels;
        return feature % pixels * channels + feature / pixels;
    }
}
