package dev.hourglass.server.tensor;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The elements of a tensor in row-major order, kept and not to be changed.
public sealed interface Elements {
    int count();

    /// Some of them, in their order.
    Elements slice(int from, int to);

    /// Of type `FP32`.
    ///
    /// @param values NaN where missing
    record Floats(float[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public Floats slice(int from, int to) {
            return isWhole(from, to, values.length) ? this : new Floats(Arrays.copyOfRange(values, from, to));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Floats(float[] theirs) && Arrays.equals(values, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /// Of every other type of numbers, and of truth values, as 0 and 1.
    ///
    /// @param values NaN where missing
    record Doubles(double[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public Doubles slice(int from, int to) {
            return isWhole(from, to, values.length) ? this : new Doubles(Arrays.copyOfRange(values, from, to));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Doubles(double[] theirs) && Arrays.equals(values, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    /// Of type `BYTES`.
    ///
    /// @param values null where missing
    record Texts(@Nullable String[] values) implements Elements {
        @Override
        public int count() {
            return values.length;
        }

        @Override
        public Texts slice(int from, int to) {
            return isWhole(from, to, values.length) ? this : new Texts(Arrays.copyOfRange(values, from, to));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Texts(@Nullable String[] theirs) && Arrays.equals(values, theirs);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    private static boolean isWhole(int from, int to, int count) {
        return from == 0 && to == count;
    }

    /// Numbers of several rows that have as many each.
    static Floats ofRows(List<float[]> rows) {
        int size = rows.isEmpty() ? 0 : rows.getFirst().length;
        var values = new float[Math.multiplyExact(rows.size(), size)];
        for (int row = 0; row < rows.size(); row++) System.arraycopy(rows.get(row), 0, values, row * size, size);
        return new Floats(values);
    }
}
