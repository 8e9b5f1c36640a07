package dev.hourglass.internal.engine;

import com.sun.management.ThreadMXBean;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Stage;
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
import java.lang.management.ManagementFactory;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Everything that training or inference does with kernels, on little data, so that the JIT compiles it.
final class Rehearsal {

    /// Weight gradients of so many inputs that follow each other and so many outputs.
    record Gradient(int inputs, int outputs) {
        /// As many as leave the same rest in tiles.
        static Gradient shortened(int inputs, int outputs) {
            return new Gradient(Needs.shortened(inputs, LENGTH), Needs.shortened(outputs, 2 * Kernels.LANES));
        }
    }

    /// What a spec needs of the kernels.
    ///
    /// @param pools whether there is a pooling layer
    /// @param movesInputs whether inputs are moved in random directions
    record Needs(
            Set<Integer> outputs, Set<Gradient> gradients, Set<Activation> activations, boolean pools, Loss loss,
            Corruption corruption, boolean movesInputs) {
        static Needs of(Autoencoder spec) {
            var outputs = new TreeSet<Integer>();
            var gradients = new LinkedHashSet<Gradient>();
            var activations = EnumSet.noneOf(Activation.class);
            boolean pools = false;
            for (var operation : Graph.of(spec, 1).operations()) {
                pools |= operation.stage() instanceof Stage.MaxPool;
                if (operation.stage() instanceof Stage.Linear stage) {
                    outputs.add(shortened(stage.kernel().outputs(), Kernels.LANES / 2));
                    outputs.add(shortened(stage.kernel().inputs(), Kernels.LANES / 2));
                    gradients.addAll(gradients(stage));
                    activations.add(stage.activation());
                }
            }
            return new Needs(
                    outputs, gradients, activations, pools, spec.loss(), spec.corruption(),
                    spec.penalty(ContractiveProjection.class).isPresent());
        }

        private static List<Gradient> gradients(Stage.Linear stage) {
            var kernel = stage.isTied() ? stage.kernel().turned() : stage.kernel();
            return stage.forward().stream()
                    .map(phase -> Gradient.shortened(
                            phase.columns().taps().size() * kernel.inputs(), kernel.outputs()))
                    .distinct()
                    .toList();
        }

        /// A number that leaves the same rest in blocks.
        private static int shortened(int count, int block) {
            return count < block ? count : block + count % block;
        }
    }

    /// Passes without a vector on the heap, one after the other, after which all is compiled.
    private static final int QUIET_PASSES = 20;
    /// Passes after which vectors are taken in any case.
    private static final int PASSES = 5_000;
    /// Turns of a loop.
    private static final int LENGTH = 24;
    /// Two tiles of two places, and one that is left over.
    private static final int PLACES = 5;

    private final Needs needs;
    private final Kernels kernels;
    private final Window[] correlations;
    private final Window[] gradients;
    private final Activation[] activations;
    private final float[] a = new float[1 << 15];
    private final float[] b = new float[1 << 15];
    private final float[] c = new float[1 << 15];
    private final float[] zeros = new float[Kernels.LANES];
    private final int[] keys = new int[2 * Kernels.LANES];

    Rehearsal(Needs needs, Kernels kernels) {
        this.needs = needs;
        this.kernels = kernels;
        this.correlations = needs.outputs.stream()
                .map(count -> new Window(
                        2, LENGTH, count, LENGTH * Kernels.LANES, Kernels.LANES, count * Kernels.LANES))
                .toArray(Window[]::new);
        this.gradients = needs.gradients.stream()
                .map(needed -> new Window(1, needed.inputs, needed.outputs, 0, 2 * LENGTH * Kernels.LANES, 0))
                .toArray(Window[]::new);
        this.activations = needs.activations.toArray(Activation[]::new);
    }

    /// Returns when the JIT has compiled everything that training needs, which is when no vector is an object any more.
    void train() {
        repeat(this::step);
    }

    /// Likewise with what passes over many samples need.
    void infer() {
        repeat(this::forward);
    }

    private static void repeat(Runnable pass) {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        int quiet = 0;
        for (int i = 0; i < PASSES && quiet < QUIET_PASSES; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            pass.run();
            quiet = threads.getCurrentThreadAllocatedBytes() == before ? quiet + 1 : 0;
        }
    }

    /// What samples pass through. Allocates nothing but vectors.
    private void forward() {
        kernels.turn(Kernels.LANES, Kernels.LANES * 2, a, Graph.ORIGIN, Kernels.LANES * 2, b, Graph.ORIGIN,
                Kernels.LANES);
        for (var window : correlations) {
            kernels.correlate(window, PLACES, a, Graph.ORIGIN, b, Graph.ORIGIN, c, Graph.ORIGIN, 0);
        }
        for (var activation : activations) {
            kernels.activate(activation, a, Graph.ORIGIN, LENGTH * Kernels.LANES);
        }
        if (needs.pools) {
            kernels.maxPool(
                    2, 2, LENGTH * Kernels.LANES, Kernels.LANES, a, Graph.ORIGIN, b, Graph.ORIGIN, 2 * Kernels.LANES);
        }
    }

    /// What a step does. Allocates nothing but vectors.
    private void step() {
        forward();
        for (var window : gradients) {
            gradient(window);
        }
        for (var activation : activations) {
            kernels.derive(activation, a, Graph.ORIGIN, b, Graph.ORIGIN, LENGTH * Kernels.LANES);
        }
        loss();
        corruption();
        if (needs.movesInputs) {
            addNoise();
        }
    }

    private void corruption() {
        switch (needs.corruption) {
            case GaussianNoise _ -> addNoise();
            case Masking _, SaltAndPepper _ ->
                kernels.strike(keys, 0, LENGTH, 2, 0.5f, 0, 1, a, Graph.ORIGIN, b, Graph.ORIGIN);
            case None _, Rectangles _, Crosshair _ -> {}
        }
    }

    private void addNoise() {
        kernels.addNoise(keys, 0, LENGTH, 1, 0, 1, a, Graph.ORIGIN, b, Graph.ORIGIN);
    }

    private void gradient(Window window) {
        int count = window.outputs();
        int block = 2 * Kernels.LANES * Kernels.LANES;
        kernels.transpose(count, 2, a, Graph.ORIGIN, count * Kernels.LANES, b, Graph.ORIGIN, block);
        kernels.sumSamples(count, 2, b, Graph.ORIGIN, block, c, Graph.ORIGIN);
        kernels.outer(window, 1, a, Graph.ORIGIN, b, Graph.ORIGIN, block, c, Graph.ORIGIN);
    }

    private void loss() {
        switch (needs.loss) {
            case MeanSquaredError _, GaussianLikelihood _ ->
                kernels.squaredError(
                        LENGTH, a, Graph.ORIGIN, b, Graph.ORIGIN, zeros, 0, c, Graph.ORIGIN, zeros, 0);
            case BinaryCrossEntropy() ->
                kernels.crossEntropy(
                        LENGTH, a, Graph.ORIGIN, b, Graph.ORIGIN, zeros, 0, c, Graph.ORIGIN, zeros, 0);
            case SoftmaxCrossEntropy _ -> {} // needs no kernel
        }
    }
}
