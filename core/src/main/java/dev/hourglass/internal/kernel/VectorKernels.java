package dev.hourglass.internal.kernel;

import dev.hourglass.internal.kernel.tile.CorrelationTiles;
import dev.hourglass.internal.kernel.tile.GradientTiles;
import dev.hourglass.internal.kernel.tile.Vectors;
import dev.hourglass.spec.layer.Activation;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// The kernels with the Vector API, at the processor's own width up to 512 bits.
///
/// What a loop accumulates is an argument of its operations, `x.add(total)`, and the vector just loaded their receiver: of
/// a receiver that changes from turn to turn the JIT does not know which width it has.
public final class VectorKernels implements Kernels {
    static final VectorSpecies<Float> SPECIES = Vectors.SPECIES;

    private static final int LENGTH = SPECIES.length();
    /// Places at a time of weight gradients: their inputs and gradients stay in the first cache until all were multiplied with each other.
    private static final int OUTER_PLACES = 16;
    /// Places that all blocks of outputs are computed for before the next: the first cache keeps what they read, and lines of the target
    /// are written one behind the other. Tiles of whole panels take several places themselves.
    private static final int CORRELATED_PLACES = 8;
    private static final int BLOCK = LANES * LANES;

    /// Bits in a vector of this machine.
    public static int bits() {
        return SPECIES.vectorBitSize();
    }

    @Override
    public ForwardKernels ofRows() {
        return new VectorRowKernels();
    }

    @Override
    public void correlate(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int step = LENGTH == LANES ? places : CORRELATED_PLACES;
        for (int p = 0; p < places; p += step) {
            correlatePart(
                    window, Math.min(step, places - p), w, wAt, x, xAt + p * window.sourceStep(), y,
                    yAt + p * window.targetStep(), floor);
        }
    }

    private static void correlatePart(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int inputs = window.rows() * window.run();
        int outputs = window.outputs();
        for (int o = 0, block; o < outputs; o += block) {
            block = Packing.PANELS.block(outputs - o);
            int packed = wAt + Packing.PANELS.blockAt(o, inputs);
            correlateBlock(block, window, places, w, packed, x, xAt, y, yAt + o * LANES, floor);
        }
    }

    /// One block of outputs.
    private static void correlateBlock(
            int outputs, Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt,
            float floor) {
        int rows = window.rows();
        int run = window.run();
        int line = window.line();
        int xStep = window.sourceStep();
        int yStep = window.targetStep();
        if (LENGTH == LANES) {
            CorrelationTiles.wide(outputs, places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
        } else {
            CorrelationTiles.narrow(outputs, places, rows, run, line, w, wAt, x, xAt, xStep, y, yAt, yStep, floor);
        }
    }

    @Override
    public boolean areFinite(float[] x, int xAt, int count) {
        int whole = count / LENGTH * LENGTH;
        return VectorFunctions.areFinite(x, xAt, whole) && ScalarKernels.finite(x, xAt + whole, count - whole);
    }

    @Override
    public void zeroMissing(float[] x, int xAt, int count) {
        int whole = count / LENGTH * LENGTH;
        VectorFunctions.zeroMissing(x, xAt, whole);
        ScalarKernels.zeroNaN(x, xAt + whole, count - whole);
    }

    @Override
    public void replaceMissing(int count, float[] x, int xAt, float[] y, int yAt, float[] t, int tAt) {
        VectorFunctions.replaceMissing(count, x, xAt, y, yAt, t, tAt);
    }

    @Override
    public void outer(
            Window window, int places, float[] x, int xAt, float[] d, int dAt, int dBlock, float[] g, int gAt) {
        int padded = Kernels.padded(window.outputs());
        int row = window.run() * padded;
        for (int p = 0; p < places; p += OUTER_PLACES) {
            int count = Math.min(OUTER_PLACES, places - p);
            for (int i = 0; i < window.rows(); i++) {
                GradientTiles.outer(
                        window.run(), padded, count, x, xAt + i * window.line() + p * window.sourceStep(),
                        window.sourceStep(), d, dAt + p * BLOCK, dBlock, g, gAt + i * row);
            }
        }
    }

    @Override
    public void outerInLanes(Window window, int places, float[] x, int xAt, float[] d, int dAt, float[] g, int gAt) {
        int row = window.run() * window.outputs() * LANES;
        for (int p = 0; p < places; p += OUTER_PLACES) {
            int count = Math.min(OUTER_PLACES, places - p);
            for (int i = 0; i < window.rows(); i++) {
                GradientTiles.inLanes(
                        window.run(), window.outputs(), count, x, xAt + i * window.line() + p * window.sourceStep(),
                        window.sourceStep(), d, dAt + p * window.targetStep(), window.targetStep(), g, gAt + i * row);
            }
        }
    }

    @Override
    public void transpose(int outputs, int places, float[] d, int dAt, int dStep, float[] t, int tAt, int tBlock) {
        for (int o = 0; o < Kernels.padded(outputs); o += LENGTH) {
            int target = tAt + o / LANES * tBlock + o % LANES;
            int present = Math.clamp(outputs - o, 0, LENGTH);
            if (present == LENGTH) {
                transposeSquares(places, d, dAt + o * LANES, dStep, t, target);
            } else {
                transposePart(present, places, d, dAt + o * LANES, dStep, t, target);
            }
        }
    }

    private static void transposeSquares(int places, float[] d, int dAt, int dStep, float[] t, int tAt) {
        for (int p = 0; p < places; p++) {
            int source = dAt + p * dStep;
            int target = tAt + p * BLOCK;
            for (int s = 0; s < LANES; s += LENGTH) {
                SquareTranspose.transpose(d, source + s, LANES, t, target + s * LANES, LANES);
            }
        }
    }

    /// Without vectors, of which the processor would have to gather each from as many lines of the cache as it has lanes.
    private static void transposePart(int present, int places, float[] d, int dAt, int dStep, float[] t, int tAt) {
        for (int p = 0; p < places; p++) {
            for (int s = 0; s < LANES; s++) {
                int source = dAt + p * dStep + s;
                int target = tAt + p * BLOCK + s * LANES;
                for (int o = 0; o < present; o++) {
                    t[target + o] = d[source + o * LANES];
                }
                for (int o = present; o < LENGTH; o++) {
                    t[target + o] = 0;
                }
            }
        }
    }

    @Override
    public void turn(int rows, int columns, float[] x, int xAt, int xStep, float[] t, int tAt, int tStep) {
        int wholeRows = rows / LENGTH * LENGTH;
        int wholeColumns = columns / LENGTH * LENGTH;
        for (int row = 0; row < wholeRows; row += LENGTH) {
            for (int column = 0; column < wholeColumns; column += LENGTH) {
                SquareTranspose.transpose(
                        x, xAt + row * xStep + column, xStep, t, tAt + column * tStep + row, tStep);
            }
        }
        ScalarKernels.turnRows(0, wholeRows, wholeColumns, columns, x, xAt, xStep, t, tAt, tStep);
        ScalarKernels.turnRows(wholeRows, rows, 0, columns, x, xAt, xStep, t, tAt, tStep);
    }

    @Override
    public void sum(int count, int places, float[] d, int dAt, int dStep, float[] g, int gAt) {
        for (int i = 0; i < count; i += LENGTH) {
            sumVector(places, d, dAt + i, dStep, g, gAt + i);
        }
    }

    private static void sumVector(int places, float[] d, int dAt, int dStep, float[] g, int gAt) {
        var total = FloatVector.fromArray(SPECIES, g, gAt);
        for (int p = 0; p < places; p++) {
            total = FloatVector.fromArray(SPECIES, d, dAt + p * dStep).add(total);
        }
        total.intoArray(g, gAt);
    }

    @Override
    public void sumSamples(int outputs, int panels, float[] t, int tAt, int tBlock, float[] g, int gAt) {
        int o = 0;
        for (; o <= outputs - 4 * LANES; o += 4 * LANES) {
            for (int lane = 0; lane < LANES; lane += LENGTH) {
                sumFourVectors(panels * LANES, t, tAt + o / LANES * tBlock + lane, tBlock, g, gAt + o + lane);
            }
        }
        for (; o <= outputs - LENGTH; o += LENGTH) {
            sumVector(panels * LANES, t, tAt + o / LANES * tBlock + o % LANES, LANES, g, gAt + o);
        }
        ScalarKernels.sumBlock(outputs - o, panels * LANES, t, tAt + o / LANES * tBlock + o % LANES, g, gAt + o);
    }

    /// Four sums at a time, because one has to wait for each addition before it can begin the next.
    private static void sumFourVectors(int samples, float[] t, int tAt, int tBlock, float[] g, int gAt) {
        var a = FloatVector.fromArray(SPECIES, g, gAt);
        var b = FloatVector.fromArray(SPECIES, g, gAt + LANES);
        var c = FloatVector.fromArray(SPECIES, g, gAt + 2 * LANES);
        var d = FloatVector.fromArray(SPECIES, g, gAt + 3 * LANES);
        int t1 = tAt + tBlock;
        int t2 = t1 + tBlock;
        int t3 = t2 + tBlock;
        for (int s = 0; s < samples; s++) {
            a = FloatVector.fromArray(SPECIES, t, tAt + s * LANES).add(a);
            b = FloatVector.fromArray(SPECIES, t, t1 + s * LANES).add(b);
            c = FloatVector.fromArray(SPECIES, t, t2 + s * LANES).add(c);
            d = FloatVector.fromArray(SPECIES, t, t3 + s * LANES).add(d);
        }
        a.intoArray(g, gAt);
        b.intoArray(g, gAt + LANES);
        c.intoArray(g, gAt + 2 * LANES);
        d.intoArray(g, gAt + 3 * LANES);
    }

    @Override
    public void activate(Activation activation, float[] y, int yAt, int count) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> VectorFunctions.relu(y, yAt, count);
            case LEAKY_RELU -> VectorFunctions.leakyRelu(y, yAt, count);
            case ELU -> VectorFunctions.elu(y, yAt, count);
            case SIGMOID -> VectorFunctions.sigmoid(y, yAt, count);
            case TANH -> VectorFunctions.tanh(y, yAt, count);
            case SOFTPLUS -> VectorFunctions.softplus(y, yAt, count);
            case GELU -> VectorActivations.gelu(y, yAt, count);
            case SILU -> VectorActivations.silu(y, yAt, count);
            case SELU -> VectorActivations.selu(y, yAt, count);
            case HARD_SIGMOID -> VectorActivations.hardSigmoid(y, yAt, count);
        }
    }

    @Override
    public void derive(Activation activation, float[] y, int yAt, float[] d, int dAt, int count) {
        switch (activation) {
            case IDENTITY -> {}
            case RELU -> VectorFunctions.deriveRelu(y, yAt, d, dAt, count);
            case LEAKY_RELU -> VectorFunctions.deriveLeakyRelu(y, yAt, d, dAt, count);
            case ELU -> VectorFunctions.deriveElu(y, yAt, d, dAt, count);
            case SIGMOID -> VectorFunctions.deriveSigmoid(y, yAt, d, dAt, count);
            case TANH -> VectorFunctions.deriveTanh(y, yAt, d, dAt, count);
            case SOFTPLUS -> VectorFunctions.deriveSoftplus(y, yAt, d, dAt, count);
            case GELU -> VectorActivations.deriveGelu(y, yAt, d, dAt, count);
            case SILU -> VectorActivations.deriveSilu(y, yAt, d, dAt, count);
            case SELU -> VectorActivations.deriveSelu(y, yAt, d, dAt, count);
            case HARD_SIGMOID -> VectorActivations.deriveHardSigmoid(y, yAt, d, dAt, count);
        }
    }

    @Override
    public void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int count) {
        var factor = FloatVector.broadcast(SPECIES, a);
        for (int i = 0; i < count; i += LENGTH) {
            FloatVector.fromArray(SPECIES, x, xAt + i)
                    .fma(factor, FloatVector.fromArray(SPECIES, y, yAt + i))
                    .intoArray(y, yAt + i);
        }
    }

    @Override
    public void combine(int count, float a, float[] m, int xAt, int yAt, int tAt) {
        VectorTransforms.combine(count, a, m, xAt, yAt, tAt);
    }

    @Override
    public void combine(int count, float a, float b, float floor, float[] m, int xAt, int yAt, int zAt, int tAt) {
        VectorTransforms.combine(count, a, b, floor, m, xAt, yAt, zAt, tAt);
    }

    @Override
    public void toTile(int count, int pixel, int line, int plane, float[] m, int xAt, int tAt) {
        VectorTransforms.toTile(count, pixel, line, plane, m, xAt, tAt);
    }

    @Override
    public void fromTile(int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0,
            int below1) {
        VectorTransforms.fromTile(count, plane, floor, m, tAt, y0, y1, below0, below1);
    }

    @Override
    public void fromDifferences(int count, int plane, float floor, float[] m, int tAt, int y0, int y1, int below0,
            int below1) {
        VectorTransforms.fromDifferences(count, plane, floor, m, tAt, y0, y1, below0, below1);
    }

    @Override
    public void maxPool(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt) {
        VectorPooling.maxPool(taps, count, places, xStep, yStep, m, xAt, yAt);
    }

    @Override
    public void maxPoolGradient(
            Taps taps, int gradientLine, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt,
            int dyAt, int dxAt) {
        VectorPooling.maxPoolGradient(taps, gradientLine, count, places, xStep, yStep, m, xAt, yAt, dyAt, dxAt);
    }

    @Override
    public void squaredError(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorFunctions.squaredError(
                    features, y, yAt + lane, t, tAt + lane, scale, scaleAt + lane, d, dAt + lane, loss, lossAt + lane);
        }
    }

    @Override
    public void absoluteError(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorErrors.absoluteError(
                    features, y, yAt + lane, t, tAt + lane, scale, scaleAt + lane, d, dAt + lane, loss, lossAt + lane);
        }
    }

    @Override
    public void huberError(
            float delta, int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d,
            int dAt,
            float[] loss, int lossAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorErrors.huberError(
                    delta, features, y, yAt + lane, t, tAt + lane, scale, scaleAt + lane, d, dAt + lane, loss,
                    lossAt + lane);
        }
    }

    @Override
    public void crossEntropy(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorFunctions.crossEntropy(
                    features, y, yAt + lane, t, tAt + lane, scale, scaleAt + lane, d, dAt + lane, loss, lossAt + lane);
        }
    }

    @Override
    public void poisson(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorFunctions.poisson(
                    features, y, yAt + lane, t, tAt + lane, scale, scaleAt + lane, d, dAt + lane, loss, lossAt + lane);
        }
    }

    @Override
    public void softmaxCrossEntropy(
            int classes, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorFunctions.softmaxCrossEntropy(
                    classes, y, yAt + lane, t, tAt + lane, scale, scaleAt + lane, d, dAt + lane, loss, lossAt + lane);
        }
    }

    @Override
    public void addNoise(
            int[] keys, int first, int count, float sigma, float min, float max, float[] x, int xAt, float[] y,
            int yAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorRandomness.addNoise(keys, lane, first, count, sigma, min, max, x, xAt + lane, y, yAt + lane);
        }
    }

    @Override
    public void strike(
            int[] keys, int first, int places, int channels, float rate, float low, float high, float[] x, int xAt,
            float[] y, int yAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorRandomness.strike(
                    keys, lane, first, places, channels, rate, low, high, x, xAt + lane, y, yAt + lane);
        }
    }

    @Override
    public void dropOut(int[] keys, int first, int count, float rate, float scale, float[] x, int xAt, float[] y,
            int yAt) {
        for (int lane = 0; lane < LANES; lane += LENGTH) {
            VectorRandomness.dropOut(keys, lane, first, count, rate, scale, x, xAt + lane, y, yAt + lane);
        }
    }

    @Override
    public boolean addSquaredDistances(
            int features, float[] x, int xAt, float[] rows, int rowsAt, float limit, float[] sums) {
        return VectorDistances.addSquares(features, x, xAt, rows, rowsAt, limit, sums);
    }

    @Override
    public void squaredBoxDistances(int features, float[] x, int xAt, float[] boxes, int boxesAt, float[] d, int dAt) {
        VectorDistances.boxes(features, x, xAt, boxes, boxesAt, d, dAt);
    }

    @Override
    public void filter(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int wAt, int yAt) {
        VectorDepthwise.filter(taps, count, count, places, xStep, yStep, m, xAt, wAt, yAt);
    }

    @Override
    public void addProducts(
            int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, float[] g, int gAt) {
        VectorDepthwise.addProducts(count, places, xStep, dStep, m, xAt, dAt, g, gAt);
    }

    @Override
    public void addUp(int count, int places, int step, float[] m, int xAt, int sAt) {
        VectorNormalisation.addUp(count, places, step, m, xAt, sAt);
    }

    @Override
    public void addSquares(int count, int places, int step, float[] m, int xAt, int cAt, int sAt) {
        VectorNormalisation.addSquares(count, places, step, m, xAt, cAt, sAt);
    }

    @Override
    public void normalise(int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt, int cAt, int rAt,
            int bAt) {
        VectorNormalisation.normalise(count, places, xStep, yStep, m, xAt, yAt, cAt, rAt, bAt);
    }

    @Override
    public void addNormalised(int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, int cAt,
            int rAt, int bAt, int wAt) {
        VectorNormalisation.addNormalised(count, places, xStep, dStep, m, xAt, dAt, cAt, rAt, bAt, wAt);
    }

    @Override
    public void normaliseGradient(int count, int places, int xStep, int dStep, int dxStep, float[] m, int xAt, int dAt,
            int dxAt, int cAt, int rAt, int wAt, int gAt, int hAt) {
        VectorNormalisation.normaliseGradient(count, places, xStep, dStep, dxStep, m, xAt, dAt, dxAt, cAt, rAt, wAt,
                gAt, hAt);
    }
}
