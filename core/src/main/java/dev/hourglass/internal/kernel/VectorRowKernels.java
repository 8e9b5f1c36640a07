package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import dev.hourglass.internal.kernel.tile.RowTiles;
import dev.hourglass.spec.layer.Activation;

/// The forward loops over samples one behind the other with the Vector API: neighbouring outputs in lanes, where [VectorKernels]
/// has samples.
///
/// Every output is still summed by one lane, input by input, so that it gets the same bits. Used by one thread at a time.
final class VectorRowKernels implements ForwardKernels {
    private static final int LENGTH = VectorKernels.SPECIES.length();
    /// Outputs that are faster with pixels in lanes, one after the other.
    private static final int FEW = 2;
    /// Places whose last outputs, fewer than a block, are kept before they are written: whole tiles.
    private static final int KEPT = 24;

    private final VectorKernels whole = new VectorKernels();
    private final ScalarKernels rest = new ScalarKernels();
    private final SparseRows sparse = new SparseRows();
    private final PlacesInLanes placesInLanes = new PlacesInLanes();
    private final float[] kept = new float[KEPT * Packing.ROWS.longest()];

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void correlate(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        if (SparseRows.suits(window, places, x, xAt)) {
            correlateSparse(window, places, w, wAt, x, xAt, y, yAt, floor);
        } else {
            correlateAll(window, places, w, wAt, x, xAt, y, yAt, floor);
        }
    }

    private void correlateAll(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int outputs = window.outputs();
        if (outputs <= FEW && PlacesInLanes.suits(window, places)) {
            for (int r = 0; r < outputs; r++) {
                placesInLanes.correlate(
                        window, places, w, wAt + r, Packing.ROWS.block(outputs), x, xAt, y, yAt + r, floor);
            }
            return;
        }
        for (int o = 0, block; o < outputs; o += block) {
            block = Packing.ROWS.block(outputs - o);
            int packed = wAt + Packing.ROWS.blockAt(o, window.rows() * window.run());
            if (o + block <= outputs) {
                correlateBlock(block, window, places, w, packed, x, xAt, y, yAt + o, window.targetStep(), floor);
            } else {
                correlatePart(block, outputs - o, window, places, w, packed, x, xAt, y, yAt + o, floor);
            }
        }
    }

    /// A block of which only some outputs are there.
    private void correlatePart(
            int block, int outputs, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y,
            int yAt, float floor) {
        for (int p = 0; p < places; p += KEPT) {
            int count = Math.min(KEPT, places - p);
            correlateBlock(
                    block, window, count, w, wAt, x, xAt + p * window.sourceStep(), kept, 0, block, floor);
            copyKept(block, outputs, count, y, yAt + p * window.targetStep(), window.targetStep());
        }
    }

    /// A block of outputs.
    private static void correlateBlock(
            int block, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int yStep,
            float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        if (LENGTH == LANES) {
            RowTiles.wide(block, places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
        } else {
            RowTiles.narrow(block, places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
        }
    }

    private void correlateSparse(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int outputs = window.outputs();
        sparse.mask(window, places, x, xAt);
        for (int o = 0, block; o < outputs; o += block) {
            block = Packing.ROWS.block(outputs - o);
            int packed = wAt + Packing.ROWS.blockAt(o, window.run());
            if (o + block <= outputs) {
                sparse.block(block, window, 0, places, w, packed, x, xAt, y, yAt + o, window.targetStep());
            } else {
                for (int p = 0; p < places; p += KEPT) {
                    int count = Math.min(KEPT, places - p);
                    sparse.block(block, window, p, count, w, packed, x, xAt, kept, 0, block);
                    int target = yAt + o + p * window.targetStep();
                    copyKept(block, outputs - o, count, y, target, window.targetStep());
                }
            }
        }
        for (int p = 0; p < places; p++) {
            int target = yAt + p * window.targetStep();
            if (SparseRows.hasZero(y, target, outputs)) {
                correlateAll(window, 1, w, wAt, x, xAt + p * window.sourceStep(), y, target, floor);
            } else if (floor > Float.NEGATIVE_INFINITY) {
                for (int i = 0; i < outputs; i++) {
                    y[target + i] = Math.max(y[target + i], floor);
                }
            }
        }
    }

    private void copyKept(int block, int outputs, int places, float[] y, int yAt, int yStep) {
        for (int p = 0; p < places; p++) {
            System.arraycopy(kept, p * block, y, yAt + p * yStep, outputs);
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
    public void combine(int count, float a, float[] m, int xAt, int yAt, int tAt) {
        int vectors = vectors(count);
        VectorTransforms.combine(vectors, a, m, xAt, yAt, tAt);
        ScalarTransforms.combine(count - vectors, a, m, xAt + vectors, yAt + vectors, tAt + vectors);
    }

    @Override
    public void combine(int count, float a, float b, float floor, float[] m, int xAt, int yAt, int zAt, int tAt) {
        int vectors = vectors(count);
        VectorTransforms.combine(vectors, a, b, floor, m, xAt, yAt, zAt, tAt);
        ScalarTransforms.combine(count - vectors, a, b, floor, m, xAt + vectors, yAt + vectors, zAt + vectors,
                tAt + vectors);
    }

    @Override
    public void toTile(int count, int pixel, int line, int plane, float[] m, int xAt, int tAt) {
        int vectors = vectors(count);
        VectorTransforms.toTile(vectors, pixel, line, plane, m, xAt, tAt);
        ScalarTransforms.toTile(count - vectors, pixel, line, plane, m, xAt + vectors, tAt + vectors);
    }

    @Override
    public void fromTile(int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0,
            int below1) {
        int vectors = vectors(count);
        VectorTransforms.fromTile(vectors, plane, floor, m, tAt, y0, y1, below0, below1);
        ScalarTransforms.fromTile(count - vectors, plane, floor, m, tAt + vectors, y0 + vectors, y1 + vectors,
                below0 + vectors, below1 + vectors);
    }

    @Override
    public void fromDifferences(int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0,
            int below1) {
        int vectors = vectors(count);
        VectorTransforms.fromDifferences(vectors, plane, floor, m, tAt, y0, y1, below0, below1);
        ScalarTransforms.fromDifferences(count - vectors, plane, floor, m, tAt + vectors, y0 + vectors, y1 + vectors,
                below0 + vectors, below1 + vectors);
    }

    @Override
    public void maxPool(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt) {
        int whole = count / LENGTH * LENGTH;
        VectorPooling.maxPool(taps, whole, places, xStep, yStep, m, xAt, yAt);
        ScalarPooling.maxPool(taps, whole, count, places, xStep, yStep, m, xAt, yAt);
    }

    /// The largest number up to `count` that fills whole vectors.
    private static int vectors(int count) {
        return count / LENGTH * LENGTH;
    }

    @Override
    public void filter(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int wAt, int yAt) {
        int whole = count / LENGTH * LENGTH;
        VectorDepthwise.filter(taps, whole, count, places, xStep, yStep, m, xAt, wAt, yAt);
        ScalarDepthwise.filter(taps, whole, count, places, xStep, yStep, m, xAt, wAt, yAt);
    }

    @Override
    public void addUp(int count, int places, int step, float[] m, int xAt, int sAt) {
        int whole = count / LENGTH * LENGTH;
        VectorNormalisation.addUp(whole, places, step, m, xAt, sAt);
        ScalarNormalisation.addUp(whole, count, places, step, m, xAt, sAt);
    }

    @Override
    public void addSquares(int count, int places, int step, float[] m, int xAt, int cAt, int sAt) {
        int whole = count / LENGTH * LENGTH;
        VectorNormalisation.addSquares(whole, places, step, m, xAt, cAt, sAt);
        ScalarNormalisation.addSquares(whole, count, places, step, m, xAt, cAt, sAt);
    }

    @Override
    public void normalise(int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt, int cAt, int rAt,
            int bAt) {
        int whole = count / LENGTH * LENGTH;
        VectorNormalisation.normalise(whole, places, xStep, yStep, m, xAt, yAt, cAt, rAt, bAt);
        ScalarNormalisation.normalise(whole, count, places, xStep, yStep, m, xAt, yAt, cAt, rAt, bAt);
    }
}
