package dev.hourglass.internal.kernel;

import dev.hourglass.internal.kernel.tile.ScalarTiles;
import dev.hourglass.spec.layer.Activation;

/// The kernels as plain loops.
public final class ScalarKernels implements Kernels {
    @Override
    public ForwardKernels ofRows() {
        return new ScalarRowKernels();
    }

    @Override
    public void correlate(
            Window window, int places, float[] w, int wAt, float[] x, int xAt, float[] y, int yAt, float floor) {
        int inputs = window.rows() * window.run();
        int outputs = window.outputs();
        for (int o = 0, block; o < outputs; o += block) {
            block = Packing.PANELS.block(outputs - o);
            int packed = wAt + Packing.PANELS.blockAt(o, inputs);
            for (int p = 0; p < places; p++) {
                ScalarTiles.correlate(
                        block, window.rows(), window.run(), window.line(), w, packed, x, xAt + p * window.sourceStep(),
                        y, yAt + p * window.targetStep() + o * LANES, floor);
            }
        }
    }

    @Override
    public boolean areFinite(float[] x, int xAt, int count) {
        return finite(x, xAt, count);
    }

    static boolean finite(float[] x, int xAt, int count) {
        for (int i = 0; i < count; i++) {
            if (!Float.isFinite(x[xAt + i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void outer(
            Window window, int places, float[] x, int xAt, float[] d, int dAt, int dBlock, float[] g, int gAt) {
        int padded = Kernels.padded(window.outputs());
        int row = window.run() * padded;
        for (int i = 0; i < window.rows(); i++) {
            ScalarTiles.outer(
                    window.run(), padded, places, x, xAt + i * window.line(), window.sourceStep(), d, dAt, dBlock, g,
                    gAt + i * row);
        }
    }

    @Override
    public void outerInLanes(Window window, int places, float[] x, int xAt, float[] d, int dAt, float[] g, int gAt) {
        int row = window.outputs() * LANES;
        for (int i = 0; i < window.rows(); i++) {
            for (int k = 0; k < window.run(); k++) {
                int target = gAt + (i * window.run() + k) * row;
                for (int p = 0; p < places; p++) {
                    int source = xAt + p * window.sourceStep() + i * window.line() + k * LANES;
                    int gradient = dAt + p * window.targetStep();
                    for (int o = 0; o < row; o++) {
                        g[target + o] = Math.fma(x[source + o % LANES], d[gradient + o], g[target + o]);
                    }
                }
            }
        }
    }

    @Override
    public void transpose(int outputs, int places, float[] d, int dAt, int dStep, float[] t, int tAt, int tBlock) {
        for (int o = 0; o < Kernels.padded(outputs); o++) {
            for (int p = 0; p < places; p++) {
                int target = tAt + o / LANES * tBlock + p * LANES * LANES + o % LANES;
                int source = dAt + p * dStep + o * LANES;
                for (int s = 0; s < LANES; s++) {
                    t[target + s * LANES] = o < outputs ? d[source + s] : 0f;
                }
            }
        }
    }

    @Override
    public void turn(int rows, int columns, float[] x, int xAt, int xStep, float[] t, int tAt, int tStep) {
        turnRows(0, rows, 0, columns, x, xAt, xStep, t, tAt, tStep);
    }

    /// Some of the rows and columns of [#turn].
    static void turnRows(
            int fromRow, int toRow, int fromColumn, int toColumn, float[] x, int xAt, int xStep, float[] t, int tAt,
            int tStep) {
        for (int row = fromRow; row < toRow; row++) {
            for (int column = fromColumn; column < toColumn; column++) {
                t[tAt + column * tStep + row] = x[xAt + row * xStep + column];
            }
        }
    }

    @Override
    public void sum(int count, int places, float[] d, int dAt, int dStep, float[] g, int gAt) {
        for (int p = 0; p < places; p++) {
            for (int i = 0; i < count; i++) {
                g[gAt + i] += d[dAt + p * dStep + i];
            }
        }
    }

    @Override
    public void sumSamples(int outputs, int panels, float[] t, int tAt, int tBlock, float[] g, int gAt) {
        for (int o = 0; o < outputs; o += LANES) {
            int present = Math.min(LANES, outputs - o);
            sumBlock(present, panels * LANES, t, tAt + o / LANES * tBlock, g, gAt + o);
        }
    }

    /// At most 16 outputs, four at a time, because each addition has to wait for the one before it.
    static void sumBlock(int outputs, int samples, float[] t, int tAt, float[] g, int gAt) {
        int o = 0;
        for (; o <= outputs - 4; o += 4) {
            sumFour(samples, t, tAt + o, g, gAt + o);
        }
        for (; o < outputs; o++) {
            float sum = g[gAt + o];
            for (int s = 0; s < samples; s++) {
                sum += t[tAt + o + s * LANES];
            }
            g[gAt + o] = sum;
        }
    }

    private static void sumFour(int samples, float[] t, int tAt, float[] g, int gAt) {
        float a = g[gAt];
        float b = g[gAt + 1];
        float c = g[gAt + 2];
        float d = g[gAt + 3];
        for (int s = 0; s < samples; s++) {
            int at = tAt + s * LANES;
            a += t[at];
            b += t[at + 1];
            c += t[at + 2];
            d += t[at + 3];
        }
        g[gAt] = a;
        g[gAt + 1] = b;
        g[gAt + 2] = c;
        g[gAt + 3] = d;
    }

    @Override
    public void activate(Activation activation, float[] y, int yAt, int count) {
        for (int i = yAt; i < yAt + count; i++) {
            float x = y[i];
            y[i] = switch (activation) {
                case IDENTITY -> x;
                case RELU -> Math.max(x, 0f);
                case LEAKY_RELU -> Elementary.leakyRelu(x);
                case ELU -> Elementary.elu(x);
                case SIGMOID -> Elementary.sigmoid(x);
                case TANH -> Elementary.tanh(x);
                case SOFTPLUS -> Elementary.softplus(x);
                case GELU -> Elementary.gelu(x);
                case SILU -> Elementary.silu(x);
                case SELU -> Elementary.selu(x);
                case HARD_SIGMOID -> Elementary.hardSigmoid(x);
            };
        }
    }

    @Override
    public void derive(Activation activation, float[] y, int yAt, float[] d, int dAt, int count) {
        for (int i = 0; i < count; i++) {
            float value = y[yAt + i];
            float gradient = d[dAt + i];
            d[dAt + i] = switch (activation) {
                case IDENTITY -> gradient;
                case RELU -> value > 0 ? gradient : 0f;
                case LEAKY_RELU -> value > 0 ? gradient : gradient * Elementary.LEAK;
                case ELU -> value > 0 ? gradient : gradient * (value + 1f);
                case SIGMOID -> gradient * (value * (1f - value));
                case TANH -> gradient * Math.fma(-value, value, 1f);
                case SOFTPLUS -> gradient * (1f - Elementary.exp(-value));
                case GELU -> gradient * Elementary.geluSlope(value);
                case SILU -> gradient * Elementary.siluSlope(value);
                case SELU -> gradient * (value > 0 ? Elementary.SELU_SCALE : value + Elementary.SELU_ALPHA);
                case HARD_SIGMOID -> value > 0 && value < 1 ? gradient * Elementary.SIXTH : 0f;
            };
        }
    }

    @Override
    public void addScaled(float a, float[] x, int xAt, float[] y, int yAt, int count) {
        for (int i = 0; i < count; i++) {
            y[yAt + i] = Math.fma(x[xAt + i], a, y[yAt + i]);
        }
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
    public void maxPoolGradient(
            Taps taps, int gradientLine, int count, int places, int xStep, int yStep, float[] m, int xAt, int yAt,
            int dyAt, int dxAt) {
        ScalarPooling.maxPoolGradient(taps, gradientLine, count, places, xStep, yStep, m, xAt, yAt, dyAt, dxAt);
    }

    @Override
    public void zeroMissing(float[] x, int xAt, int count) {
        zeroNaN(x, xAt, count);
    }

    static void zeroNaN(float[] x, int xAt, int count) {
        for (int i = xAt; i < xAt + count; i++) {
            x[i] = Float.isNaN(x[i]) ? 0f : x[i];
        }
    }

    @Override
    public void replaceMissing(int count, float[] x, int xAt, float[] y, int yAt, float[] t, int tAt) {
        for (int i = 0; i < count; i++) {
            float value = x[xAt + i];
            t[tAt + i] = Float.isNaN(value) ? y[yAt + i] : value;
        }
    }

    @Override
    public void squaredError(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int i = 0; i < features * LANES; i++) {
            int lane = i % LANES;
            float difference = y[yAt + i] - t[tAt + i];
            loss[lossAt + lane] = Math.fma(difference, difference, loss[lossAt + lane]);
            d[dAt + i] = 2f * difference * scale[scaleAt + lane];
        }
    }

    @Override
    public void absoluteError(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int i = 0; i < features * LANES; i++) {
            int lane = i % LANES;
            float factor = scale[scaleAt + lane];
            float difference = y[yAt + i] - t[tAt + i];
            loss[lossAt + lane] += Math.abs(difference);
            d[dAt + i] = difference > 0 ? factor : difference < 0 ? -factor : 0f * difference;
        }
    }

    @Override
    public void huberError(
            float delta, int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d,
            int dAt, float[] loss, int lossAt) {
        for (int i = 0; i < features * LANES; i++) {
            int lane = i % LANES;
            float difference = y[yAt + i] - t[tAt + i];
            float clipped = difference > delta ? delta : difference;
            clipped = clipped < -delta ? -delta : clipped;
            loss[lossAt + lane] = Math.fma(clipped, Math.fma(clipped, -0.5f, difference), loss[lossAt + lane]);
            d[dAt + i] = clipped * scale[scaleAt + lane];
        }
    }

    @Override
    public void crossEntropy(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int f = 0; f < features; f += Elementary.PART) {
            int count = Math.min(Elementary.PART, features - f);
            for (int lane = 0; lane < LANES; lane++) {
                int at = f * LANES + lane;
                loss[lossAt + lane] = addLogarithms(count, y, yAt + at, loss[lossAt + lane]);
            }
            for (int i = f * LANES; i < (f + count) * LANES; i++) {
                int lane = i % LANES;
                float logit = y[yAt + i];
                float target = t[tAt + i];
                loss[lossAt + lane] += Math.fma(-logit, target, Math.max(logit, 0f));
                d[dAt + i] = (Elementary.sigmoid(logit) - target) * scale[scaleAt + lane];
            }
        }
    }

    @Override
    public void poisson(
            int features, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int i = 0; i < features * LANES; i++) {
            int lane = i % LANES;
            float output = y[yAt + i];
            float count = t[tAt + i];
            boolean isMissing = Float.isNaN(count);
            float excess = Elementary.exp(output) - count;
            float ratio = output - Elementary.log(Math.max(count, Elementary.LEAST_COUNT));
            loss[lossAt + lane] += isMissing ? 0 : Math.fma(-count, ratio, excess);
            d[dAt + i] = isMissing ? 0 : excess * scale[scaleAt + lane];
        }
    }

    @Override
    public void softmaxCrossEntropy(
            int classes, float[] y, int yAt, float[] t, int tAt, float[] scale, int scaleAt, float[] d, int dAt,
            float[] loss, int lossAt) {
        for (int lane = 0; lane < LANES; lane++) {
            loss[lossAt + lane] += softmaxCrossEntropy(
                    classes * LANES, y, yAt + lane, t, tAt + lane, scale[scaleAt + lane], d, dAt + lane);
        }
    }

    private static float softmaxCrossEntropy(
            int end, float[] y, int yAt, float[] t, int tAt, float scale, float[] d, int dAt) {
        float largest = y[yAt];
        for (int i = LANES; i < end; i += LANES) largest = y[yAt + i] > largest ? y[yAt + i] : largest;
        float sum = 0;
        float all = 0;
        float own = 0;
        for (int i = 0; i < end; i += LANES) {
            d[dAt + i] = Elementary.exp(y[yAt + i] - largest);
            sum += d[dAt + i];
            all += t[tAt + i];
            own = Math.fma(t[tAt + i], y[yAt + i] - largest, own);
        }
        boolean isMissing = Float.isNaN(all);
        float share = all / sum;
        for (int i = 0; i < end; i += LANES) {
            d[dAt + i] = isMissing ? 0 : Math.fma(d[dAt + i], share, -t[tAt + i]) * scale;
        }
        return isMissing ? 0 : Math.fma(all, Elementary.log(sum), -own);
    }

    private static float addLogarithms(int features, float[] y, int yAt, float loss) {
        float total = loss;
        int f = 0;
        for (; f <= features - Elementary.FACTORS; f += Elementary.FACTORS) {
            float product = 1f;
            for (int i = f; i < f + Elementary.FACTORS; i++) {
                product = Math.fma(Elementary.decay(y[yAt + i * LANES]), product, product);
            }
            total += Elementary.log(product);
        }
        for (; f < features; f++) {
            total += Elementary.log1p(Elementary.decay(y[yAt + f * LANES]));
        }
        return total;
    }

    @Override
    public void addNoise(
            int[] keys, int first, int count, float sigma, float min, float max, float[] x, int xAt, float[] y,
            int yAt) {
        for (int e = 0; e < count; e++) {
            for (int lane = 0; lane < LANES; lane++) {
                float noise = Randomness.normal(keys[lane], keys[LANES + lane], first + e);
                float noisy = Math.fma(noise, sigma, x[xAt + e * LANES + lane]);
                y[yAt + e * LANES + lane] = Math.min(Math.max(noisy, min), max);
            }
        }
    }

    @Override
    public void strike(
            int[] keys, int first, int places, int channels, float rate, float low, float high, float[] x, int xAt,
            float[] y, int yAt) {
        for (int p = 0; p < places; p++) {
            for (int lane = 0; lane < LANES; lane++) {
                int bits = Randomness.bits(keys[lane], first + p);
                boolean isStruck = Randomness.uniform(Randomness.mix32(bits + keys[LANES + lane])) < rate;
                float value = Randomness.uniform(bits) < 0.5f ? low : high;
                for (int c = 0; c < channels; c++) {
                    int i = (p * channels + c) * LANES + lane;
                    y[yAt + i] = isStruck ? value : x[xAt + i];
                }
            }
        }
    }

    @Override
    public void dropOut(int[] keys, int first, int count, float rate, float scale, float[] x, int xAt, float[] y,
            int yAt) {
        for (int e = 0; e < count; e++) {
            for (int lane = 0; lane < LANES; lane++) {
                int bits = Randomness.mix32(Randomness.bits(keys[lane], first + e) + keys[LANES + lane]);
                float kept = x[xAt + e * LANES + lane] * scale;
                y[yAt + e * LANES + lane] = Randomness.uniform(bits) >= rate ? kept : 0f;
            }
        }
    }

    @Override
    public boolean addSquaredDistances(
            int features, float[] x, int xAt, float[] rows, int rowsAt, float limit, float[] sums) {
        for (int f = 0; f < features; f++) {
            for (int i = 0; i < NEIGHBOURS; i++) {
                float difference = rows[rowsAt + f * NEIGHBOURS + i] - x[xAt + f];
                sums[i] = Math.fma(difference, difference, sums[i]);
            }
        }
        boolean isBelow = false;
        for (int i = 0; i < NEIGHBOURS; i++) isBelow |= sums[i] < limit;
        return isBelow;
    }

    @Override
    public void squaredBoxDistances(int features, float[] x, int xAt, float[] boxes, int boxesAt, float[] d, int dAt) {
        for (int lane = 0; lane < LANES; lane++) {
            float sum = 0;
            for (int f = 0; f < features; f++) {
                int at = boxesAt + 2 * f * LANES + lane;
                float toLow = boxes[at] - x[xAt + f];
                float toHigh = boxes[at + LANES] - x[xAt + f];
                float outside = toHigh < 0 ? toHigh : toLow > 0 ? toLow : 0;
                sum = Math.fma(outside, outside, sum);
            }
            d[dAt + lane] = sum;
        }
    }

    @Override
    public void filter(Taps taps, int count, int places, int xStep, int yStep, float[] m, int xAt, int wAt, int yAt) {
        ScalarDepthwise.filter(taps, 0, count, places, xStep, yStep, m, xAt, wAt, yAt);
    }

    @Override
    public void addProducts(
            int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, float[] g, int gAt) {
        ScalarDepthwise.addProducts(count, places, xStep, dStep, m, xAt, dAt, g, gAt);
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

    @Override
    public void addNormalised(int count, int places, int xStep, int dStep, float[] m, int xAt, int dAt, int cAt,
            int rAt, int bAt, int wAt) {
        ScalarNormalisation.addNormalised(count, places, xStep, dStep, m, xAt, dAt, cAt, rAt, bAt, wAt);
    }

    @Override
    public void normaliseGradient(int count, int places, int xStep, int dStep, int dxStep, float[] m, int xAt, int dAt,
            int dxAt, int cAt, int rAt, int wAt, int gAt, int hAt) {
        ScalarNormalisation.normaliseGradient(count, places, xStep, dStep, dxStep, m, xAt, dAt, dxAt, cAt, rAt, wAt,
                gAt, hAt);
    }
}
