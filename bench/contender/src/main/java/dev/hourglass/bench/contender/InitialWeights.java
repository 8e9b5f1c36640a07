package dev.hourglass.bench.contender;

import java.util.Arrays;

/// Hands out initial weights, tensor after tensor.
public final class InitialWeights {
    private final float[] values;
    private int next;

    InitialWeights(float[] values) {
        this.values = values;
    }

    /// The next tensor's values.
    public float[] take(int count) {
        var tensor = Arrays.copyOfRange(values, next, next + count);
        next += count;
        return tensor;
    }

    /// The next matrix, its two axes exchanged: `[in][out]` to `[out][in]`.
    public float[] takeTransposed(int in, int out) {
        return transposed(take(in * out), in, out);
    }

    /// The next convolution's weights, `[kernel][kernel][in][out]`, as `[out][in][kernel][kernel]`.
    public float[] takeConvolution(int kernel, int in, int out) {
        return transposed(take(kernel * kernel * in * out), kernel * kernel * in, out, kernel * kernel, in);
    }

    /// The next transposed convolution's weights, `[kernel][kernel][in][out]`, as `[in][out][kernel][kernel]`.
    public float[] takeTransposedConvolution(int kernel, int in, int out) {
        return transposed(take(kernel * kernel * in * out), kernel * kernel, in * out);
    }

    /// The next transposed convolution's weights, `[kernel][kernel][in][out]`, as `[kernel][kernel][out][in]`.
    public float[] takeExchanged(int kernel, int in, int out) {
        var result = new float[kernel * kernel * in * out];
        for (int at = 0; at < result.length; at += in * out) {
            System.arraycopy(takeTransposed(in, out), 0, result, at, in * out);
        }
        return result;
    }

    private static float[] transposed(float[] values, int rows, int columns) {
        var result = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = values[row * columns + column];
            }
        }
        return result;
    }

    /// A transposition, and then one of every row of the result.
    private static float[] transposed(float[] values, int rows, int columns, int innerRows, int innerColumns) {
        var outer = transposed(values, rows, columns);
        for (int column = 0; column < columns; column++) {
            var row = Arrays.copyOfRange(outer, column * rows, (column + 1) * rows);
            System.arraycopy(transposed(row, innerRows, innerColumns), 0, outer, column * rows, rows);
        }
        return outer;
    }
}
