package dev.hourglass.internal.kernel;

import dev.hourglass.spec.layer.Activation;

/// The forward loops over a single sample, as plain loops over a block's outputs.
final class ScalarOneSampleKernels implements ForwardKernels {
    private final ScalarKernels elementwise = new ScalarKernels();

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void correlate(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int inputs = window.rows() * window.run();
        for (int o = 0, block; o < window.outputs(); o += block) {
            block = Packing.block(window.outputs() - o);
            block(block, window, places, w, wAt + Packing.blockAt(o, inputs), x, xAt, y, yAt + o, floor);
        }
    }

    /// All places of one block of outputs.
    static void block(
            int block, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        for (int p = 0; p < places; p++) {
            int target = yAt + p * window.targetStep();
            System.arraycopy(w, wAt, y, target, block);
            accumulate(window, block, w, wAt + block, x, xAt + p * window.sourceStep(), y, target);
            for (int r = 0; r < block; r++) {
                y[target + r] = Math.max(y[target + r], floor);
            }
        }
    }

    private static void accumulate(
            Window window, int block, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < window.rows(); i++) {
            for (int k = 0; k < window.run(); k++) {
                float value = x[xAt + i * window.line() + k];
                int weights = wAt + (i * window.run() + k) * block;
                for (int r = 0; r < block; r++) {
                    y[yAt + r] = Math.fma(value, w[weights + r], y[yAt + r]);
                }
            }
        }
    }

    @Override
    public void activate(Activation activation, float[] y, int yAt, int count) {
        elementwise.activate(activation, y, yAt, count);
    }

    @Override
    public void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int count) {
        elementwise.addScaled(a, x, xAt, y, yAt, count);
    }

    @Override
    public void combine(int count, float a, float[] m, int xAt, int yAt, int tAt) {
        ScalarTransforms.combine(count, a, m, xAt, yAt, tAt);
    }

    @Override
    public void combine(int count, float a, float b, float floor, float[] m, int xAt, int yAt, int zAt, int tAt) {
        ScalarTransforms.combine(count, a, b, floor, m, xAt, yAt, zAt, tAt);
    }

    @Override
    public void toTile(int count, int pixel, int line, int plane, float[] m, int xAt, int tAt) {
        ScalarTransforms.toTile(count, pixel, line, plane, m, xAt, tAt);
    }

    @Override
    public void fromTile(int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0,
            int below1) {
        ScalarTransforms.fromTile(count, plane, floor, m, tAt, y0, y1, below0, below1);
    }

    @Override
    public void fromDifferences(int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0,
            int below1) {
        ScalarTransforms.fromDifferences(count, plane, floor, m, tAt, y0, y1, below0, below1);
    }

    @Override
    public void maxPool(
            int rows, int columns, int line, int pixel, float[] x, int xAt, float[] y, int yAt, int count) {
        elementwise.maxPool(rows, columns, line, pixel, x, xAt, y, yAt, count);
    }
}
