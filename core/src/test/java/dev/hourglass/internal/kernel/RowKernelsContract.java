package dev.hourglass.internal.kernel;

import static dev.hourglass.internal.kernel.Kernels.LANES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.layer.Activation;
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

    /// @param window with distances that count features
    private void correlatesLikeAPanel(Window window, int places) {
        int inputs = window.rows() * window.run();
        int source = (window.rows() - 1) * window.line() + (places - 1) * window.sourceStep() + window.run();
        int target = (places - 1) * window.targetStep() + window.outputs();
        var w = numbers(Packing.PANELS.length(inputs, window.outputs()) + 3);
        var x = numbers(source * LANES);
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

    @Test
    void poolsAndAddsLikeAPanel() {
        int channels = 37;
        var x = numbers(6 * channels * LANES);
        var y = numbers(channels * LANES);
        var found = sample(y);
        panels.addScaled(0.3f, x, 0, y, 0, y.length);
        kernels.addScaled(0.3f, sample(x), 0, found, 0, channels);
        assertSame(found, 0, sample(y));
        panels.maxPool(2, 2, 3 * channels * LANES, channels * LANES, x, 0, y, 0, y.length);
        kernels.maxPool(2, 2, 3 * channels, channels, sample(x), 0, found, 0, channels);
        assertSame(found, 0, sample(y));
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
