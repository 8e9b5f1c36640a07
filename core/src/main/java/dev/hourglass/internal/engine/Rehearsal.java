package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Stage;
import dev.hourglass.spec.Activation;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.BinaryCrossEntropy;
import dev.hourglass.spec.ContractiveProjection;
import dev.hourglass.spec.Corruption;
import dev.hourglass.spec.Crosshair;
import dev.hourglass.spec.GaussianLikelihood;
import dev.hourglass.spec.GaussianNoise;
import dev.hourglass.spec.Loss;
import dev.hourglass.spec.Masking;
import dev.hourglass.spec.MeanSquaredError;
import dev.hourglass.spec.None;
import dev.hourglass.spec.Rectangles;
import dev.hourglass.spec.SaltAndPepper;
import dev.hourglass.spec.SoftmaxCrossEntropy;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/// Everything that a step does with kernels, on little data, so that the JIT compiles it.
final class Rehearsal {

    /// What a spec needs of the kernels.
    ///
    /// @param movesInputs whether inputs are moved in random directions
    record Needs(
            Set<Integer> outputs, Set<Integer> gradients, Set<Activation> activations, Loss loss,
            Corruption corruption, boolean movesInputs) {
        static Needs of(Autoencoder spec) {
            var outputs = new TreeSet<Integer>();
            var gradients = new TreeSet<Integer>();
            var activations = EnumSet.noneOf(Activation.class);
            for (var operation : Plan.of(spec, 1).operations()) {
                if (operation.stage() instanceof Stage.Linear stage) {
                    outputs.add(shortened(stage.kernel().outputs(), Kernels.LANES / 2));
                    outputs.add(shortened(stage.kernel().inputs(), Kernels.LANES / 2));
                    gradients.add(shortened(stage.kernel().outputs(), 2 * Kernels.LANES));
                    activations.add(stage.activation());
                }
            }
            return new Needs(
                    outputs, gradients, activations, spec.loss(), spec.corruption(),
                    spec.penalty(ContractiveProjection.class).isPresent());
        }

        /// A number that leaves the same rest in blocks.
        private static int shortened(int count, int block) {
            return count < block ? count : block + count % block;
        }
    }

    /// Passes with short loops, until the JIT's first compiler has taken them.
    private static final int SHORT_PASSES = 150;
    /// Passes in which vectors must be the faster ones, one after the other.
    private static final int FASTER_PASSES = 20;
    /// Passes after which vectors are taken in any case.
    private static final int LONG_PASSES = 20_000;
    private static final int SHORT = 2;
    private static final int LONG = 24;
    /// Two tiles of two places, and one that is left over.
    private static final int PLACES = 5;

    private final Needs needs;
    private final Kernels vectors;
    private final Kernels scalars;
    private final float[] a = new float[1 << 15];
    private final float[] b = new float[1 << 15];
    private final float[] c = new float[1 << 15];
    private final float[] zeros = new float[Kernels.LANES];
    private final int[] keys = new int[2 * Kernels.LANES];

    Rehearsal(Needs needs, Kernels vectors, Kernels scalars) {
        this.needs = needs;
        this.vectors = vectors;
        this.scalars = scalars;
    }

    /// Returns when vectors are the faster ones.
    void run() {
        for (int i = 0; i < SHORT_PASSES; i++) {
            pass(vectors, SHORT);
        }
        int faster = 0;
        for (int i = 0; i < LONG_PASSES && faster < FASTER_PASSES; i++) {
            faster = time(vectors) < time(scalars) ? faster + 1 : 0;
        }
    }

    private long time(Kernels kernels) {
        long start = System.nanoTime();
        pass(kernels, LONG);
        return System.nanoTime() - start;
    }

    private void pass(Kernels kernels, int length) {
        for (int count : needs.outputs) {
            var window = new Window(2, length, count, LONG * Kernels.LANES, Kernels.LANES, count * Kernels.LANES);
            kernels.correlate(window, PLACES, a, Plan.ORIGIN, b, Plan.ORIGIN, c, Plan.ORIGIN, 0);
        }
        for (int count : needs.gradients) {
            gradient(kernels, count, length);
        }
        for (var activation : needs.activations) {
            kernels.activate(activation, a, Plan.ORIGIN, length * Kernels.LANES);
            kernels.derive(activation, a, Plan.ORIGIN, b, Plan.ORIGIN, length * Kernels.LANES);
        }
        loss(kernels, length);
        kernels.turn(Kernels.LANES, Kernels.LANES * length, a, Plan.ORIGIN, Kernels.LANES * length, b, Plan.ORIGIN,
                Kernels.LANES);
        corruption(kernels, length);
        if (needs.movesInputs) {
            addNoise(kernels, length);
        }
    }

    private void corruption(Kernels kernels, int length) {
        switch (needs.corruption) {
            case GaussianNoise _ -> addNoise(kernels, length);
            case Masking _, SaltAndPepper _ ->
                kernels.strike(keys, 0, length, 2, 0.5f, 0, 1, a, Plan.ORIGIN, b, Plan.ORIGIN);
            case None _, Rectangles _, Crosshair _ -> {}
        }
    }

    private void addNoise(Kernels kernels, int length) {
        kernels.addNoise(keys, 0, length, 1, 0, 1, a, Plan.ORIGIN, b, Plan.ORIGIN);
    }

    private void gradient(Kernels kernels, int count, int length) {
        int block = 2 * Kernels.LANES * Kernels.LANES;
        kernels.transpose(count, 2, a, Plan.ORIGIN, count * Kernels.LANES, b, Plan.ORIGIN, block);
        kernels.sumSamples(count, 2, b, Plan.ORIGIN, block, c, Plan.ORIGIN);
        var window = new Window(1, Math.max(length, LONG / 2), count, 0, LONG * Kernels.LANES, 0);
        kernels.outer(window, 1, a, Plan.ORIGIN, b, Plan.ORIGIN, block, c, Plan.ORIGIN);
    }

    private void loss(Kernels kernels, int features) {
        switch (needs.loss) {
            case MeanSquaredError _, GaussianLikelihood _ ->
                kernels.squaredError(
                        features, a, Plan.ORIGIN, b, Plan.ORIGIN, zeros, 0, c, Plan.ORIGIN, zeros, 0);
            case BinaryCrossEntropy() ->
                kernels.crossEntropy(
                        features, a, Plan.ORIGIN, b, Plan.ORIGIN, zeros, 0, c, Plan.ORIGIN, zeros, 0);
            case SoftmaxCrossEntropy _ -> {} // needs no kernel
        }
    }
}
