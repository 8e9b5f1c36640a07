package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.ForwardKernels;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.internal.plan.Buffer;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.internal.plan.Stage;
import java.util.Arrays;

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
    /// Where in the batch the shard begins.
    int firstPanel;
    /// Whether dropout drops.
    boolean isTraining;
    /// Whether a variational code is drawn from its posterior; otherwise it is the mean.
    boolean isSampling;

    /// For each lane, what its features' gradients are multiplied by; 0 where no sample is.
    final float[] scale;
    /// For each lane, the loss summed over features.
    final float[] loss;
    /// For each lane, the divergence of its posterior, in nats.
    final float[] divergence;

    /// A few features of each sample of a panel, before they are brought into its lanes or after.
    final float[] rows = new float[Kernels.LANES * Lanes.BLOCK];

    final float[] zeros;
    final float[] normals;
    private final int[] keys = new int[Randomness.KEYS];
    private final int[] samples;
    private final boolean isOfPanels;
    private int count;
    private Noise noise = NONE;

    /// @param memory floats, as the plan says for training or for inference
    Shard(Kernels kernels, Plan plan, int memory, float[] packed) {
        this.kernels = kernels;
        this.isOfPanels = plan.lanes() == Kernels.LANES;
        this.forward = forward(kernels);
        this.memory = Floats.array(memory);
        this.packed = packed;
        this.scratchAt = plan.scratchAt();
        int lanes = plan.grouping().samples();
        this.scale = new float[lanes];
        this.loss = new float[lanes];
        this.divergence = new float[lanes];
        this.samples = new int[lanes];
        int codes = plan.operations().stream()
                .filter(operation -> operation.stage() instanceof Stage.Reparameterise)
                .mapToInt(operation -> operation.out().extent().features())
                .max()
                .orElse(0);
        this.zeros = new float[codes * Kernels.LANES];
        this.normals = new float[codes * Kernels.LANES];
    }

    /// Changes the kernels, which give the same bits.
    void use(Kernels other) {
        kernels = other;
        forward = forward(other);
    }

    private ForwardKernels forward(Kernels all) {
        return isOfPanels ? all : all.ofOneSample();
    }

    /// Takes `count` samples: their numbers in the dataset are `order[from]` and following.
    void take(int[] order, int from, int count, Noise noise) {
        this.count = count;
        this.noise = noise;
        System.arraycopy(order, from, samples, 0, count);
        Arrays.fill(loss, 0);
        Arrays.fill(divergence, 0);
    }

    /// Takes the `count` samples of the dataset that follow `first`.
    void take(int first, int count) {
        this.count = count;
        this.noise = NONE;
        for (int lane = 0; lane < count; lane++) {
            samples[lane] = first + lane;
        }
    }

    /// Every lane that holds a sample weighs the same in the gradients.
    void weigh(float weight) {
        Arrays.fill(scale, 0, count, weight);
        Arrays.fill(scale, count, scale.length, 0);
    }

    int count() {
        return count;
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
        return noise.key(samples[lane], stream);
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
