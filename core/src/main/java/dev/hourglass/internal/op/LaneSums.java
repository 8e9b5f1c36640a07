package dev.hourglass.internal.op;

import java.util.Arrays;

/// What is added up for each lane of a micro-batch. Lanes count through all panels.
public final class LaneSums {
    /// What a lane's feature gradients are multiplied by; 0 where no sample is.
    public final float[] scale;
    /// The same in the units of what the kernels sum.
    public final float[] outputScale;
    /// The logarithm of a lane's weight among its sample's draws.
    public final double[] logWeights;
    /// What the kernels sum over the features of one block of outputs.
    public final float[] blockLoss;
    /// The loss, summed over all blocks.
    public final double[] loss;
    /// The divergence of the posterior, in nats; see [MicroBatch#isImportanceWeighted].
    public final float[] divergence;
    /// What penalties cost the sample, summed over features.
    public final float[] penalty;

    LaneSums(int lanes) {
        this.scale = new float[lanes];
        this.outputScale = new float[lanes];
        this.logWeights = new double[lanes];
        this.blockLoss = new float[lanes];
        this.loss = new double[lanes];
        this.divergence = new float[lanes];
        this.penalty = new float[lanes];
    }

    /// Sets the sums to 0; scales and weights stay.
    void clear() {
        Arrays.fill(loss, 0);
        Arrays.fill(divergence, 0);
        Arrays.fill(penalty, 0);
    }

    /// Every lane that holds a sample weighs the same in the gradients.
    ///
    /// @param count lanes that hold a sample
    public void weigh(int count, float weight) {
        Arrays.fill(scale, 0, count, weight);
        Arrays.fill(scale, count, scale.length, 0);
    }
}
