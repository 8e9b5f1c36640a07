package dev.hourglass.internal.kernel;

import dev.hourglass.spec.layer.Activation;

/// The loops that training and inference spend their time in.
///
/// A *panel* is 16 samples; an activation is `[feature][16]`, so that 16 neighbouring floats are one feature of the 16
/// samples.
public sealed interface Kernels extends ForwardKernels permits ScalarKernels, VectorKernels {
    /// Samples in a panel.
    int LANES = 16;

    /// Rows that others are compared with at a time: sums in registers that do not wait for each other.
    int NEIGHBOURS = 4 * LANES;

    /// The fastest implementation that this JVM can run.
    static Kernels best() {
        return KernelChoice.BEST;
    }

    /// Whether vectors are as long as a line of the processor's cache.
    static boolean haveVectorsOfALine() {
        return KernelChoice.hasLongVectors();
    }

    @Override
    default int lanes() {
        return LANES;
    }

    /// New loops for panels of one sample, where a panel of 16 would be all but empty. They may have memory of their own, so
    /// only one thread may use them at a time.
    ForwardKernels ofRows();

    /// Outputs rounded up to whole vectors of 16.
    static int padded(int outputs) {
        return (outputs + LANES - 1) / LANES * LANES;
    }

    /// Whether `x[i]` is finite for all `i` below `count`.
    boolean areFinite(float[] x, int xAt, int count);

    /// Sets `x[i]` to 0 where it is NaN, for all `i` below `count`.
    void zeroMissing(float[] x, int xAt, int count);

    /// `t[i] = isNaN(x[i]) ? y[i] : x[i]`, for `i` below `count`, which is a multiple of 16. `t` may be `x`.
    void replaceMissing(int count, float[] x, int xAt, float[] y, int yAt, float[] t, int tAt);

    /// Weight gradients: for every input `k` and output `o`, `g[k][o] += sum over places p and samples s of
    /// x[p][k][s] d[p][s][o]`, in that order. A row of `g` has [#padded] outputs.
    ///
    /// @param d the output gradient as [#transpose] leaves it
    /// @param dBlock distance between two blocks of 16 outputs in `d`
    void outer(Window window, int places, float[] x, int xAt, float[] d, int dAt, int dBlock, float[] g, int gAt);

    /// Weight gradients that keep 16 partial sums: `g[k][o][lane] += sum over places p of x[p][k][lane] d[p][o][lane]`.
    /// For few outputs, where padding them to 16 would cost more.
    void outerInLanes(Window window, int places, float[] x, int xAt, float[] d, int dAt, float[] g, int gAt);

    /// `g[i] += sum over places p of x[p][i] d[p][i]`, fused, in that order, for `i` below `count`, which is a multiple of 16. `x` and `d` are
    /// in `m`.
    void addProducts(int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, float[] g, int gAt);

    /// Turns `d[place][output][sample]` into `t[block of 16 outputs][place][sample][output]`, zeros where a block is not full.
    ///
    /// @param dStep distance between two places in `d`
    /// @param tBlock distance between two blocks in `t`
    void transpose(int outputs, int places, float[] d, int dAt, int dStep, float[] t, int tAt, int tBlock);

    /// Writes rows as columns: `t[column tStep + row] = x[row xStep + column]`.
    ///
    /// @param xStep distance between two rows in `x`
    /// @param tStep distance between two columns in `t`
    void turn(int rows, int columns, float[] x, int xAt, int xStep, float[] t, int tAt, int tStep);

    /// `g[i] += sum over places p of d[p][i]`, for `i` below `count`.
    void sum(int count, int places, float[] d, int dAt, int dStep, float[] g, int gAt);

    /// `g[o] += sum over panels and samples of t[block of 16 outputs][panel][sample][output]`, for `o` below `outputs`.
    ///
    /// @param t as [#transpose] leaves it
    /// @param tBlock distance between two blocks in `t`
    void sumSamples(int outputs, int panels, float[] t, int tAt, int tBlock, float[] g, int gAt);

    /// Whether the derivative of an activation cannot be taken from its value, because it has the same value for several
    /// arguments.
    static boolean derivesFromArgument(Activation activation) {
        return activation == Activation.GELU || activation == Activation.SILU;
    }

    /// `d[i] *= f'`, with the derivative taken from the function's value `y[i]`, or from its argument `y[i]` where
    /// [#derivesFromArgument].
    void derive(Activation activation, float[] y, int yAt, float[] d, int dAt, int count);

    /// Adds nothing, sets: each block's gradient goes to the first of its pixels that holds the maximum, zero to the others, for `i` below
    /// `count`, which is a multiple of 16. All are in `m`.
    ///
    /// @param gradientLine distance of rows in `dx`, where `x` has that of the taps
    /// @param xStep distance between two places in `x` and `dx`
    /// @param yStep distance between two places in `y` and `dy`
    void maxPoolGradient(
            Taps taps, int gradientLine, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt,
            int dyAt, int dxAt);

    /// Squared error: `loss[lane] += (y - t)²` over the features, in order; `d = 2 (y - t) scale[lane]`.
    void squaredError(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt);

    /// Gradients of shift and scale: `b[i] += d[p][i]` and `w[i] += d[p][i] n` with `n = (x[p][i] - c[i]) r[i]`, fused, place by place,
    /// for `i` below `count`, a multiple of 16. All are in `m`.
    void addNormalised(
            int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, int cAt, int rAt, int bAt,
            int wAt);

    /// `dx[p][i] = (d[p][i] w[i] - g[i] - n h[i]) r[i]` with `n = (x[p][i] - c[i]) r[i]`, fused, likewise.
    void normaliseGradient(
            int count, int places, int xStep, int dStep, int dxStep, float[] m, int xAt, int dAt, int dxAt, int cAt,
            int rAt, int wAt, int gAt, int hAt);

    /// Absolute error: `loss[lane] += |y - t|` over the features, in order; `d = sign(y - t) scale[lane]`.
    void absoluteError(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt);

    /// Huber's loss, with `c = y - t` clipped to -delta..delta: `loss[lane] += c (y - t - c / 2)` over the features, in order;
    /// `d = c scale[lane]`.
    void huberError(
            float delta, int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d,
            int dAt, float[] loss, int lossAt);

    /// Cross-entropy of targets and the logistic function of logits: `loss[lane] += log(1 + exp(y)) - y t` over the
    /// features; `d = (logistic(y) - t) scale[lane]`. In this order: of every [Elementary#PART] features, first the logarithms of
    /// `1 + exp(-|y|)`, one for the product of [Elementary#FACTORS] neighbours as long as there are so many, then what is left of
    /// the loss.
    void crossEntropy(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt);

    /// Half the Poisson deviance of counts and the exponentials of outputs: `loss[lane] += exp(y) - t - t (y - log(t))` over the features,
    /// in order, where the logarithm is that of [Elementary#LEAST_COUNT] at least; `d = (exp(y) - t) scale[lane]`. Where a
    /// target is NaN neither loss nor gradient.
    void poisson(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt);

    /// Cross-entropy of targets and the softmax of logits, per lane, with `m` the largest logit, `s = sum of exp(y - m)` and
    /// `a = sum of t`, each summed class by class: `loss[lane] += a log(s) - sum of t (y - m)`;
    /// `d = (exp(y - m) (a / s) - t) scale[lane]`. Where a target is NaN neither loss nor gradient.
    void softmaxCrossEntropy(
            int classes, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt);

    /// `y[e][lane] = clip(x[e][lane] + sigma normal(key of lane, first + e))`, for `e` below `count`.
    ///
    /// @param keys the 16 first and the 16 second halves of the samples' keys
    void addNoise(
            int[] keys, int first, int count, float sigma, float min, float max, float[] x, int xAt, float[] y,
            int yAt);

    /// Strikes places at random, all channels of a place alike: `y[p][c][lane]` becomes `low` or `high`, each as often, where
    /// a uniform number of (key of lane, first + p) is below `rate`, else `x[p][c][lane]`; for `p` below `places`.
    void strike(
            int[] keys, int first, int places, int channels, float rate, float low, float high, float[] x, int xAt,
            float[] y, int yAt);

    /// `y = x scale` where a uniform number of (key of lane, first + e) is at least `rate`, else 0.
    void dropOut(int[] keys, int first, int count, float rate, float scale, float[] x, int xAt, float[] y, int yAt);

    /// Squared distances of a row from [#NEIGHBOURS] others, or more of their features: `sums[i] += (rows[f][i] - x[f])²` over the
    /// features, in order, fused.
    ///
    /// @return whether one of the sums is below the limit
    boolean addSquaredDistances(int features, float[] x, int xAt, float[] rows, int rowsAt, float limit, float[] sums);

    /// Squared distances of a row from 16 boxes: `d[lane] = sum of max(low - x, x - high, 0)²` over the features, in order, fused. A
    /// difference that is NaN counts as 0. No row in a box is nearer, as [#addSquaredDistances] rounds distances, because rounding is
    /// monotone.
    ///
    /// @param boxes `[feature][low, then high][box]`
    void squaredBoxDistances(int features, float[] x, int xAt, float[] boxes, int boxesAt, float[] d, int dAt);
}
