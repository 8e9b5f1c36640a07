package dev.hourglass.internal.engine;

import dev.hourglass.data.Labels;
import dev.hourglass.internal.kernel.ForwardKernels;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Stage;
import java.util.Arrays;
import java.util.Optional;

/// One worker's memory and the few panels that are in it. Used by one thread at a time.
final class Shard {
    private static final Noise NONE = new Noise(0, Noise.OUTSIDE);

    /// For panels of [Kernels#LANES].
    Kernels kernels;
    /// For panels of the plan's width.
    ForwardKernels forward;
    final float[] memory;
    /// Packed weights, shared by all shards of a network.
    final float[] packed;
    final int scratchAt;
    /// The gradients of the group that is being worked on.
    float[] gradients = {};
    /// Shared by all shards of a training engine.
    float[] tapes = {};
    /// For each number of a code with lifetime sparsity, the key of its least winner, see [Winners]; shared likewise.
    int[] winningKeys = {};
    /// For each, the last sample of the batch that wins with that key.
    int[] lastWinners = {};
    /// What is kept of the shard's way through the encoder with moved inputs.
    Twin twin = Twin.NONE;
    /// The group that is being worked on.
    int group;
    /// Where in the batch the shard begins: its first sample.
    int firstSample;
    /// Likewise, its first panel on tapes.
    int firstPanel;
    /// Whether dropout drops.
    boolean isTraining;
    /// Whether a variational code is drawn from its posterior; otherwise it is the mean.
    boolean isSampling;
    /// Whether a lane's divergence is the log-ratio of posterior and prior at the code that was drawn; otherwise it is
    /// that ratio's mean over all codes.
    boolean isWeighing;

    /// The share of its full weight that the divergence has.
    double warmth = 1;
    /// For each latent dimension, whether its divergence is paid for, as 1 or 0; with free bits, see [FreeBits], shared
    /// likewise.
    float[] counted;

    /// For each lane, what its features' gradients are multiplied by; 0 where no sample is.
    final float[] scale;
    /// The same in the units of what the kernels sum.
    final float[] outputScale;
    /// For each lane, the logarithm of its weight among its sample's draws.
    final double[] logWeights;
    /// For each lane, the loss summed over features.
    final float[] loss;
    /// For each lane, the divergence of its posterior, in nats; see [#isWeighing].
    final float[] divergence;

    /// For each lane, what penalties cost its sample, summed over features.
    final float[] penalty;
    /// For each lane of a panel, what ranking its features found, see [TopKStep].
    final int[] ranks = new int[2 * Kernels.LANES];

    /// A few features of each sample of a panel, before they are brought into its lanes or after.
    final float[] rows = new float[Lanes.ROWS];

    final float[] zeros;
    final float[] normals;
    private final int[] keys = new int[Randomness.KEYS];
    private final int[] samples;
    /// Which of its sample's draws a lane holds.
    private final int[] draw;
    /// Draws of each sample, in neighbouring lanes.
    private final int draws;
    private Optional<Labels> labels = Optional.empty();
    private final boolean isOfPanels;
    private int count;
    private Noise noise = NONE;

    /// @param memory floats, as the plan says for training or for inference
    Shard(Kernels kernels, Graph plan, int memory, float[] packed) {
        this.kernels = kernels;
        this.isOfPanels = plan.lanes() == Kernels.LANES;
        this.forward = forward(kernels);
        this.memory = Floats.array(memory);
        this.packed = packed;
        this.scratchAt = plan.scratchAt();
        int lanes = plan.grouping().lanes();
        this.draws = plan.grouping().draws();
        this.scale = new float[lanes];
        this.outputScale = new float[lanes];
        this.logWeights = new double[lanes];
        this.loss = new float[lanes];
        this.divergence = new float[lanes];
        this.penalty = new float[lanes];
        this.samples = new int[lanes];
        this.draw = new int[lanes];
        int codes = plan.operations().stream()
                .filter(operation -> operation.stage() instanceof Stage.Reparameterise)
                .mapToInt(operation -> operation.out().extent().features())
                .max()
                .orElse(0);
        this.zeros = new float[codes * Kernels.LANES];
        this.normals = new float[codes * Kernels.LANES];
        this.counted = new float[codes];
        Arrays.fill(counted, 1);
    }

    /// Changes the kernels, which give the same bits.
    void use(Kernels other) {
        kernels = other;
        forward = forward(other);
    }

    private ForwardKernels forward(Kernels all) {
        return isOfPanels ? all : all.ofOneSample();
    }

    /// Takes `size` samples, each in as many lanes as it has draws: their numbers in the dataset are `order[from]` and
    /// following.
    void take(int[] order, int from, int size, Noise noise) {
        this.count = size * draws;
        this.noise = noise;
        for (int lane = 0; lane < count; lane++) {
            samples[lane] = order[from + lane / draws];
            draw[lane] = lane % draws;
        }
        Arrays.fill(loss, 0);
        Arrays.fill(divergence, 0);
        Arrays.fill(penalty, 0);
    }

    /// Takes the `count` samples of the dataset that follow `first`.
    void take(int first, int count) {
        this.count = count;
        this.noise = NONE;
        for (int lane = 0; lane < count; lane++) {
            samples[lane] = first + lane;
        }
    }

    /// Takes one sample `count` times over, for its draws `first` and following.
    void takeDraws(int sample, int first, int count, Noise noise) {
        this.count = count;
        this.noise = noise;
        for (int lane = 0; lane < count; lane++) {
            samples[lane] = sample;
            draw[lane] = first + lane;
        }
        Arrays.fill(loss, 0);
        Arrays.fill(divergence, 0);
    }

    /// Every lane that holds a sample weighs the same in the gradients.
    void weigh(float weight) {
        Arrays.fill(scale, 0, count, weight);
        Arrays.fill(scale, count, scale.length, 0);
    }

    /// Lanes that are taken.
    int count() {
        return count;
    }

    /// Draws of each sample, in neighbouring lanes.
    int draws() {
        return draws;
    }

    /// Says what the classes of the samples are, for a network that is conditioned on them.
    void label(Optional<Labels> classes) {
        labels = classes;
    }

    /// The class of the sample in a lane.
    int label(int lane) {
        return labels.orElseThrow().of(samples[lane]);
    }

    int panels() {
        return (count + forward.lanes() - 1) / forward.lanes();
    }

    /// The sample in a lane; lanes count through all panels.
    int sample(int lane) {
        return samples[lane];
    }

    /// The key of a lane's sample for one stream of noise; lanes count through all panels.
    long key(int lane, int stream) {
        return noise.key(samples[lane], stream, draw[lane]);
    }

    /// The keys of a panel's samples for one stream of noise. The array is used again by the next call.
    int[] keys(int panel, int stream) {
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            int index = panel * Kernels.LANES + lane;
            Randomness.setKey(keys, lane, index < count ? key(index, stream) : 0);
        }
        return keys;
    }

    void clear(Buffer buffer, int panel) {
        for (int y = 0; y < buffer.extent().height(); y++) {
            int at = buffer.at(panel, y, 0);
            Arrays.fill(memory, at, at + buffer.row(), 0);
        }
    }
}
