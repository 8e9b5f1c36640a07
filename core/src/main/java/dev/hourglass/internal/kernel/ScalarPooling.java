package dev.hourglass.internal.kernel;

/// The largest values of blocks of pixels, and the way of gradients back to them, in plain Java.
final class ScalarPooling {
    private ScalarPooling() {}

    /// See [ForwardKernels#maxPool]; of each place the floats from `from` on.
    static void maxPool(
            Taps taps, int from, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt) {
        for (int p = 0; p < places; p++) {
            int y = yAt + p * yStep;
            for (int i = from; i < count; i++) m[y + i] = Float.NEGATIVE_INFINITY;
            for (int row = 0; row < taps.rows(); row++) {
                for (int column = 0; column < taps.columns(); column++) {
                    int x = xAt + p * xStep + row * taps.line() + column * taps.pixel();
                    for (int i = from; i < count; i++) m[y + i] = Math.max(m[y + i], m[x + i]);
                }
            }
        }
    }

    /// See [Kernels#maxPoolGradient].
    static void maxPoolGradient(
            Taps taps, int gradientLine, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt,
            int dyAt, int dxAt) {
        for (int p = 0; p < places; p++) {
            int x = xAt + p * xStep;
            int dx = dxAt + p * xStep;
            for (int i = 0; i < count; i++) {
                float largest = m[yAt + p * yStep + i];
                float left = m[dyAt + p * yStep + i];
                for (int row = 0; row < taps.rows(); row++) {
                    for (int column = 0; column < taps.columns(); column++) {
                        boolean here = m[x + row * taps.line() + column * taps.pixel() + i] == largest;
                        m[dx + row * gradientLine + column * taps.pixel() + i] = here ? left : 0f;
                        left = here ? 0f : left;
                    }
                }
            }
        }
    }
}
