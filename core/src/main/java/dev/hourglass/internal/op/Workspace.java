package dev.hourglass.internal.op;

import dev.hourglass.internal.kernel.ForwardKernels;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.layout.Floats;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// One worker's memory and the micro-batch that is in it. Used by one thread at a time, except where an operation
/// on one sample is split across threads ([#shared]).
public final class Workspace {
    /// Threads, at most, that share a sample. Workspaces of samples one behind the other have scratch for so many.
    public static final int THREADS = 4;
    /// Floats between the features of one sample and the next in [#rows]. A cache keeps but a few lines whose addresses are a
    /// multiple of some power of two apart, so this is none.
    public static final int ROW = 512 + Kernels.LANES;

    /// How large a workspace is.
    ///
    /// @param memory floats of all variables and scratch
    /// @param scratchAt where the scratch begins
    /// @param lanes of a micro-batch
    /// @param panelLanes lanes of a panel
    /// @param samplesPerInput draws of each sample
    /// @param codeFeatures features of a variational code, 0 for another
    /// @param logRatioAt where the packed weights have that of a learnt deviation; 0 where there is none
    public record Size(
            int memory, int scratchAt, int lanes, int panelLanes, int samplesPerInput, int codeFeatures,
            int logRatioAt) {}

    /// For panels of [Kernels#LANES].
    public Kernels kernels;
    /// For panels of the graph's width.
    public ForwardKernels forward;
    public final float[] memory;
    /// Packed weights, shared by all workspaces of a network.
    public final float[] packed;
    public final int scratchAt;
    /// Floats of scratch of each of the threads that share a sample.
    private final int scratch;
    public final MicroBatch batch;
    public final LaneSums sums;
    /// The gradients of the accumulation group that is being worked on.
    public float[] gradients = {};
    /// The operands of dense gradients, shared by all workspaces of a training engine.
    public float[] denseOperands = {};
    /// For each number of a code with lifetime sparsity, the key of its least winner; shared likewise.
    public int[] winningKeys = {};
    /// For each, the last sample of the batch that wins with that key.
    public int[] lastWinners = {};
    /// What is kept of the way through the encoder with perturbed inputs.
    public PerturbedCodes perturbed = PerturbedCodes.NONE;
    /// Of operations that take turns, how many bands of rows each has computed.
    public int[] bandsDone = {};
    /// For each latent dimension, whether its divergence counts, as 1 or 0; with free bits, shared likewise.
    public float[] counted;
    /// For each lane of a panel, what ranking its features found, see [TopKOp].
    final int[] ranks = new int[2 * Kernels.LANES];
    /// A few features of each sample of a panel, before they are brought into its lanes or after.
    public final float[] rows = new float[Kernels.LANES * ROW];
    /// What came of looking at samples before they are read, see [dev.hourglass.data.Dataset#prefetch]; of no meaning.
    public int prefetched;
    /// Targets of a block of outputs without gaps.
    private float[] targets = {};
    final float[] zeros;
    final float[] normals;
    private List<Workspace> shared = List.of();
    private final boolean isOfPanels;
    private final int logRatioAt;

    public Workspace(Kernels kernels, Size size, float[] packed) {
        this.kernels = kernels;
        this.isOfPanels = size.panelLanes() == Kernels.LANES;
        this.forward = forward(kernels);
        this.logRatioAt = size.logRatioAt();
        this.memory = Floats.array(size.memory());
        this.packed = packed;
        this.scratchAt = size.scratchAt();
        this.scratch = (size.memory() - size.scratchAt()) / THREADS;
        this.batch = new MicroBatch(size.lanes(), size.panelLanes(), size.samplesPerInput());
        this.sums = new LaneSums(size.lanes());
        this.zeros = new float[size.codeFeatures() * Kernels.LANES];
        this.normals = new float[size.codeFeatures() * Kernels.LANES];
        this.counted = new float[size.codeFeatures()];
        Arrays.fill(counted, 1);
    }

    /// What another thread needs to compute parts of the micro-batch: scratch and kernels of its own, and everything else of this workspace.
    ///
    /// @param index of the thread, from 1
    private Workspace(Workspace main, int index) {
        this.kernels = main.kernels;
        this.isOfPanels = main.isOfPanels;
        this.forward = forward(main.kernels);
        this.logRatioAt = main.logRatioAt;
        this.memory = main.memory;
        this.packed = main.packed;
        this.scratchAt = main.scratchAt + index * main.scratch;
        this.scratch = main.scratch;
        this.batch = main.batch;
        this.sums = main.sums;
        this.zeros = main.zeros;
        this.normals = main.normals;
        this.counted = main.counted;
    }

    /// Of each of the threads that share the micro-batch, up to [#THREADS]: this one, then its helpers.
    public List<Workspace> shared() {
        if (shared.isEmpty()) {
            shared = IntStream.range(0, THREADS).mapToObj(i -> i == 0 ? this : new Workspace(this, i)).toList();
        }
        return shared;
    }

    /// Changes the kernels, which give the same bits.
    public void use(Kernels other) {
        kernels = other;
        forward = forward(other);
    }

    private ForwardKernels forward(Kernels all) {
        return isOfPanels ? all : all.ofRows();
    }

    /// Takes `size` samples, each in as many lanes as it has draws: their numbers in the dataset are `order[from]` and
    /// following.
    public void take(int[] order, int from, int size, Noise noise) {
        batch.take(order, from, size, noise);
        sums.clear();
    }

    /// Takes the `count` samples of the dataset from `first` on.
    public void take(int first, int count) {
        batch.take(first, count);
    }

    /// Takes one sample `count` times over, for its draws `first` and following.
    public void takeDraws(int sample, int first, int count, Noise noise) {
        batch.takeDraws(sample, first, count, noise);
        sums.clear();
    }

    /// The logarithm of a learnt deviation's ratio to its first value.
    public float logRatio() {
        return packed[logRatioAt];
    }

    /// Room for the targets of a block of outputs, from [Floats#ORIGIN] on; always the same array for blocks of one size or smaller.
    public float[] targets(int count) {
        if (targets.length < Floats.ORIGIN + count) {
            targets = new float[Floats.ORIGIN + count];
        }
        return targets;
    }

    public int panels() {
        return batch.panels();
    }

    public void clear(Buffer buffer, int panel) {
        for (int y = 0; y < buffer.extent().height(); y++) {
            int at = buffer.at(panel, y, 0);
            Arrays.fill(memory, at, at + buffer.row(), 0);
        }
    }
}
