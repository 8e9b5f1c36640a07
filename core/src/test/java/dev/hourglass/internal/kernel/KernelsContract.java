package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;
import static dev.hourglass.internal.kernel.Kernels.NEIGHBOURS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.hourglass.spec.layer.Activation;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What every implementation of [Kernels] does: the textbook's loops in double precision, and the bits of
/// [ScalarKernels].
abstract class KernelsContract {
    private static final int PLACES = 11;
    /// More than are worked on at once.
    private static final int MANY_PLACES = 37;

    private final Kernels kernels;
    private final Kernels scalar = new ScalarKernels();
    private final Random random = new Random(4);

    KernelsContract(Kernels kernels) {
        this.kernels = kernels;
    }

    /// Three rows of five features, with gaps between rows and between places.
    private static Window window(int outputs) {
        return new Window(3, 5, outputs, 9 * LANES, 2 * LANES, (outputs + 1) * LANES);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void findsWhatIsNotFinite(float value) {
        for (int count : new int[] {1, 16, 45}) {
            for (int i = 0; i < count; i++) {
                var x = numbers(count + 4);
                x[0] = value;
                x[2] = Float.MAX_VALUE;
                assertThat(kernels.areFinite(x, 2, count)).isTrue();
                x[2 + i] = value;
                assertThat(kernels.areFinite(x, 2, count)).isFalse();
            }
        }
    }

    @Test
    void zeroesWhatIsMissingAndNothingElse() {
        for (int count : new int[] {1, 15, 16, 45}) {
            var x = withGaps(numbers(count + 4));
            x[0] = Float.NaN;
            x[count + 2] = Float.NaN;
            var zeroed = x.clone();
            kernels.zeroMissing(zeroed, 2, count);
            for (int i = 2; i < count + 2; i++) {
                x[i] = Float.isNaN(x[i]) ? 0 : x[i];
            }
            assertThat(zeroed).isEqualTo(x);
        }
    }

    @Test
    void replacesWhatIsMissing() {
        int count = 3 * LANES;
        var x = withGaps(numbers(count + 1));
        var y = numbers(count + 2);
        var t = new float[count + 3];
        kernels.replaceMissing(count, x, 1, y, 2, t, 3);
        for (int i = 0; i < count; i++) {
            assertThat(t[3 + i]).isEqualTo(Float.isNaN(x[1 + i]) ? y[2 + i] : x[1 + i]);
        }
        var inPlace = x.clone();
        kernels.replaceMissing(count, inPlace, 1, y, 2, inPlace, 1);
        assertThat(Arrays.copyOfRange(inPlace, 1, count + 1)).isEqualTo(Arrays.copyOfRange(t, 3, count + 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10, 33})
    void addsSquaredDistances(int features) {
        var x = numbers(features + 2);
        var rows = numbers(Math.max(features, 1) * NEIGHBOURS + 3);
        rows[7] = Float.NaN;
        rows[9] = Float.POSITIVE_INFINITY;
        for (float limit : new float[] {0, 2 * features / 3f, Float.POSITIVE_INFINITY}) {
            var sums = numbers(NEIGHBOURS);
            var bits = sums.clone();
            var before = sums.clone();
            boolean isBelow = kernels.addSquaredDistances(features, x, 2, rows, 3, limit, sums);
            assertThat(scalar.addSquaredDistances(features, x, 2, rows, 3, limit, bits)).isEqualTo(isBelow);
            assertSame(sums, bits);
            boolean isOneBelow = false;
            for (int i = 0; i < NEIGHBOURS; i++) {
                double sum = before[i];
                for (int f = 0; f < features; f++) {
                    sum += Math.pow((double) rows[3 + f * NEIGHBOURS + i] - x[2 + f], 2);
                }
                assertThat((double) sums[i]).isCloseTo(sum, offset(1e-4));
                isOneBelow |= sums[i] < limit;
            }
            assertThat(isBelow).isEqualTo(isOneBelow);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 33})
    void findsNoRowInABoxNearerThanTheBox(int features) {
        var boxes = new float[features * 2 * LANES + 1];
        var rows = numbers(features * NEIGHBOURS);
        Arrays.fill(boxes, Float.NaN);
        for (int i = 0; i < rows.length; i++) {
            int at = 1 + i / NEIGHBOURS * 2 * LANES + i % LANES;
            boxes[at] = i % NEIGHBOURS < LANES ? rows[i] : Math.min(boxes[at], rows[i]);
            boxes[at + LANES] = i % NEIGHBOURS < LANES ? rows[i] : Math.max(boxes[at + LANES], rows[i]);
        }
        for (float first : new float[] {0.3f, -5, 1e-30f, 3e38f, Float.NaN, Float.NEGATIVE_INFINITY}) {
            var x = numbers(features + 2);
            x[2] = first;
            var d = numbers(LANES + 4);
            var bits = d.clone();
            kernels.squaredBoxDistances(features, x, 2, boxes, 1, d, 4);
            scalar.squaredBoxDistances(features, x, 2, boxes, 1, bits, 4);
            assertSame(d, bits);
            var distances = new float[NEIGHBOURS];
            kernels.addSquaredDistances(features, x, 2, rows, 0, 0, distances);
            for (int i = 0; i < NEIGHBOURS; i++) {
                assertThat(d[4 + i % LANES] > distances[i]).isFalse();
            }
        }
    }

    @Test
    void measuresTheDistanceOfBoxes() {
        var boxes = new float[2 * 2 * LANES];
        Arrays.fill(boxes, 0, LANES, 1);
        Arrays.fill(boxes, LANES, 2 * LANES, 2);
        Arrays.fill(boxes, 2 * LANES, 3 * LANES, -4);
        Arrays.fill(boxes, 3 * LANES, 4 * LANES, -3);
        var d = new float[LANES];
        kernels.squaredBoxDistances(2, new float[] {4, -7}, 0, boxes, 0, d, 0);
        assertThat(d).containsOnly(4 + 9);
        kernels.squaredBoxDistances(2, new float[] {0, -3.5f}, 0, boxes, 0, d, 0);
        assertThat(d).containsOnly(1);
    }

    /// Every third number is missing, and one is infinite.
    private static float[] withGaps(float[] numbers) {
        for (int i = 0; i < numbers.length; i += 3) {
            numbers[i] = Float.NaN;
        }
        numbers[numbers.length / 2] = numbers.length % 2 == 0 ? Float.NEGATIVE_INFINITY : numbers[numbers.length / 2];
        return numbers;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 15, 16, 17, 36})
    void correlatesLikeADoubleLoop(int outputs) {
        var window = window(outputs);
        int inputs = window.rows() * window.run();
        var x = numbers(PLACES * window.sourceStep() + 30 * LANES);
        var w = numbers(Packing.PANELS.length(inputs, outputs) + 3);
        for (int places = 1; places <= PLACES; places++) {
            var y = new float[PLACES * window.targetStep()];
            kernels.correlate(window, places, w, 3, x, LANES, y, 0, 0f);
            var bits = new float[y.length];
            scalar.correlate(window, places, w, 3, x, LANES, bits, 0, 0f);
            assertSame(y, bits);
            for (int o = 0; o < outputs; o++) {
                int start = Packing.PANELS.blockAt(blockStart(o, outputs), inputs) + 3;
                int block = Packing.PANELS.block(outputs - blockStart(o, outputs));
                int r = o - blockStart(o, outputs);
                double sum = w[start + r];
                for (int k = 0; k < inputs; k++) {
                    int source = LANES + (places - 1) * window.sourceStep() + k / 5 * window.line() + k % 5 * LANES + 6;
                    sum += (double) w[start + block + k * block + r] * x[source];
                }
                double found = y[(places - 1) * window.targetStep() + o * LANES + 6];
                assertThat(found).isCloseTo(Math.max(sum, 0), offset(1e-5));
            }
        }
    }

    private static int blockStart(int output, int outputs) {
        int start = 0;
        while (start + Packing.PANELS.block(outputs - start) <= output) {
            start += Packing.PANELS.block(outputs - start);
        }
        return start;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 17, 33, 48})
    void sumsOuterProductsOverPlacesAndSamples(int outputs) {
        var window = new Window(2, 29, outputs, 40 * LANES, 3 * LANES, outputs * LANES);
        var x = numbers(MANY_PLACES * window.sourceStep() + 90 * LANES);
        var d = numbers(MANY_PLACES * window.targetStep());
        int block = MANY_PLACES * LANES * LANES;
        int padded = Kernels.padded(outputs);
        var transposed = new float[padded * MANY_PLACES * LANES];
        kernels.transpose(outputs, MANY_PLACES, d, 0, window.targetStep(), transposed, 0, block);
        var g = numbers(58 * padded);
        var expected = g.clone();
        var bits = g.clone();
        kernels.outer(window, MANY_PLACES, x, 0, transposed, 0, block, g, 0);
        scalar.outer(window, MANY_PLACES, x, 0, transposed, 0, block, bits, 0);
        assertSame(g, bits);
        for (int k = 0; k < 58; k += 7) {
            for (int o = 0; o < outputs; o++) {
                double sum = expected[k * padded + o];
                for (int p = 0; p < MANY_PLACES; p++) {
                    for (int s = 0; s < LANES; s++) {
                        sum += (double) x[p * window.sourceStep() + k / 29 * window.line() + k % 29 * LANES + s]
                                * d[p * window.targetStep() + o * LANES + s];
                    }
                }
                assertThat((double) g[k * padded + o]).isCloseTo(sum, offset(1e-4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4})
    void keepsPartialSumsOfOuterProducts(int outputs) {
        var window = new Window(2, 13, outputs, 20 * LANES, LANES, outputs * LANES);
        var x = numbers(60 * LANES);
        var d = numbers(PLACES * window.targetStep());
        var g = numbers(26 * outputs * LANES);
        var bits = g.clone();
        double before = g[(14 * outputs + outputs - 1) * LANES + 9];
        kernels.outerInLanes(window, PLACES, x, 0, d, 0, g, 0);
        scalar.outerInLanes(window, PLACES, x, 0, d, 0, bits, 0);
        assertSame(g, bits);
        double sum = before;
        for (int p = 0; p < PLACES; p++) {
            sum += (double) x[p * LANES + window.line() + LANES + 9] * d[(p * outputs + outputs - 1) * LANES + 9];
        }
        assertThat((double) g[(14 * outputs + outputs - 1) * LANES + 9]).isCloseTo(sum, offset(1e-5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 36, 64, 100})
    void sumsTransposedGradientsOverSamples(int outputs) {
        int panels = 3;
        int block = 4 * LANES * LANES;
        var t = numbers((outputs / LANES + 1) * block);
        var g = numbers(outputs + 7);
        var before = g.clone();
        var bits = g.clone();
        kernels.sumSamples(outputs, panels, t, 0, block, g, 5);
        scalar.sumSamples(outputs, panels, t, 0, block, bits, 5);
        assertSame(g, bits);
        for (int o = 0; o < outputs; o++) {
            double sum = before[5 + o];
            for (int s = 0; s < panels * LANES; s++) {
                sum += t[o / LANES * block + s * LANES + o % LANES];
            }
            assertThat((double) g[5 + o]).isCloseTo(sum, offset(1e-5));
        }
        assertThat(g[4]).isEqualTo(before[4]);
        assertThat(g[outputs + 5]).isEqualTo(before[outputs + 5]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 15, 16, 20})
    void transposesAndPadsWithZeros(int outputs) {
        var d = numbers(3 * outputs * LANES);
        var t = numbers(Kernels.padded(outputs) * 3 * LANES);
        int block = 3 * LANES * LANES;
        kernels.transpose(outputs, 3, d, 0, outputs * LANES, t, 0, block);
        for (int p = 0; p < 3; p++) {
            for (int o = 0; o < Kernels.padded(outputs); o++) {
                for (int s = 0; s < LANES; s++) {
                    float expected = o < outputs ? d[(p * outputs + o) * LANES + s] : 0f;
                    assertThat(t[o / LANES * block + (p * LANES + s) * LANES + o % LANES]).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16, 20, 48})
    void turnsRowsIntoColumns(int columns) {
        int rows = 35;
        var x = numbers(rows * 50);
        var t = new float[columns * 40];
        kernels.turn(rows, columns, x, 0, 50, t, 0, 40);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                assertThat(t[column * 40 + row]).isEqualTo(x[row * 50 + column]);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void activatesLikeTheTextbook(Activation activation) {
        var x = spread();
        var y = x.clone();
        var bits = x.clone();
        kernels.activate(activation, y, 0, y.length);
        scalar.activate(activation, bits, 0, bits.length);
        assertSame(y, bits);
        for (int i = 0; i < x.length; i++) {
            assertThat((double) y[i]).isCloseTo(value(activation, x[i]), offset(2e-7 * Math.max(1, Math.abs(x[i]))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void derivesFromTheFunctionsValueOrItsArgument(Activation activation) {
        var x = spread();
        var y = x.clone();
        if (!Kernels.derivesFromArgument(activation)) {
            kernels.activate(activation, y, 0, y.length);
        }
        var d = new float[x.length];
        Arrays.fill(d, 1f);
        var bits = d.clone();
        kernels.derive(activation, y, 0, d, 0, d.length);
        scalar.derive(activation, y, 0, bits, 0, bits.length);
        assertSame(d, bits);
        for (int i = 0; i < x.length; i++) {
            double expected = (value(activation, x[i] + 1e-6) - value(activation, x[i] - 1e-6)) / 2e-6;
            assertThat((double) d[i]).as("at %s", x[i]).isCloseTo(expected, offset(2e-6));
        }
    }

    /// From -20 to 20, without 0, where some functions have a kink.
    private static float[] spread() {
        var x = new float[4096];
        for (int i = 0; i < x.length; i++) {
            x[i] = (i + 0.5f - x.length / 2f) * 40f / x.length;
        }
        return x;
    }

    private static double value(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : 0.01 * x;
            case ELU -> x > 0 ? x : Math.expm1(x);
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case SOFTPLUS -> Math.log1p(Math.exp(-Math.abs(x))) + Math.max(x, 0);
            case GELU -> x * NormalDistribution.at(x);
            case SILU -> x / (1 + Math.exp(-x));
            case SELU -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x));
            case HARD_SIGMOID -> Math.clamp(x / 6 + 0.5, 0.0, 1.0);
        };
    }

    @Test
    void aFloorHidesNoNaN() {
        var y = new float[LANES];
        y[0] = Float.NaN;
        y[1] = -0f;
        y[2] = -1;
        y[3] = 2;
        kernels.activate(Activation.RELU, y, 0, LANES);
        assertThat(y[0]).isNaN();
        assertThat(Float.floatToRawIntBits(y[1])).as("0, not -0").isZero();
        assertThat(y[2]).isZero();
        assertThat(y[3]).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"2, 2", "2, 1", "1, 2", "3, 2"})
    void poolsAndSendsTheGradientToTheFirstMaximum(int rows, int columns) {
        int places = 2;
        int pixel = 3 * LANES;
        int step = columns * pixel;
        int line = places * step + pixel;
        var taps = new Taps(rows, columns, line, pixel);
        int all = rows * line;
        int y = 2 * all;
        int dy = y + places * pixel;
        var m = numbers(dy + places * pixel);
        System.arraycopy(m, 0, m, (rows - 1) * line + (columns - 1) * pixel, LANES);
        kernels.maxPool(taps, pixel, places, step, pixel, m, 0, y);
        kernels.maxPoolGradient(taps, line, pixel, places, step, pixel, m, 0, y, dy, all);
        for (int i = 0; i < places * pixel; i++) {
            int first = i / pixel * step + i % pixel;
            float largest = Float.NEGATIVE_INFINITY;
            for (int tap = 0; tap < rows * columns; tap++) {
                largest = Math.max(largest, m[first + tap / columns * line + tap % columns * pixel]);
            }
            assertThat(m[y + i]).isEqualTo(largest);
            float left = m[dy + i];
            for (int tap = 0; tap < rows * columns; tap++) {
                int at = first + tap / columns * line + tap % columns * pixel;
                boolean here = m[at] == largest;
                assertThat(m[all + at]).as("the first maximum alone").isEqualTo(here ? left : 0f);
                left = here ? 0f : left;
            }
        }
    }

    @Test
    void computesBothLossesWithTheirGradients() {
        int features = 2 * Elementary.PART + 37;
        var y = numbers(features * LANES);
        var t = numbers(features * LANES);
        for (int i = 0; i < t.length; i++) {
            y[i] *= 20;
            t[i] = Math.abs(t[i]);
        }
        var scale = numbers(LANES);
        for (boolean isEntropy : new boolean[] {false, true}) {
            var d = new float[y.length];
            var loss = new float[LANES];
            var bitsOfGradient = new float[y.length];
            var bitsOfLoss = new float[LANES];
            lose(kernels, isEntropy, features, y, t, scale, d, loss);
            lose(scalar, isEntropy, features, y, t, scale, bitsOfGradient, bitsOfLoss);
            assertSame(d, bitsOfGradient);
            assertSame(loss, bitsOfLoss);
            double sum = 0;
            for (int f = 0; f < features; f++) {
                double logit = y[f * LANES + 3];
                double target = t[f * LANES + 3];
                sum += isEntropy
                        ? Math.log1p(Math.exp(-Math.abs(logit))) + Math.max(logit, 0) - logit * target
                        : (logit - target) * (logit - target);
                double gradient = isEntropy ? 1 / (1 + Math.exp(-logit)) - target : 2 * (logit - target);
                assertThat((double) d[f * LANES + 3]).isCloseTo(gradient * scale[3], offset(1e-5));
            }
            assertThat((double) loss[3]).isCloseTo(sum, offset(1e-5 * sum));
        }
    }

    @Test
    void filtersChannelsByThemselvesWithEqualBits() {
        int count = 3 * LANES;
        var taps = new Taps(2, 3, 20 * count, 2 * count);
        for (int places : new int[] {1, 4, 9}) {
            var m = numbers(80 * count);
            var bits = m.clone();
            var sums = numbers(count);
            var sumBits = sums.clone();
            var before = m.clone();
            kernels.filter(taps, count, places, count, count, m, 0, 60 * count, 40 * count);
            scalar.filter(taps, count, places, count, count, bits, 0, 60 * count, 40 * count);
            kernels.addProducts(count, places, count, 2 * count, m, 0, 20 * count, sums, 0);
            scalar.addProducts(count, places, count, 2 * count, bits, 0, 20 * count, sumBits, 0);
            assertSame(m, bits);
            assertSame(sums, sumBits);
            for (int i = 0; i < places * count; i++) {
                int c = i % count;
                double expected = before[60 * count + c];
                for (int tap = 0; tap < 6; tap++) {
                    expected += (double) before[i + tap / 3 * 20 * count + tap % 3 * 2 * count]
                            * before[(61 + tap) * count + c];
                }
                assertThat((double) m[40 * count + i]).isCloseTo(expected, offset(1e-5));
            }
        }
    }

    @Test
    void normalisesAndSendsGradientsBackWithEqualBits() {
        int count = 3 * LANES;
        int places = 5;
        int part = places * count;
        var m = numbers(9 * part);
        var bits = m.clone();
        for (var each : List.of(kernels, scalar)) {
            var memory = each == kernels ? m : bits;
            each.addUp(count, places, count, memory, 0, 3 * part);
            each.addSquares(count, places, count, memory, 0, 3 * part, 4 * part);
            each.normalise(count, places, count, count, memory, 0, part, 3 * part, 4 * part, 5 * part);
            each.addNormalised(
                    count, places, count, count, memory, 0, part, 3 * part, 4 * part, 5 * part, 6 * part);
            each.normaliseGradient(
                    count, places, count, count, count, memory, 0, part, 2 * part, 3 * part, 4 * part, 5 * part,
                    6 * part, 7 * part);
        }
        assertSame(m, bits);
        for (int i = 0; i < count; i++) {
            double normal = (m[i] - m[3 * part + i]) * m[4 * part + i];
            assertThat((double) m[2 * part + i]).isCloseTo(
                    (m[part + i] * m[5 * part + i] - m[6 * part + i] - normal * m[7 * part + i]) * m[4 * part + i],
                    offset(1e-3 * (1 + Math.abs(m[2 * part + i]))));
        }
    }

    @Test
    void computesAbsoluteAndHubersErrorsWithTheirGradients() {
        int features = 37;
        var y = numbers(features * LANES);
        var t = numbers(features * LANES);
        t[5 * LANES + 3] = y[5 * LANES + 3];
        var scale = numbers(LANES);
        for (float delta : new float[] {0, 0.1f, 2}) {
            var d = new float[y.length];
            var loss = new float[LANES];
            var bitsOfGradient = new float[y.length];
            var bitsOfLoss = new float[LANES];
            loseRobustly(kernels, delta, features, y, t, scale, d, loss);
            loseRobustly(scalar, delta, features, y, t, scale, bitsOfGradient, bitsOfLoss);
            assertSame(d, bitsOfGradient);
            assertSame(loss, bitsOfLoss);
            double sum = 0;
            for (int f = 0; f < features; f++) {
                double difference = (double) y[f * LANES + 3] - t[f * LANES + 3];
                double size = Math.abs(difference);
                sum += delta == 0 ? size : size < delta ? size * size / 2 : delta * (size - delta / 2);
                double gradient = delta == 0 ? Math.signum(difference)
                        : Math.clamp(difference, (double) -delta, (double) delta);
                assertThat((double) d[f * LANES + 3]).isCloseTo(gradient * scale[3], offset(1e-6));
            }
            assertThat((double) loss[3]).isCloseTo(sum, offset(1e-5 * sum));
        }
    }

    private static void loseRobustly(
            Kernels kernels, float delta, int features, float[] y, float[] t, float[] scale, float[] d,
            float[] loss) {
        if (delta == 0) {
            kernels.absoluteError(features, y, 0, t, 0, scale, 0, d, 0, loss, 0);
        } else {
            kernels.huberError(delta, features, y, 0, t, 0, scale, 0, d, 0, loss, 0);
        }
    }

    @Test
    void computesTheCrossEntropyOfClasses() {
        int classes = 37;
        var y = numbers(classes * LANES);
        var t = new float[classes * LANES];
        for (int i = 0; i < y.length; i++) y[i] *= 30;
        for (int lane = 1; lane < LANES; lane++) t[2 * lane * LANES + lane] = 1;
        t[5 * LANES + 4] = Float.NaN;
        var scale = numbers(LANES);
        var d = new float[y.length];
        var loss = numbers(LANES);
        var before = loss.clone();
        var bitsOfGradient = new float[y.length];
        var bitsOfLoss = loss.clone();
        kernels.softmaxCrossEntropy(classes, y, 0, t, 0, scale, 0, d, 0, loss, 0);
        scalar.softmaxCrossEntropy(classes, y, 0, t, 0, scale, 0, bitsOfGradient, 0, bitsOfLoss, 0);

        assertSame(d, bitsOfGradient);
        assertSame(loss, bitsOfLoss);
        for (int lane = 0; lane < LANES; lane++) {
            boolean isCounted = lane > 0 && lane != 4;
            double sum = 0;
            for (int c = 0; c < classes; c++) sum += Math.exp(y[c * LANES + lane]);
            double expected = isCounted ? Math.log(sum) - y[2 * lane * LANES + lane] : 0;
            assertThat((double) loss[lane]).isCloseTo(before[lane] + expected, offset(1e-5 * (1 + expected)));
            for (int c = 0; c < classes; c++) {
                double probability = Math.exp(y[c * LANES + lane]) / sum;
                double gradient = isCounted ? probability - t[c * LANES + lane] : 0;
                assertThat((double) d[c * LANES + lane]).isCloseTo(gradient * scale[lane], offset(1e-5));
            }
        }
    }

    @Test
    void computesThePoissonDevianceOfCounts() {
        int features = 37;
        var y = numbers(features * LANES);
        var t = new float[features * LANES];
        for (int i = 0; i < t.length; i++) {
            y[i] *= 8;
            t[i] = i % 5 == 0 ? i % 3 * 0.7f : i / LANES * (i % 4);
        }
        t[7 * LANES + 2] = Float.NaN;
        y[8 * LANES + 2] = -200;
        t[8 * LANES + 2] = 0;
        var scale = numbers(LANES);
        var d = new float[y.length];
        var loss = numbers(LANES);
        var before = loss.clone();
        var bitsOfGradient = new float[y.length];
        var bitsOfLoss = loss.clone();
        kernels.poisson(features, y, 0, t, 0, scale, 0, d, 0, loss, 0);
        scalar.poisson(features, y, 0, t, 0, scale, 0, bitsOfGradient, 0, bitsOfLoss, 0);

        assertSame(d, bitsOfGradient);
        assertSame(loss, bitsOfLoss);
        for (int lane = 0; lane < LANES; lane++) {
            double sum = before[lane];
            for (int i = lane; i < t.length; i += LANES) {
                boolean isMissing = Float.isNaN(t[i]);
                double rate = Math.exp(y[i]);
                sum += isMissing ? 0 : rate - t[i] + (t[i] > 0 ? t[i] * (Math.log(t[i]) - y[i]) : 0);
                double gradient = isMissing ? 0 : (rate - t[i]) * scale[lane];
                assertThat((double) d[i]).isCloseTo(gradient, offset(1e-5 * (1 + Math.abs(gradient))));
            }
            assertThat((double) loss[lane]).isCloseTo(sum, offset(1e-5 * sum));
        }
    }

    private static void lose(
            Kernels kernels, boolean isEntropy, int features, float[] y, float[] t, float[] scale, float[] d,
            float[] loss) {
        if (isEntropy) {
            kernels.crossEntropy(features, y, 0, t, 0, scale, 0, d, 0, loss, 0);
        } else {
            kernels.squaredError(features, y, 0, t, 0, scale, 0, d, 0, loss, 0);
        }
    }

    @Test
    void drawsNoiseThatIsNormalAndClipped() {
        int count = 20_000;
        var keys = keys();
        var x = new float[count * LANES];
        var y = new float[count * LANES];
        kernels.addNoise(keys, 5, count, 2f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, x, 0, y, 0);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        double neighbours = 0;
        for (int i = 0; i < y.length; i++) {
            mean += y[i] / y.length;
            square += (double) y[i] * y[i] / y.length;
            fourth += Math.pow(y[i], 4) / y.length;
            neighbours += (double) y[i] * y[(i + LANES) % y.length] / y.length;
        }
        assertThat(mean).isCloseTo(0, offset(0.02));
        assertThat(square).isCloseTo(4, offset(0.05));
        assertThat(fourth / (square * square)).as("kurtosis").isCloseTo(3, offset(0.05));
        assertThat(neighbours).as("of neighbouring features").isCloseTo(0, offset(0.03));
        var bits = new float[y.length];
        scalar.addNoise(keys, 5, count, 2f, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, x, 0, bits, 0);
        assertSame(y, bits);
        kernels.addNoise(keys, 5, count, 2f, -1f, 0.5f, x, 0, y, 0);
        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).isEqualTo(Math.clamp(bits[i], -1f, 0.5f));
        }
    }

    @Test
    void strikesWholePlacesAtItsRateAndEitherWayAsOften() {
        int places = 5000;
        int channels = 3;
        var keys = keys();
        var x = numbers(places * channels * LANES);
        var y = new float[x.length];
        var bits = new float[x.length];
        kernels.strike(keys, 7, places, channels, 0.3f, -5f, 5f, x, 0, y, 0);
        scalar.strike(keys, 7, places, channels, 0.3f, -5f, 5f, x, 0, bits, 0);
        assertSame(y, bits);
        int struck = 0;
        int low = 0;
        for (int i = 0; i < y.length; i++) {
            int first = i / (channels * LANES) * channels * LANES + i % LANES;
            boolean isStruck = Math.abs(y[first]) == 5f;
            assertThat(y[i]).isEqualTo(isStruck ? y[first] : x[i]);
            struck += isStruck ? 1 : 0;
            low += y[i] == -5f ? 1 : 0;
        }
        assertThat(struck / (double) y.length).isCloseTo(0.3, offset(0.005));
        assertThat(low / (double) struck).isCloseTo(0.5, offset(0.01));
    }

    @Test
    void dropsOutAtItsRate() {
        int count = 5000;
        var keys = keys();
        var x = new float[count * LANES];
        Arrays.fill(x, 3f);
        var y = new float[x.length];
        var bits = new float[x.length];
        kernels.dropOut(keys, 0, count, 0.3f, 1 / 0.7f, x, 0, y, 0);
        scalar.dropOut(keys, 0, count, 0.3f, 1 / 0.7f, x, 0, bits, 0);
        assertSame(y, bits);
        int dropped = 0;
        for (float value : y) {
            assertThat(value).isIn(0f, 3f * (1 / 0.7f));
            dropped += value == 0 ? 1 : 0;
        }
        assertThat(dropped / (double) y.length).isCloseTo(0.3, offset(0.005));
    }

    @Test
    void addsSumsAndScaledVectors() {
        var x = numbers(4 * LANES);
        var y = numbers(4 * LANES);
        var expected = y.clone();
        kernels.addScaled(0.3f, x, 0, y, 0, y.length);
        for (int i = 0; i < y.length; i++) {
            assertThat(y[i]).isEqualTo(Math.fma(x[i], 0.3f, expected[i]));
        }
        var g = new float[2 * LANES];
        kernels.sum(2 * LANES, 2, x, 0, 2 * LANES, g, 0);
        for (int i = 0; i < g.length; i++) {
            assertThat(g[i]).isEqualTo(x[i] + x[2 * LANES + i]);
        }
    }

    @Test
    void combinesRowsOfPlaces() {
        int count = 3 * LANES;
        var strip = new Strip(4, count, count, count + LANES, 2 * count, count + 2 * LANES);
        int x = LANES;
        int y = x + 4 * strip.x();
        int z = y + 4 * strip.y();
        int t = z + 4 * strip.z();
        var m = numbers(t + 4 * strip.target());
        var two = m.clone();
        kernels.combine(strip, -0.7f, two, x, y, t);
        var three = m.clone();
        kernels.combine(strip, 1, -0.7f, -0.1f, three, x, y, z, t);
        for (int p = 0; p < 4; p++) {
            for (int i = 0; i < count; i++) {
                float first = m[x + p * strip.x() + i];
                float second = m[y + p * strip.y() + i];
                float third = m[z + p * strip.z() + i];
                int target = t + p * strip.target() + i;
                assertThat(two[target]).isEqualTo(Math.fma(second, -0.7f, first));
                assertThat(three[target]).isEqualTo(Math.max(Math.fma(third, -0.7f, first + second), -0.1f));
            }
        }
        for (int i = 0; i < t; i++) {
            assertThat(two[i]).isEqualTo(m[i]);
            assertThat(three[i]).isEqualTo(m[i]);
        }
    }

    @Test
    void computesTwoByTwoOutputsOfTilesOfFourByFourPixels() {
        int pixel = 2 * LANES;
        int tiles = 3;
        int plane = 4 * pixel;
        var tiling = new Tiling(tiles, pixel, 9 * pixel, plane);
        int t = 36 * pixel;
        int y = t + 16 * plane;
        int below = y + 6 * pixel;
        int rest = below + 6 * pixel;
        for (int columns = 5; columns <= 6; columns++) {
            var m = numbers(rest + pixel);
            var bits = m.clone();
            kernels.toTiles(tiling, m, 0, t);
            scalar.toTiles(tiling, bits, 0, t);
            assertSame(m, bits);
            kernels.fromTiles(tiling, columns, -1f, m, t, y, below, rest);
            scalar.fromTiles(tiling, columns, -1f, bits, t, y, below, rest);
            assertSame(m, bits);
            for (int column = 0; column < columns; column++) {
                for (int i = 0; i < pixel; i++) {
                    int d = column / 2 * 2 * pixel + i;
                    double upper = outputOfTile(m, d, pixel, column % 2, tiling.line(), 0);
                    double lower = outputOfTile(m, d, pixel, column % 2, tiling.line(), 1);
                    assertThat((double) m[y + column * pixel + i]).isCloseTo(Math.max(upper, -1), offset(1e-5));
                    assertThat((double) m[below + column * pixel + i]).isCloseTo(Math.max(lower, -1), offset(1e-5));
                }
            }
        }
    }

    /// What the sums of planes, without weights between, make of the pixels.
    private static double outputOfTile(float[] m, int at, int pixel, int column, int line, int row) {
        double output = 0;
        double[][] factors = {factors(0), factors(1)};
        for (int r = 0; r < factors[row].length; r++) {
            for (int c = 0; c < factors[column].length; c++) {
                output += factors[row][r] * factors[column][c] * m[at + r * line + c * pixel];
            }
        }
        return output;
    }

    private static double[] factors(int output) {
        double[][] planes = {{1, 0, -1, 0}, {0, 1, 1, 0}, {0, -1, 1, 0}, {0, 1, 0, -1}};
        double[][] sums = {{1, 1, 1, 0}, {0, 1, -1, 1}};
        var factors = new double[planes.length];
        for (int p = 0; p < planes.length; p++) {
            for (int i = 0; i < factors.length; i++) {
                factors[i] += sums[output][p] * planes[p][i];
            }
        }
        return factors;
    }

    @Test
    void computesTwoByTwoOutputsOfNinePlanes() {
        int pixel = 2 * LANES;
        int tiles = 3;
        int plane = 4 * pixel;
        var tiling = new Tiling(tiles, pixel, 0, plane);
        int y = 9 * plane;
        int below = y + 2 * tiles * pixel;
        var m = numbers(below + 2 * tiles * pixel);
        var bits = m.clone();
        kernels.fromDifferences(tiling, -0.5f, m, 0, y, below);
        scalar.fromDifferences(tiling, -0.5f, bits, 0, y, below);
        assertSame(m, bits);
        for (int column = 0; column < 2 * tiles; column++) {
            for (int i = 0; i < pixel; i++) {
                int t = column / 2 * pixel + i;
                int next = (1 + column % 2) * plane;
                float shared = m[t] + m[t + next];
                float upper = m[t + 3 * plane] + m[t + 3 * plane + next] + shared;
                float lower = m[t + 6 * plane] + m[t + 6 * plane + next] + shared;
                assertThat(m[y + column * pixel + i]).isEqualTo(Math.max(upper, -0.5f));
                assertThat(m[below + column * pixel + i]).isEqualTo(Math.max(lower, -0.5f));
            }
        }
    }

    private int[] keys() {
        var keys = new int[Randomness.KEYS];
        for (int lane = 0; lane < LANES; lane++) {
            Randomness.setKey(keys, lane, Randomness.key(7, lane));
        }
        return keys;
    }

    private float[] numbers(int count) {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }

    private static void assertSame(float[] found, float[] expected) {
        for (int i = 0; i < found.length; i++) {
            if (Float.floatToIntBits(found[i]) != Float.floatToIntBits(expected[i])) {
                assertThat(found[i]).as("bits at %d", i).isEqualTo(expected[i]);
            }
        }
    }
}
