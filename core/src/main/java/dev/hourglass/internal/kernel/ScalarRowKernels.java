package dev.hourglass.internal.kernel;

import dev.hourglass.spec.layer.Activation;

/// The forward loops over samples one behind the other, as plain loops over a block's outputs.
final class ScalarRowKernels implements ForwardKernels {
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
            block = Packing.ROWS.block(window.outputs() - o);
            int packed = wAt + Packing.ROWS.blockAt(o, inputs);
            block(block, Math.min(block, window.outputs() - o), window, places, w, packed, x, xAt, y, yAt + o, floor);
        }
    }

    /// All places of the first outputs of a block.
    private static void block(
            int block, int outputs, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y,
            int yAt, float floor) {
        for (int p = 0; p < places; p++) {
            int target = yAt + p * window.targetStep();
            System.arraycopy(w, wAt, y, target, outputs);
            accumulate(window, block, outputs, w, wAt + block, x, xAt + p * window.sourceStep(), y, target);
            for (int r = 0; r < outputs; r++) {
                y[target + r] = Math.max(y[target + r], floor);
            }
        }
    }

    private static void accumulate(
            Window window, int block, int outputs, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt) {
        for (int i = 0; i < window.rows(); i++) {
            for (int k = 0; k < window.run(); k++) {
                float value = x[xAt + i * window.line() + k];
                int weights = wAt + (i * window.run() + k) * block;
                for (int r = 0; r < outputs; r++) {
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
    public void maxPool(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt) {
        ScalarPooling.maxPool(taps, 0, count, places, xStep, yStep, m, xAt, yAt);
    }

    @Override
    public void filter(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int wAt, int yAt) {
        ScalarDepthwise.filter(taps, 0, count, places, xStep, yStep, m, xAt, wAt, yAt);
    }

    @Override
    public void addUp(int count, int places, int step, float[] m, int xAt, int sAt) {
        ScalarNormalisation.addUp(0, count, places, step, m, xAt, sAt);
    }

    @Override
    public void addSquares(int count, int places, int step, float[] m, int xAt, int cAt, int sAt) {
        ScalarNormalisation.addSquares(0, count, places, step, m, xAt, cAt, sAt);
    }

    @Override
    public void normalise(int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt, int cAt, int rAt,
            int bAt) {
        ScalarNormalisation.normalise(0, count, places, xStep, yStep, m, xAt, yAt, cAt, rAt, bAt);
    }
}
