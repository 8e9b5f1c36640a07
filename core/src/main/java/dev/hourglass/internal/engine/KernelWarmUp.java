package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Stage;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.BinaryCrossEntropy;
import dev.hourglass.spec.GaussianLikelihood;
import dev.hourglass.spec.GaussianNoise;
import dev.hourglass.spec.MeanSquaredError;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;

/// Runs the kernels that a spec needs on scratch data until the JIT compiles them, beside other work such as loading data.
///
/// Until a loop is compiled, a vector is an object and an operation on it takes microseconds. The interpreter counts calls,
/// and a training step makes few but long ones: short ones get there hundreds of times faster.
public final class KernelWarmUp {
    /// Calls after which the JIT's first compiler has taken a method, if its loops are short.
    private static final int SHORT_CALLS = 150;
    /// Calls after which its second compiler has, if its loops are longer.
    private static final int LONG_CALLS = 700;
    private static final int SHORT = 2;
    private static final int LONG = 24;
    /// Two tiles of two places, and one that is left over.
    private static final int PLACES = 5;

    private static final AtomicBoolean IS_STARTED = new AtomicBoolean();

    private final Kernels kernels;
    private final Autoencoder spec;
    private final Set<Integer> outputs = new TreeSet<>();
    private final Set<Integer> gradients = new TreeSet<>();
    private final Set<Activation> activations = EnumSet.noneOf(Activation.class);
    private final float[] a = new float[1 << 15];
    private final float[] b = new float[1 << 15];
    private final float[] c = new float[1 << 15];
    private final float[] zeros = new float[Kernels.LANES];
    private final int[] keys = new int[2 * Kernels.LANES];

    KernelWarmUp(Kernels kernels, Autoencoder spec) {
        this.kernels = kernels;
        this.spec = spec;
        for (var operation : Plan.of(spec, 1).operations()) {
            if (operation.stage() instanceof Stage.Linear stage) {
                outputs.add(shortened(stage.kernel().outputs(), Kernels.LANES / 2));
                outputs.add(shortened(stage.kernel().inputs(), Kernels.LANES / 2));
                gradients.add(shortened(stage.kernel().outputs(), 2 * Kernels.LANES));
                activations.add(stage.activation());
            }
        }
    }

    /// Begins in the background, once in the life of a JVM.
    ///
    /// @throws dev.hourglass.spec.SpecException if the spec is too large to be planned
    public static void start(Autoencoder spec) {
        if (IS_STARTED.compareAndSet(false, true)) {
            var warmUp = new KernelWarmUp(Kernels.best(), spec);
            Thread.ofPlatform().name("hourglass-warm-up").daemon().start(warmUp::run);
        }
    }

    /// A number that leaves the same rest in blocks.
    private static int shortened(int count, int block) {
        return count < block ? count : block + count % block;
    }

    void run() {
        for (int i = 0; i < SHORT_CALLS; i++) {
            pass(SHORT);
        }
        for (int i = 0; i < LONG_CALLS; i++) {
            pass(LONG);
        }
    }

    private void pass(int length) {
        for (int count : outputs) {
            var window = new Window(2, length, count, LONG * Kernels.LANES, Kernels.LANES, count * Kernels.LANES);
            kernels.correlate(window, PLACES, a, Plan.ORIGIN, b, Plan.ORIGIN, c, Plan.ORIGIN, 0);
        }
        for (int count : gradients) {
            gradient(count, length);
        }
        for (var activation : activations) {
            kernels.activate(activation, a, Plan.ORIGIN, length * Kernels.LANES);
            kernels.derive(activation, a, Plan.ORIGIN, b, Plan.ORIGIN, length * Kernels.LANES);
        }
        loss(length);
        kernels.turn(Kernels.LANES, Kernels.LANES * length, a, Plan.ORIGIN, Kernels.LANES * length, b, Plan.ORIGIN,
                Kernels.LANES);
        if (spec.corruption() instanceof GaussianNoise) {
            kernels.addNoise(keys, 0, length, 1, 0, 1, a, Plan.ORIGIN, b, Plan.ORIGIN);
        }
    }

    private void gradient(int count, int length) {
        int block = 2 * Kernels.LANES * Kernels.LANES;
        kernels.transpose(count, 2, a, Plan.ORIGIN, count * Kernels.LANES, b, Plan.ORIGIN, block);
        kernels.sumSamples(count, 2, b, Plan.ORIGIN, block, c, Plan.ORIGIN);
        var window = new Window(1, Math.max(length, LONG / 2), count, 0, LONG * Kernels.LANES, 0);
        kernels.outer(window, 1, a, Plan.ORIGIN, b, Plan.ORIGIN, block, c, Plan.ORIGIN);
    }

    private void loss(int features) {
        switch (spec.loss()) {
            case MeanSquaredError _, GaussianLikelihood _ ->
                kernels.squaredError(
                        features, a, Plan.ORIGIN, b, Plan.ORIGIN, zeros, 0, c, Plan.ORIGIN, zeros, 0);
            case BinaryCrossEntropy() ->
                kernels.crossEntropy(
                        features, a, Plan.ORIGIN, b, Plan.ORIGIN, zeros, 0, c, Plan.ORIGIN, zeros, 0);
        }
    }
}
