package dev.hourglass.internal.kernel;

import dev.hourglass.spec.Activation;

/// The forward loops over a single sample with the Vector API: neighbouring outputs in lanes, where [VectorKernels] has
/// samples.
///
/// Every output is still summed by one lane, input by input, so that it gets the same bits.
final class VectorOneSampleKernels implements ForwardKernels {
    private static final int LENGTH = VectorKernels.SPECIES.length();

    private final VectorKernels whole = new VectorKernels();
    private final ScalarKernels rest = new ScalarKernels();

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void correlate(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int inputs = window.rows() * window.run();
        int outputs = window.outputs();
        int blocks = outputs / Packing.BLOCK;
        OneSampleTiles.blocks(blocks, window, places, w, wAt, x, xAt, y, yAt, floor);
        for (int o = blocks * Packing.BLOCK, block; o < outputs; o += block) {
            block = Packing.block(outputs - o);
            int packed = wAt + Packing.blockAt(o, inputs);
            switch (block) {
                case 4 -> OneSampleTiles.half(window, places, w, packed, x, xAt, y, yAt + o, floor);
                case 2 -> ScalarOneSampleKernels.block(2, window, places, w, packed, x, xAt, y, yAt + o, floor);
                default -> OneSampleTiles.single(window, places, w, packed, x, xAt, y, yAt + o, floor);
            }
        }
    }

    @Override
    public void activate(Activation activation, float[] y, int yAt, int count) {
        int vectors = vectors(count);
        whole.activate(activation, y, yAt, vectors);
        rest.activate(activation, y, yAt + vectors, count - vectors);
    }

    @Override
    public void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int count) {
        int vectors = vectors(count);
        whole.addScaled(a, x, xAt, y, yAt, vectors);
        rest.addScaled(a, x, xAt + vectors, y, yAt + vectors, count - vectors);
    }

    @Override
    public void maxPool(
            int rows, int columns, int line, int pixel, float[] x, int xAt, float[] y, int yAt, int count) {
        int vectors = vectors(count);
        whole.maxPool(rows, columns, line, pixel, x, xAt, y, yAt, vectors);
        rest.maxPool(rows, columns, line, pixel, x, xAt + vectors, y, yAt + vectors, count - vectors);
    }

    /// The largest number up to `count` that fills whole vectors.
    private static int vectors(int count) {
        return count / LENGTH * LENGTH;
    }
}
