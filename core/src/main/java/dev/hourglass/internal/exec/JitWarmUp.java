package dev.hourglass.internal.exec;

import com.sun.management.ThreadMXBean;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.ForwardKernels;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Packing;
import dev.hourglass.internal.kernel.Strip;
import dev.hourglass.internal.kernel.Taps;
import dev.hourglass.internal.kernel.Tiling;
import dev.hourglass.internal.kernel.Window;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.internal.layout.Floats;
import dev.hourglass.internal.op.LinearOp;
import dev.hourglass.internal.op.WeightedOp;
import dev.hourglass.spec.corruption.ColumnMasking;
import dev.hourglass.spec.corruption.ColumnNoise;
import dev.hourglass.spec.corruption.Crosshair;
import dev.hourglass.spec.corruption.GaussianNoise;
import dev.hourglass.spec.corruption.Masking;
import dev.hourglass.spec.corruption.NoCorruption;
import dev.hourglass.spec.corruption.Rectangles;
import dev.hourglass.spec.corruption.SaltAndPepper;
import dev.hourglass.spec.corruption.SwapNoise;
import dev.hourglass.spec.layer.Activation;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/// Everything that training or inference does with kernels, on little data, so that the JIT compiles it.
final class JitWarmUp {
    /// Passes without a vector on the heap, one after the other, after which all is compiled.
    private static final int QUIET_PASSES = 20;
    /// Passes after which vectors are taken in any case.
    private static final int PASSES = 5_000;
    /// Turns of a loop over elements.
    private static final int LENGTH = 24;
    /// A vector that four at a time leave over, and a number that vectors leave over.
    private static final int REST = Kernels.LANES + 1;
    /// Whole vectors of features, and one feature that is left over.
    private static final int COLUMNS = 2 * Kernels.LANES + 1;
    /// Turns of a tile's loop over inputs: the JIT needs to see that it is one, and each turn takes long until it is compiled.
    private static final int TURNS = 32;
    /// Of every width of tiles, of 8, 4 and 2 places, one or more, and one place that is left over.
    private static final int PLACES = 9;
    /// What outputs are bounded by: gradients and sums of products by nothing, for which tiles and sparse rows have code of their own.
    private static final float[] FLOORS = {0, Float.NEGATIVE_INFINITY};
    /// As many blocks of 16 outputs as meet every tile for a single place.
    private static final int MANY_BLOCKS = 15;
    /// Blocks of 16 outputs in all but the last tiles of rows: fewer where vectors are short.
    private static final int ROW_BLOCKS = Packing.ROWS.block(MANY_BLOCKS * Kernels.LANES) / Kernels.LANES;
    /// Numbers of places that meet tiles of every size in each block: of 12, 8, 7, 4, 2 and 1 places, or of 8, 5, 3, 2 and 1.
    private static final int[] ROW_PLACES = {1, 6, 20, ROW_BLOCKS == 3 ? 31 : 43};

    private final KernelUsage usage;
    private final Kernels kernels;
    private final Window[] correlations;
    private final Window[] gradients;
    private final Strip combined = new Strip(
            2, LENGTH * Kernels.LANES, LENGTH * Kernels.LANES, LENGTH * Kernels.LANES, LENGTH * Kernels.LANES,
            LENGTH * Kernels.LANES);
    private final Tiling tiling = new Tiling(
            1, LENGTH * Kernels.LANES, 2 * LENGTH * Kernels.LANES, LENGTH * Kernels.LANES);
    /// A whole window of a pool, and one at the border.
    private final Taps[] pooled = {
        new Taps(2, 2, 2 * LENGTH * Kernels.LANES, LENGTH * Kernels.LANES),
        new Taps(1, 2, 2 * LENGTH * Kernels.LANES, LENGTH * Kernels.LANES)
    };
    private final Activation[] activations;
    private final BlockLoss[] losses;
    private final Activation[] inverseLinks;
    private final float[] a = new float[1 << 15];
    private final float[] b = new float[1 << 15];
    private final float[] c = new float[1 << 15];
    private final float[] zeros = new float[Kernels.LANES];
    private final int[] keys = new int[2 * Kernels.LANES];

    JitWarmUp(KernelUsage usage, Kernels kernels) {
        this.usage = usage;
        this.kernels = kernels;
        this.correlations = usage.outputs().stream()
                .map(count -> new Window(
                        2, TURNS, count, TURNS * Kernels.LANES, Kernels.LANES, count * Kernels.LANES))
                .toArray(Window[]::new);
        this.gradients = usage.gradients().stream()
                .map(needed -> new Window(1, needed.inputs(), needed.outputs(), 0, 2 * LENGTH * Kernels.LANES, 0))
                .toArray(Window[]::new);
        this.losses = usage.losses().toArray(BlockLoss[]::new);
        this.inverseLinks = usage.losses().stream()
                .flatMap(loss -> loss.inverseLink().stream())
                .distinct()
                .toArray(Activation[]::new);
        this.activations = usage.activations().toArray(Activation[]::new);
    }

    /// Returns when the JIT has compiled everything that training needs, which is when no vector is an object any more.
    void train() {
        repeat(this::step);
    }

    /// Likewise with what passes over many samples need.
    void infer() {
        repeat(this::reconstruct);
    }

    /// Likewise with what passes of samples one behind the other need.
    void inferRows(Graph graph) {
        var rows = kernels.ofRows();
        var windows = graph.nodes().stream()
                .filter(node -> node.op() instanceof WeightedOp)
                .mapToInt(node -> sameRowTiles(node.out().extent().channels()))
                .distinct()
                .mapToObj(JitWarmUp::rowWindow)
                .toArray(Window[]::new);
        var sparse = graph.nodes().stream()
                .filter(node -> node.op() instanceof LinearOp && SparseLayer.suits(node.in().extent()))
                .mapToInt(node -> sameRowTiles(node.out().extent().channels()))
                .distinct()
                .mapToObj(SparseLayer::new)
                .toArray(SparseLayer[]::new);
        repeat(() -> forwardRows(rows, windows, sparse));
    }

    /// Of a few outputs, places may be in lanes, which takes whole vectors of channels.
    private static Window rowWindow(int outputs) {
        int run = outputs < Kernels.LANES ? Kernels.LANES : LENGTH;
        return new Window(2, run, outputs, LENGTH * Kernels.LANES, run, outputs);
    }

    private static int sameRowTiles(int outputs) {
        int blocks = outputs / Kernels.LANES;
        int few = blocks <= MANY_BLOCKS ? blocks : MANY_BLOCKS - (ROW_BLOCKS - blocks % ROW_BLOCKS) % ROW_BLOCKS;
        return few * Kernels.LANES + outputs % Kernels.LANES;
    }

    /// Allocates nothing but vectors.
    private void forwardRows(ForwardKernels rows, Window[] windows, SparseLayer[] sparse) {
        zeroMissing();
        areFinite();
        for (float floor : FLOORS) {
            for (var window : windows) {
                for (int places : ROW_PLACES) {
                    rows.correlate(window, places, a, Floats.ORIGIN, b, Floats.ORIGIN, c, Floats.ORIGIN, floor);
                }
            }
            for (var layer : sparse) {
                layer.forward(rows, floor);
            }
        }
        forwardWithoutTiles(rows);
        activate(inverseLinks, rows);
    }

    private void activate(Activation[] functions, ForwardKernels forward) {
        for (var function : functions) {
            forward.activate(function, a, Floats.ORIGIN, LENGTH * Kernels.LANES);
        }
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
        zeroMissing();
        areFinite();
        kernels.turn(Kernels.LANES, COLUMNS, a, Floats.ORIGIN, COLUMNS, b, Floats.ORIGIN, Kernels.LANES);
        for (var window : correlations) {
            for (float floor : FLOORS) {
                kernels.correlate(window, PLACES, a, Floats.ORIGIN, b, Floats.ORIGIN, c, Floats.ORIGIN, floor);
            }
        }
        forwardWithoutTiles(kernels);
    }

    private void forwardWithoutTiles(ForwardKernels forward) {
        if (usage.combines()) {
            combine(forward);
        }
        if (usage.pools()) {
            pool(forward);
        }
        if (usage.addsUp()) {
            addUp(forward);
        }
        if (usage.normalises()) {
            normalise(forward);
        }
        if (usage.filters()) {
            filter(forward);
        }
        activate(activations, forward);
    }

    /// [#forward], and what makes reconstructions of outputs, which training does without.
    private void reconstruct() {
        forward();
        activate(inverseLinks, kernels);
    }

    /// What a step does. Allocates nothing but vectors.
    private void step() {
        forward();
        for (var window : gradients) {
            gradient(window);
        }
        for (var activation : activations) {
            kernels.derive(activation, a, Floats.ORIGIN, b, Floats.ORIGIN, LENGTH * Kernels.LANES);
        }
        if (usage.normalises()) {
            normaliseGradients();
        }
        if (usage.filters()) {
            int pixel = 2 * Kernels.LANES;
            kernels.addProducts(pixel, LENGTH, pixel, pixel, a, Floats.ORIGIN, Floats.ORIGIN, b, Floats.ORIGIN);
        }
        if (usage.pools()) {
            poolGradient();
        }
        for (var loss : losses) {
            loss.warmUp(kernels, LENGTH, a, b, c, zeros);
        }
        corruption();
        if (usage.movesInputs()) {
            addNoise();
        }
    }

    private void combine(ForwardKernels forward) {
        forward.combine(combined, 1, a, Floats.ORIGIN, Floats.ORIGIN, Floats.ORIGIN);
        forward.toTiles(tiling, a, Floats.ORIGIN, Floats.ORIGIN);
        forward.fromTiles(tiling, 2, 0, a, Floats.ORIGIN, Floats.ORIGIN, Floats.ORIGIN, Floats.ORIGIN);
        forward.fromDifferences(tiling, 0, a, Floats.ORIGIN, Floats.ORIGIN, Floats.ORIGIN);
        forward.combine(combined, 1, -1, 0, a, Floats.ORIGIN, Floats.ORIGIN, Floats.ORIGIN, Floats.ORIGIN);
    }

    private void pool(ForwardKernels forward) {
        for (var window : pooled) {
            int pixel = window.pixel();
            forward.maxPool(window, pixel, 2, 2 * pixel, pixel, a, Floats.ORIGIN, Floats.ORIGIN + 8 * pixel);
        }
    }

    private void poolGradient() {
        for (var window : pooled) {
            int pixel = window.pixel();
            kernels.maxPoolGradient(
                    window, window.line(), pixel, 2, 2 * pixel, pixel, a, Floats.ORIGIN, Floats.ORIGIN + 8 * pixel,
                    Floats.ORIGIN + 10 * pixel, Floats.ORIGIN + 12 * pixel);
        }
    }

    private void filter(ForwardKernels forward) {
        int pixel = 2 * Kernels.LANES;
        int part = LENGTH * pixel;
        forward.filter(new Taps(2, 2, 2 * pixel, pixel), pixel, PLACES, pixel, pixel, a, Floats.ORIGIN,
                Floats.ORIGIN + 2 * part, Floats.ORIGIN + part);
    }

    private void addUp(ForwardKernels forward) {
        int pixel = 2 * Kernels.LANES;
        forward.addUp(pixel, LENGTH, pixel, a, Floats.ORIGIN, Floats.ORIGIN + LENGTH * pixel);
    }

    private void normalise(ForwardKernels forward) {
        int pixel = 2 * Kernels.LANES;
        int part = LENGTH * pixel;
        forward.addSquares(pixel, LENGTH, pixel, a, Floats.ORIGIN, Floats.ORIGIN + part, Floats.ORIGIN + 2 * part);
        forward.normalise(
                pixel, LENGTH, pixel, pixel, a, Floats.ORIGIN, Floats.ORIGIN + 3 * part, Floats.ORIGIN + part,
                Floats.ORIGIN + 2 * part, Floats.ORIGIN + part);
    }

    private void normaliseGradients() {
        int pixel = 2 * Kernels.LANES;
        int part = LENGTH * pixel;
        kernels.addNormalised(
                pixel, LENGTH, pixel, pixel, a, Floats.ORIGIN, Floats.ORIGIN + part, Floats.ORIGIN + 2 * part,
                Floats.ORIGIN + 2 * part, Floats.ORIGIN + 3 * part, Floats.ORIGIN + 4 * part);
        kernels.normaliseGradient(
                pixel, LENGTH, pixel, pixel, pixel, a, Floats.ORIGIN, Floats.ORIGIN + part, Floats.ORIGIN + 2 * part,
                Floats.ORIGIN + 3 * part, Floats.ORIGIN + 3 * part, Floats.ORIGIN + 4 * part,
                Floats.ORIGIN + 3 * part, Floats.ORIGIN + 4 * part);
    }

    private void areFinite() {
        kernels.areFinite(a, 0, LENGTH * Kernels.LANES + REST);
    }

    private void zeroMissing() {
        if (usage.zeroesMissing()) {
            kernels.zeroMissing(a, Floats.ORIGIN, LENGTH * Kernels.LANES);
        }
    }

    private void corruption() {
        switch (usage.corruption()) {
            case GaussianNoise _ -> addNoise();
            case Masking _, SaltAndPepper _, ColumnMasking _ ->
                kernels.strike(keys, 0, LENGTH, 2, 0.5f, 0, 1, a, Floats.ORIGIN, b, Floats.ORIGIN);
            case ColumnNoise _ -> {
                addNoise();
                kernels.strike(keys, 0, LENGTH, 2, 0.5f, 0, 1, a, Floats.ORIGIN, b, Floats.ORIGIN);
            }
            case NoCorruption _, Rectangles _, Crosshair _, SwapNoise _ -> {}
        }
    }

    private void addNoise() {
        kernels.addNoise(keys, 0, LENGTH, 1, 0, 1, a, Floats.ORIGIN, b, Floats.ORIGIN);
    }

    private void gradient(Window window) {
        int count = window.outputs();
        int block = 2 * Kernels.LANES * Kernels.LANES;
        kernels.transpose(count, 2, a, Floats.ORIGIN, count * Kernels.LANES, b, Floats.ORIGIN, block);
        kernels.sumSamples(count, 2, b, Floats.ORIGIN, block, c, Floats.ORIGIN);
        kernels.outer(window, 1, a, Floats.ORIGIN, b, Floats.ORIGIN, block, c, Floats.ORIGIN);
    }

    /// A dense layer, and samples of which most features are zero.
    private static final class SparseLayer {
        /// A pair, and one that is left over.
        private static final int SAMPLES = 3;
        /// Of so many features one is not zero.
        private static final int STEP = 8;

        private final Window window;
        private final float[] x = new float[SAMPLES * ForwardKernels.SPARSE_INPUTS];
        private final float[] w;
        private final float[] y;

        SparseLayer(int outputs) {
            int inputs = ForwardKernels.SPARSE_INPUTS;
            this.window = new Window(1, inputs, outputs, 0, inputs, outputs);
            this.w = new float[Packing.ROWS.length(inputs, outputs)];
            this.y = new float[SAMPLES * outputs];
            Arrays.fill(w, 1);
            for (int i = 0; i < x.length; i += STEP) x[i] = 1;
        }

        static boolean suits(Extent in) {
            return in.height() * in.width() == 1 && in.channels() >= ForwardKernels.SPARSE_INPUTS;
        }

        void forward(ForwardKernels rows, float floor) {
            rows.correlate(window, 1, w, 0, x, 0, y, 0, floor);
            rows.correlate(window, SAMPLES, w, 0, x, 0, y, 0, floor);
        }
    }
}
