package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.plan.Buffer;
import dev.hourglass.internal.plan.Plan;
import dev.hourglass.spec.GaussianNoise;
import dev.hourglass.spec.None;
import dev.hourglass.spec.Range;

/// Fills a shard's panels with samples: as they are into the target, corrupted into the input.
final class Feed {
    /// Makes a panel's input from its target.
    private interface Corrupter {
        void corrupt(Shard shard, int panel);
    }

    private final Buffer target;
    private final Buffer input;
    private final Corrupter corrupter;

    Feed(Plan plan) {
        this.target = plan.target();
        this.input = plan.input().value();
        this.corrupter = switch (plan.spec().corruption()) {
            case None() -> this::copy;
            case GaussianNoise noise -> noise(noise);
        };
    }

    /// Fills target and input with the shard's samples.
    void fill(Shard shard, Dataset data, boolean isCorrupting) {
        Lanes.fill(shard, data, target);
        for (int panel = 0; panel < shard.panels(); panel++) {
            if (isCorrupting) {
                corrupter.corrupt(shard, panel);
            } else {
                copy(shard, panel);
            }
        }
    }

    /// Where nothing corrupts, target and input may be one buffer.
    private void copy(Shard shard, int panel) {
        if (!target.equals(input)) {
            CopyStep.copy(shard.memory, target, input, panel);
        }
    }

    private Corrupter noise(GaussianNoise noise) {
        float sigma = (float) noise.sigma();
        float min = noise.clip().map(Range::min).orElse(Double.NEGATIVE_INFINITY).floatValue();
        float max = noise.clip().map(Range::max).orElse(Double.POSITIVE_INFINITY).floatValue();
        int features = target.row() / Kernels.LANES;
        return (shard, panel) -> {
            var keys = shard.keys(panel, Noise.CORRUPTION);
            for (int y = 0; y < target.extent().height(); y++) {
                shard.kernels.addNoise(
                        keys, y * features, features, sigma, min, max,
                        shard.memory, target.at(panel, y, 0),
                        shard.memory, input.at(panel, y, 0));
            }
        };
    }
}
