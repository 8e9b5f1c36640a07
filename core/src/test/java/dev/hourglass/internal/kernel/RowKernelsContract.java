package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.layer.Activation;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the loops over samples one behind the other do: the bits that a sample gets in a panel of 16.
abstract class RowKernelsContract {
    private static final int LANE = 11;

    private final ForwardKernels kernels;
    private final Kernels panels = new ScalarKernels();
    private final Random random = new Random(8);

    RowKernelsContract(Kernels kernels) {
        this.kernels = kernels.ofRows();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 15, 16, 17, 25, 32, 36, 48, 72, 85, 120, 300})
    void correlatesLikeAPanel(int outputs) {
        for (int places = 1; places <= 19; places++) {
            correlatesLikeAPanel(new Window(3, 5, outputs, 99, 2, outputs + 1), places);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void correlatesNeighbouringPixelsLikeAPanel(int outputs) {
        for (int places : new int[] {7, 8, 28, 32, 33, 65}) {
            correlatesLikeAPanel(new Window(3, 3 * 16, outputs, 70 * 16, 16, outputs), places);
            correlatesLikeAPanel(new Window(2, 2 * 32, outputs, 70 * 32, 32, 2 * outputs), places);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 16, 24, 36, 45, 80, 125})
    void correlatesSamplesThatAreMostlyZeroLikeAPanel(int outputs) {
        for (int places : new int[] {1, 2, 5, 31, 64}) {
            for (int inputs : new int[] {128, 200, 301}) {
                correlatesLikeAPanel(new Window(1, inputs, outputs, 0, inputs, outputs), places, 0.1);
            }
        }
    }

    @Test
    void givesZeroTheSameSignWhereInputsAreMostlyZero() {
        int inputs = 160;
        var x = new float[inputs];
        x[3] = 1;
        var w = new float[Packing.ROWS.length(inputs, 16)];
        for (int o = 0; o < 16; o++) {
            w[o] = -0f;
            // What is added to the sum is -0, and then 0 times a positive or a negative weight.
            w[16 + 3 * 16 + o] = -0f;
            w[16 + 100 * 16 + o] = o % 2 == 0 ? 1 : -1;
        }
        var expected = new float[16];
        new ScalarKernels().ofRows().correlate(
                new Window(1, inputs, 16, 0, inputs, 16), 1, w, 0, x, 0, expected, 0, Float.NEGATIVE_INFINITY);
        var found = new float[16];
        kernels.correlate(new Window(1, inputs, 16, 0, inputs, 16), 1, w, 0, x, 0, found, 0, Float.NEGATIVE_INFINITY);
        assertSame(found, 0, expected);
    }

    private void correlatesLikeAPanel(Window window, int places) {
        correlatesLikeAPanel(window, places, 1);
    }

    /// @param window with distances that count features
    /// @param share of inputs that are not zero
    private void correlatesLikeAPanel(Window window, int places, double share) {
        int inputs = window.rows() * window.run();
        int source = (window.rows() - 1) * window.line() + (places - 1) * window.sourceStep() + window.run();
        int target = (places - 1) * window.targetStep() + window.outputs();
        var w = numbers(Packing.PANELS.length(inputs, window.outputs()) + 3);
        var x = numbers(source * LANES);
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextDouble() < share ? x[i] : Math.copySign(0, x[i]);
        }
        var expected = new float[target * LANES];
        panels.correlate(
                window.with(
                        window.line() * LANES, window.sourceStep() * LANES, window.targetStep() * LANES),
                places, w, 3, x, 0, expected, 0, -0.25f);
        var y = new float[target + 5];
        kernels.correlate(window, places, inRows(w, inputs, window.outputs()), 2, sample(x), 0, y, 5, -0.25f);
        assertSame(y, 5, sample(expected));
    }

    /// Weights and biases in the order for outputs in lanes, from 2 on.
    ///
    /// @param w in the order for panels, from 3 on
    private static float[] inRows(float[] w, int inputs, int outputs) {
        var rows = new float[Packing.ROWS.length(inputs, outputs) + 2];
        for (int o = 0; o < outputs; o++) {
            for (int k = -1; k < inputs; k++) {
                rows[2 + at(Packing.ROWS, o, outputs, k, inputs)] = w[3 + at(Packing.PANELS, o, outputs, k, inputs)];
            }
        }
        return rows;
    }

    /// Where a weight is, or for input -1 a bias.
    private static int at(Packing packing, int output, int outputs, int input, int inputs) {
        int first = 0;
        while (first + packing.block(outputs - first) <= output) {
            first += packing.block(outputs - first);
        }
        return packing.blockAt(first, inputs) + (1 + input) * packing.block(outputs - first) + output - first;
    }

    @ParameterizedTest
    @EnumSource
    void activatesLikeAPanel(Activation activation) {
        var x = numbers(53 * LANES);
        var y = sample(x);
        panels.activate(activation, x, 0, x.length);
        kernels.activate(activation, y, 0, y.length);
        assertSame(y, 0, sample(x));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 37, 48})
    void aFloorHidesNoNaN(int outputs) {
        var window = new Window(1, 1, outputs, 0, 1, outputs);
        var w = new float[Packing.ROWS.length(1, outputs)];
        float[] x = {Float.NaN, 1, -0f};
        for (int o = 0, block; o < outputs; o += block) {
            block = Packing.ROWS.block(outputs - o);
            int first = Packing.ROWS.blockAt(o, 1) + block;
            Arrays.fill(w, first, first + block, -1);
        }
        var y = new float[x.length * outputs];
        kernels.correlate(window, x.length, w, 0, x, 0, y, 0, 0);
        assertThat(Arrays.copyOf(y, outputs)).containsOnly(Float.NaN);
        for (int i = outputs; i < y.length; i++) {
            assertThat(Float.floatToRawIntBits(y[i])).as("0, not -0").isZero();
        }
    }

    @Test
    void poolsLikeAPanel() {
        int channels = 37;
        int all = 6 * channels;
        var m = numbers((all + channels) * LANES);
        var found = sample(m);
        panels.maxPool(
                new Taps(2, 2, 3 * channels * LANES, channels * LANES), channels * LANES, 1, 0, 0, m, 0, all * LANES);
        kernels.maxPool(new Taps(2, 2, 3 * channels, channels), channels, 1, 0, 0, found, 0, all);
        assertSame(found, 0, sample(m));
    }

    @Test
    void addsLikeAPanel() {
        int channels = 37;
        var x = numbers(channels * LANES);
        var y = numbers(channels * LANES);
        var found = sample(y);
        panels.addScaled(0.3f, x, 0, y, 0, y.length);
        kernels.addScaled(0.3f, sample(x), 0, found, 0, channels);
        assertSame(found, 0, sample(y));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 37})
    void combinesLikeAPanel(int count) {
        var strip = new Strip(3, count, count + 1, 2 * count, count, count + 2);
        var m = numbers(40 * count * LANES);
        var wide = new Strip(
                3, count * LANES, strip.x() * LANES, strip.y() * LANES, strip.z() * LANES, strip.target() * LANES);
        int y = 8 * count;
        int z = 16 * count;
        int t = 24 * count;
        var found = sample(m);
        panels.combine(wide, -1, m, 0, y * LANES, t * LANES);
        kernels.combine(strip, -1, found, 0, y, t);
        assertSame(found, 0, sample(m));
        panels.combine(wide, 1, -1, 0, m, 0, y * LANES, z * LANES, t * LANES);
        kernels.combine(strip, 1, -1, 0, found, 0, y, z, t);
        assertSame(found, 0, sample(m));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 16, 37})
    void transformsTilesLikeAPanel(int pixel) {
        int plane = 5 * pixel;
        int tiles = 3;
        var wide = new Tiling(tiles, pixel * LANES, 11 * pixel * LANES, plane * LANES);
        var tiling = new Tiling(tiles, pixel, 11 * pixel, plane);
        var m = numbers(170 * pixel * LANES);
        int t = 48 * pixel;
        var found = sample(m);
        panels.toTiles(wide, m, 0, t * LANES);
        kernels.toTiles(tiling, found, 0, t);
        assertSame(found, 0, sample(m));
        int rest = 140 * pixel;
        for (int columns = 5; columns <= 6; columns++) {
            panels.fromTiles(wide, columns, -0.5f, m, t * LANES, 0, 22 * pixel * LANES, rest * LANES);
            kernels.fromTiles(tiling, columns, -0.5f, found, t, 0, 22 * pixel, rest);
            assertSame(found, 0, sample(m));
        }
        panels.fromDifferences(wide, -0.5f, m, t * LANES, 0, 22 * pixel * LANES);
        kernels.fromDifferences(tiling, -0.5f, found, t, 0, 22 * pixel);
        assertSame(found, 0, sample(m));
    }

    private static float[] sample(float[] panel) {
        var sample = new float[panel.length / LANES];
        for (int i = 0; i < sample.length; i++) {
            sample[i] = panel[i * LANES + LANE];
        }
        return sample;
    }

    private float[] numbers(int count) {
        var numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = 2 * random.nextFloat() - 1;
        }
        return numbers;
    }

    private static void assertSame(float[] found, int at, float[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Float.floatToIntBits(found[at + i])).as("bits at %d", i)
                    .isEqualTo(Float.floatToIntBits(expected[i]));
        }
    }
}
