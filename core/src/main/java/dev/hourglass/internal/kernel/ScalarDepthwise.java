package dev.hourglass.internal.kernel;

/// The sums of depthwise convolutions in plain Java.
final class ScalarDepthwise {
    private ScalarDepthwise() {}

    /// See [ForwardKernels#filter]; of each place the floats from `from` on.
    static void filter(
            Taps taps, int from, int count, int places, int xStep, int yStep, float[] m, int xAt, int wAt, int yAt) {
        for (int p = 0; p < places; p++) {
            for (int i = from; i < count; i++) {
                float sum = m[wAt + i];
                int weight = wAt + count + i;
                for (int row = 0; row < taps.rows(); row++) {
                    int x = xAt + p * xStep + row * taps.line() + i;
                    for (int column = 0; column < taps.columns(); column++) {
                        sum = Math.fma(m[x + column * taps.pixel()], m[weight], sum);
                        weight += count;
                    }
                }
                m[yAt + p * yStep + i] = sum;
            }
        }
    }

    /// See [Kernels#addProducts].
    static void addProducts(
            int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, float[] g, int gAt) {
        for (int i = 0; i < count; i++) {
            float sum = g[gAt + i];
            for (int p = 0; p < places; p++) {
                sum = Math.fma(m[xAt + p * xStep + i], m[dAt + p * dStep + i], sum);
            }
            g[gAt + i] = sum;
        }
    }
}
