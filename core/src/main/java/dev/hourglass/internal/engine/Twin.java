package dev.hourglass.internal.engine;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.graph.Graph;

/// What a worker keeps of a shard's second way through the encoder, with moved inputs.
final class Twin {
    static final Twin NONE = new Twin(0, 0);

    /// `[panel][code feature][16]`: the code of the moved input, then its difference from that of the input.
    final float[] codes;
    /// One row of a panel's input.
    final float[] row;

    private Twin(int codes, int row) {
        this.codes = new float[codes];
        this.row = new float[row];
    }

    static Twin of(Graph plan) {
        int features = plan.code().extent().features();
        return new Twin(plan.grouping().panels() * features * Kernels.LANES, plan.input().value().row());
    }
}
