package dev.hourglass.internal.op;

import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.kernel.Kernels;





/// What a worker keeps of a micro-batch's second way through the encoder, with moved inputs.
public final class PerturbedCodes {
    public static final PerturbedCodes NONE = new PerturbedCodes(0, 0);

    /// `[panel][code feature][16]`: the code of the moved input, then its difference from that of the input.
    public final float[] codes;
    /// One row of a panel's input.
    public final float[] row;

    private PerturbedCodes(int codes, int row) {
        this.codes = new float[codes];
        this.row = new float[row];
    }

    public static PerturbedCodes of(Graph plan) {
        int features = plan.code().extent().features();
        return new PerturbedCodes(plan.partition().panels() * features * Kernels.LANES, plan.input().value().row());
    }
}
