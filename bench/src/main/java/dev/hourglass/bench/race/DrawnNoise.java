package dev.hourglass.bench.race;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.internal.op.ReparameteriseOp;
import dev.hourglass.spec.corruption.NoCorruption;

/// The standard normal numbers that Hourglass draws in its first steps, for the others to use in their place.
final class DrawnNoise {
    private static final int FIRST_EPOCH = 1;
    private static final int OF_INPUTS = 0;

    private final Workload workload;
    private final float[] numbers;
    private int next;

    private DrawnNoise(Workload workload, int perSample, int steps) {
        this.workload = workload;
        this.numbers = new float[perSample * workload.batch() * steps];
    }

    /// For each step those of the inputs, where they are corrupted, then those of the codes, where they are random.
    static float[] of(Workload workload, int steps) {
        int inputs = workload.model().corruption() instanceof NoCorruption ? 0 : workload.model().input().size();
        int codes = 0;
        int stream = 0;
        for (var operation : workload.graph().nodes()) {
            if (operation.op() instanceof ReparameteriseOp reparameterise) {
                codes = operation.out().extent().features();
                stream = reparameterise.stream();
            }
        }
        var noise = new DrawnNoise(workload, inputs + codes, steps);
        for (int step = 0; step < steps; step++) {
            noise.draw(step * workload.batch(), OF_INPUTS, inputs);
            noise.draw(step * workload.batch(), stream, codes);
        }
        return noise.numbers;
    }

    /// Those of a batch, `[sample][number]`.
    private void draw(int first, int stream, int count) {
        var panel = new float[count * Kernels.LANES];
        var zeros = new float[count * Kernels.LANES];
        var keys = new int[Randomness.KEYS];
        for (int from = 0; from < workload.batch(); from += Kernels.LANES) {
            int lanes = Math.min(Kernels.LANES, workload.batch() - from);
            for (int lane = 0; lane < lanes; lane++) {
                long key = Randomness.key(workload.seed(), FIRST_EPOCH, first + from + (long) lane, stream);
                Randomness.setKey(keys, lane, key);
            }
            Kernels.best()
                    .addNoise(
                            keys, 0, count, 1, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, zeros, 0, panel, 0);
            for (int lane = 0; lane < lanes; lane++) {
                for (int i = 0; i < count; i++) {
                    numbers[next++] = panel[i * Kernels.LANES + lane];
                }
            }
        }
    }
}
