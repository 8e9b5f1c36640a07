package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.plan.Buffer;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.spec.Corruption;
import dev.hourglass.spec.GaussianNoise;
import dev.hourglass.spec.None;
import dev.hourglass.spec.Range;
import java.util.Arrays;

/// Fills a shard's panels with samples: as they are into the target, corrupted into the input.
final class Feed {
    /// Features that are read of one sample before the next, so that a panel's part stays in the cache meanwhile.
    private static final int BLOCK = 64;

    private final Buffer target;
    private final Buffer input;
    private final Corruption corruption;

    Feed(Plan plan) {
        this.target = plan.target();
        this.input = plan.input().value();
        this.corruption = plan.spec().corruption();
    }

    /// Fills target and input with the shard's samples.
    void fill(Shard shard, Dataset data, boolean isCorrupting) {
        for (int panel = 0; panel < shard.panels(); panel++) {
            read(shard, data, panel);
            if (isCorrupting) {
                corrupt(shard, panel);
            } else {
                CopyStep.copy(shard.memory, target, input, panel);
            }
        }
    }

    private void read(Shard shard, Dataset data, int panel) {
        int first = panel * Kernels.LANES;
        int present = Math.min(Kernels.LANES, shard.count() - first);
        int at = target.at(panel, 0, 0);
        int features = target.extent().features();
        if (present < Kernels.LANES) {
            Arrays.fill(shard.memory, at, at + features * Kernels.LANES, 0);
        }
        for (int from = 0; from < features; from += BLOCK) {
            int count = Math.min(BLOCK, features - from);
            for (int lane = 0; lane < present; lane++) {
                data.read(shard.sample(first + lane), from, count, shard.memory, at + from * Kernels.LANES + lane,
                        Kernels.LANES);
            }
        }
    }

    private void corrupt(Shard shard, int panel) {
        switch (corruption) {
            case None() -> CopyStep.copy(shard.memory, target, input, panel);
            case GaussianNoise(double sigma, var clip) -> {
                float min = clip.map(Range::min).orElse(Double.NEGATIVE_INFINITY).floatValue();
                float max = clip.map(Range::max).orElse(Double.POSITIVE_INFINITY).floatValue();
                var keys = shard.keys(panel, Noise.CORRUPTION);
                int features = target.row() / Kernels.LANES;
                for (int y = 0; y < target.extent().height(); y++) {
                    shard.kernels.addNoise(
                            keys, y * features, features, (float) sigma, min, max,
                            shard.memory, target.at(panel, y, 0),
                            shard.memory, input.at(panel, y, 0));
                }
            }
        }
    }
}
