package dev.hourglass.internal.kernel;

import dev.hourglass.internal.kernel.tile.RowTiles;
import dev.hourglass.internal.kernel.tile.Vectors;
import dev.hourglass.spec.layer.Activation;

/// The forward loops over samples one behind the other with the Vector API: neighbouring outputs in lanes, where [VectorKernels]
/// has samples.
///
/// Every output is still summed by one lane, input by input, so that it gets the same bits. Used by one thread at a time.
final class VectorRowKernels implements ForwardKernels {
    private static final int LENGTH = VectorKernels.SPECIES.length();
    private static final int BLOCK = Kernels.LANES;
    private static final int HALF = BLOCK / 2;
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
        int inputs = window.run() * window.rows();
        int outputs = window.outputs();
        int blocks = outputs / BLOCK;
        wholeBlocks(blocks, window, places, w, wAt, x, xAt, y, yAt, floor);
        int o = blocks * BLOCK;
        if (outputs - o >= HALF) {
            int packed = wAt + Packing.ROWS.blockAt(o, inputs);
            halfBlock(window, places, w, packed, x, xAt, y, yAt + o, window.targetStep(), floor);
            o += HALF;
        }
        if (o < outputs) {
            int packed = wAt + Packing.ROWS.blockAt(o, inputs);
            part(outputs - o, window, places, w, packed, x, xAt, y, yAt + o, floor);
        }
    }

    private void correlateSparse(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int inputs = window.run();
        int outputs = window.outputs();
        int blocks = outputs / BLOCK;
        sparse.list(window, places, x, xAt);
        sparse.wholeBlocks(blocks, window, places, w, wAt, y, yAt);
        int o = blocks * BLOCK;
        if (outputs - o >= HALF) {
            int packed = wAt + Packing.ROWS.blockAt(o, inputs);
            sparse.halfBlock(window, places, w, packed, y, yAt + o, window.targetStep());
            o += HALF;
        }
        if (o < outputs) {
            int packed = wAt + Packing.ROWS.blockAt(o, inputs);
            sparse.halfBlock(window, places, w, packed, kept, 0, HALF);
            copyKept(outputs - o, places, y, yAt + o, window.targetStep());
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

    /// All places of some blocks of 16 outputs, each as one vector or, where the processor has shorter ones, part by part.
    private static void wholeBlocks(
            int blocks, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int wBlock = Packing.ROWS.blockAt(BLOCK, rows * run);
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        for (int part = 0; part < BLOCK; part += LENGTH) {
            if (places == 1) {
                RowTiles.onePlace(
                        blocks, places, rows, run, line, w, wAt + part, wBlock, x, xAt, xStep, y, yAt + part, yStep,
                        floor);
            } else if (LENGTH == BLOCK) {
                RowTiles.wide(
                        blocks, places, rows, run, line, w, wAt, wBlock, x, xAt, xStep, y, yAt, yStep, floor);
            } else {
                RowTiles.narrow(
                        blocks, places, rows, run, line, w, wAt + part, wBlock, x, xAt, xStep, y, yAt + part, yStep,
                        floor);
            }
        }
    }

    /// All places of a block of 8 outputs.
    private static void halfBlock(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, int yStep,
            float floor) {
        for (int part = 0; part < HALF; part += Vectors.EIGHT.length()) {
            RowTiles.halfBlocks(
                    1, places, window.rows(), window.run(), window.line(), w, wAt + part, 0, x, xAt,
                    window.sourceStep(), y, yAt + part, yStep, floor);
        }
    }

    /// All places of fewer outputs than a block of 8.
    private void part(
            int outputs, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        if (outputs <= FEW && PlacesInLanes.suits(window, places)) {
            for (int r = 0; r < outputs; r++) {
                placesInLanes.correlate(window, places, w, wAt + r, HALF, x, xAt, y, yAt + r, floor);
            }
            return;
        }
        for (int p = 0; p < places; p += KEPT) {
            int count = Math.min(KEPT, places - p);
            halfBlock(window, count, w, wAt, x, xAt + p * window.sourceStep(), kept, 0, HALF, floor);
            copyKept(outputs, count, y, yAt + p * window.targetStep(), window.targetStep());
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
