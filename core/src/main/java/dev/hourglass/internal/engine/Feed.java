package dev.hourglass.internal.engine;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.graph.Buffer;
import dev.hourglass.internal.graph.Graph;

/// Fills a shard's panels with samples: as they are into the target, corrupted into the input.
final class Feed {
    private final Buffer target;
    private final Corrupter corrupter;

    Feed(Graph plan) {
        this.target = plan.target();
        this.corrupter = Corrupter.of(plan);
    }

    /// Fills target and input with the shard's samples.
    void fill(Shard shard, Dataset data) {
        Lanes.fill(shard, data, target);
        for (int panel = 0; panel < shard.panels(); panel++) {
            corrupter.corrupt(shard, panel);
        }
    }
}
