package dev.hourglass.internal.op;

import dev.hourglass.data.Labels;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Randomness;
import java.util.Optional;

/// The samples that are in a workspace: which ones, what noise they get, and how they are treated.
///
/// A sample may have several draws, codes of its own, in neighbouring lanes. Lanes count through all panels.
public final class MicroBatch {
    private static final Noise NONE = new Noise(0, Noise.OUTSIDE);

    /// The accumulation group that is being worked on.
    public int group;
    /// Where in the batch the micro-batch begins: its first sample.
    public int firstSample;
    /// Likewise, its first panel among the operands of dense gradients.
    public int firstPanel;
    /// Whether dropout drops.
    public boolean isTraining;
    /// Whether a variational code is drawn from its posterior; otherwise it is the mean.
    public boolean isSampling;
    /// Whether a lane's divergence is the log-ratio of posterior and prior at the code that was drawn; otherwise it is
    /// that ratio's mean over all codes.
    public boolean isImportanceWeighted;
    /// The share of its full weight that the divergence has.
    public double klWeight = 1;

    private final int[] keys = new int[Randomness.KEYS];
    private final int[] samples;
    /// Which of its sample's draws a lane holds.
    private final int[] draw;
    private final int samplesPerInput;
    private final int panelLanes;
    private Optional<Labels> labels = Optional.empty();
    private int count;
    private Noise noise = NONE;

    /// @param lanes at most
    /// @param panelLanes lanes of a panel
    /// @param samplesPerInput draws of each sample
    MicroBatch(int lanes, int panelLanes, int samplesPerInput) {
        this.samples = new int[lanes];
        this.draw = new int[lanes];
        this.panelLanes = panelLanes;
        this.samplesPerInput = samplesPerInput;
    }

    void take(int[] order, int from, int size, Noise drawn) {
        count = size * samplesPerInput;
        noise = drawn;
        for (int lane = 0; lane < count; lane++) {
            samples[lane] = order[from + lane / samplesPerInput];
            draw[lane] = lane % samplesPerInput;
        }
    }

    void take(int first, int size) {
        count = size;
        noise = NONE;
        for (int lane = 0; lane < count; lane++) {
            samples[lane] = first + lane;
        }
    }

    void takeDraws(int sample, int first, int size, Noise drawn) {
        count = size;
        noise = drawn;
        for (int lane = 0; lane < count; lane++) {
            samples[lane] = sample;
            draw[lane] = first + lane;
        }
    }

    /// Sets the classes of the dataset's samples, for a network that is conditioned on them or learns them.
    public void setLabels(Optional<Labels> classes) {
        labels = classes;
    }

    /// Lanes that are taken.
    public int count() {
        return count;
    }

    /// Draws of each sample, in neighbouring lanes.
    public int samplesPerInput() {
        return samplesPerInput;
    }

    public int panels() {
        return (count + panelLanes - 1) / panelLanes;
    }

    /// The number, in the dataset, of the sample in a lane.
    public int sample(int lane) {
        return samples[lane];
    }

    /// The class of the sample in a lane.
    public int label(int lane) {
        return labels.orElseThrow().of(samples[lane]);
    }

    /// The key of a lane's sample for one stream of noise.
    public long key(int lane, int stream) {
        return noise.key(samples[lane], stream, draw[lane]);
    }

    /// The keys of a panel's samples for one stream of noise. The array is used again by the next call.
    public int[] keys(int panel, int stream) {
        for (int lane = 0; lane < Kernels.LANES; lane++) {
            int index = panel * Kernels.LANES + lane;
            Randomness.setKey(keys, lane, index < count ? key(index, stream) : 0);
        }
        return keys;
    }
}
