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
    /// Features that are read of one sample before the next, so that those of 16 samples stay in the cache meanwhile.
    static final int BLOCK = 512;

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
                copy(shard, panel);
            }
        }
    }

    private void read(Shard shard, Dataset data, int panel) {
        int first = panel * Kernels.LANES;
        int present = Math.min(Kernels.LANES, shard.count() - first);
        int at = target.at(panel, 0, 0);
        int features = target.extent().features();
        var rows = shard.rows;
        Arrays.fill(rows, present * BLOCK, rows.length, 0);
        int parts = Math.ceilDiv(features, BLOCK);
        int part = Math.ceilDiv(Math.ceilDiv(features, parts), Kernels.LANES) * Kernels.LANES;
        for (int from = 0; from < features; from += part) {
            int count = Math.min(part, features - from);
            for (int lane = 0; lane < present; lane++) {
                data.read(shard.sample(first + lane), from, count, rows, lane * BLOCK, 1);
            }
            shard.kernels.toLanes(count, rows, 0, BLOCK, shard.memory, at + from * Kernels.LANES);
        }
    }

    /// Where nothing corrupts, target and input may be one buffer.
    private void copy(Shard shard, int panel) {
        if (!target.equals(input)) {
            CopyStep.copy(shard.memory, target, input, panel);
        }
    }

    private void corrupt(Shard shard, int panel) {
        switch (corruption) {
            case None() -> copy(shard, panel);
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
