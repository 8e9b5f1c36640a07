package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;

import dev.hourglass.internal.kernel.tile.RowTiles;
import dev.hourglass.internal.kernel.tile.Vectors;
import dev.hourglass.spec.layer.Activation;

/// The forward loops over samples one behind the other with the Vector API: neighbouring outputs in lanes, where [VectorKernels]
/// has samples.
///
/// Every output is still summed by one lane, input by input, so that it gets the same bits. Used by one thread at a time.
final class VectorRowKernels implements ForwardKernels {
    private static final int LENGTH = VectorKernels.SPECIES.length();
    private static final int HALF = LANES / 2;
    /// Outputs that are faster with pixels in lanes, one after the other.
    private static final int FEW = 2;
    /// Places whose last outputs, fewer than a block, are kept before they are written: whole tiles.
    private static final int KEPT = 96;

    private final VectorKernels whole = new VectorKernels();
    private final ScalarKernels rest = new ScalarKernels();
    private final SparseRows sparse = new SparseRows();
    private final PlacesInLanes placesInLanes = new PlacesInLanes();
    private final float[] kept = new float[KEPT * HALF];

    @Override
    public int lanes() {
        return 1;
    }

    @Override
    public void correlate(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        if (places <= KEPT && SparseRows.suits(window, places, x, xAt)) {
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
                placesInLanes.correlate(window, places, w, wAt + r, HALF, x, xAt, y, yAt + r, floor);
            }
            return;
        }
        for (int o = 0, block; o < outputs; o += block) {
            block = Packing.ROWS.block(outputs - o);
            int packed = wAt + Packing.ROWS.blockAt(o, window.rows() * window.run());
            int whole = block / LANES * LANES;
            if (whole > 0) {
                wholeVectors(block, window, places, w, packed, x, xAt, y, yAt + o, floor);
            }
            if (whole < block) {
                int present = Math.min(HALF, outputs - o - whole);
                half(block, present, window, places, w, packed + whole, x, xAt, y, yAt + o + whole, floor);
            }
        }
    }

    /// All places of a block's whole vectors of 16 outputs.
    private static void wholeVectors(
            int block, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        if (LENGTH == LANES) {
            RowTiles.wide(block, places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
            return;
        }
        for (int part = 0; part < LANES; part += LENGTH) {
            RowTiles.narrow(
                    block, places, rows, run, line, w, wAt + part, x, xAt, xStep, y, yAt + part, yStep, floor);
        }
    }

    /// All places of the 8 outputs at a block's end, or those of them that there are.
    private void half(
            int block, int present, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y,
            int yAt, float floor) {
        if (present == HALF) {
            half(block, window, places, w, wAt, x, xAt, y, yAt, window.targetStep(), floor);
            return;
        }
        for (int p = 0; p < places; p += KEPT) {
            int count = Math.min(KEPT, places - p);
            half(block, window, count, w, wAt, x, xAt + p * window.sourceStep(), kept, 0, HALF, floor);
            copyKept(present, count, y, yAt + p * window.targetStep(), window.targetStep());
        }
    }

    private static void half(
            int block, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int yStep,
            float floor) {
        for (int part = 0; part < HALF; part += Vectors.EIGHT.length()) {
            RowTiles.half(
                    block, places, window.rows(), window.run(), window.line(), w, wAt + part, x, xAt,
                    window.sourceStep(), y, yAt + part, yStep, floor);
        }
    }

    private void correlateSparse(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int outputs = window.outputs();
        sparse.list(window, places, x, xAt);
        for (int o = 0, block; o < outputs; o += block) {
            block = Packing.ROWS.block(outputs - o);
            sparse.block(
                    block, places, w, wAt + Packing.ROWS.blockAt(o, window.run()), y, yAt + o, window.targetStep(),
                    kept, HALF);
            int whole = block / LANES * LANES;
            if (whole < block) {
                copyKept(Math.min(HALF, outputs - o - whole), places, y, yAt + o + whole, window.targetStep());
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

    private void copyKept(int outputs, int places, float[] y, int yAt, int yStep) {
        for (int p = 0; p < places; p++) {
            for (int r = 0; r < outputs; r++) {
                y[yAt + p * yStep + r] = kept[p * HALF + r];
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
