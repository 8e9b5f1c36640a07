package dev.hourglass.internal.exec;

import java.nio.FloatBuffer;

/// Where the results of a pass go, from several threads at once.
interface RowSink {
    /// Takes some features of one sample.
    ///
    /// @param sample counted from 0
    /// @param features of a sample
    /// @param first of those that are given
    void write(int sample, int features, int first, float[] from, int at, int count);

    /// Into an array for each sample, made by the first write.
    record Arrays(float[][] rows) implements RowSink {
        @Override
        public void write(int sample, int features, int first, float[] from, int at, int count) {
            var row = rows[sample];
            if (row == null) {
                row = new float[features];
                rows[sample] = row;
            }
            System.arraycopy(from, at, row, first, count);
        }
    }

    /// One sample behind the other.
    record Flat(FloatBuffer values) implements RowSink {
        @Override
        public void write(int sample, int features, int first, float[] from, int at, int count) {
            values.put(sample * features + first, from, at, count);
        }
    }
}
