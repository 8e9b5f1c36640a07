package dev.hourglass.internal.corruption;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.internal.layout.Buffer;
import dev.hourglass.internal.op.CopyOp;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.List;

/// Blocks of flat samples that take the values of another sample of the data.
record Swaps(double probability, List<OutputBlock> blocks, Buffer target, Buffer input) implements CorruptionOp {
    @Override
    public void corrupt(Workspace workspace, Dataset data, int panel) {
        CopyOp.copy(workspace.memory, target, input, panel);
        int first = panel * Kernels.LANES;
        int lanes = Math.min(Kernels.LANES, workspace.batch.count() - first);
        for (int lane = 0; lane < lanes; lane++) {
            long key = workspace.batch.key(first + lane, Noise.CORRUPTION);
            int at = input.at(panel, 0, 0) + lane;
            for (int i = 0; i < blocks.size(); i++) {
                if (Randomness.uniform(key, 2L * i) < probability) {
                    int other = other(workspace.batch.sample(first + lane), data.size(), key, i);
                    int from = blocks.get(i).from();
                    data.read(other, from, blocks.get(i).size(), workspace.memory, at + from * Kernels.LANES,
                            Kernels.LANES);
                }
            }
        }
    }

    /// A sample other than the own one, if there is any.
    private static int other(int own, int samples, long key, int block) {
        int distance = 1 + (int) (Randomness.uniform(key, 2L * block + 1) * (samples - 1));
        return (int) (((long) own + distance) % samples);
    }
}
