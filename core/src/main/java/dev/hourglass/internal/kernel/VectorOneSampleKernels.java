package dev.hourglass.internal.kernel;

import dev.hourglass.internal.kernel.tile.OneSampleTiles;
import dev.hourglass.internal.kernel.tile.Vectors;
import dev.hourglass.spec.layer.Activation;

/// The forward loops over a single sample with the Vector API: neighbouring outputs in lanes, where [VectorKernels] has
/// samples.
///
/// Every output is still summed by one lane, input by input, so that it gets the same bits. Used by one thread at a time.
final class VectorOneSampleKernels implements ForwardKernels {
    private static final int LENGTH = VectorKernels.SPECIES.length();

    private final VectorKernels whole = new VectorKernels();
    private final ScalarKernels rest = new ScalarKernels();
    private final PlacesInLanes placesInLanes = new PlacesInLanes();

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
        wholeBlocks(blocks, window, places, w, wAt, x, xAt, y, yAt, floor);
        for (int o = blocks * Packing.BLOCK, block; o < outputs; o += block) {
            block = Packing.block(outputs - o);
            int packed = wAt + Packing.blockAt(o, inputs);
            part(block, window, places, w, packed, x, xAt, y, yAt + o, floor);
        }
    }

    /// All places of some blocks of 8 outputs, each as one vector or, where the processor has none of 8, in two halves.
    private static void wholeBlocks(
            int blocks, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int wBlock = Packing.blockAt(Packing.BLOCK, rows * run);
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        for (int half = 0; half < Packing.BLOCK; half += Vectors.WHOLE.length()) {
            if (places == 1) {
                OneSampleTiles.onePlace(
                        blocks, places, rows, run, line, w, wAt + half, wBlock, x, xAt, xStep, y, yAt + half, yStep,
                        floor);
            } else {
                OneSampleTiles.manyPlaces(
                        blocks, places, rows, run, line, w, wAt + half, wBlock, x, xAt, xStep, y, yAt + half, yStep,
                        floor);
            }
        }
    }

    /// All places of a block of 4, 2 or 1 outputs.
    private void part(
            int block, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        if (block == Packing.BLOCK / 2) {
            OneSampleTiles.halfBlocks(
                    1, places, window.rows(), window.run(), window.line(), w, wAt,
                    Packing.blockAt(block, window.rows() * window.run()), x, xAt, window.sourceStep(), y, yAt,
                    window.targetStep(), floor);
        } else if (PlacesInLanes.suits(window, places)) {
            for (int r = 0; r < block; r++) {
                placesInLanes.correlate(window, places, w, wAt + r, block, x, xAt, y, yAt + r, floor);
            }
        } else if (block == 1) {
            OneSampleTiles.single(
                    places, window.rows(), window.run(), window.line(), w, wAt, x, xAt, window.sourceStep(), y, yAt,
                    window.targetStep(), floor);
        } else {
            ScalarOneSampleKernels.block(block, window, places, w, wAt, x, xAt, y, yAt, floor);
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
