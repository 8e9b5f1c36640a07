package dev.hourglass.internal.exec;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.augmentation.AugmentedSamples;
import dev.hourglass.internal.augmentation.Augmenter;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.latent.KlAnnealing;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.internal.op.Workspace;
import dev.hourglass.spec.augmentation.Augmentation;
import java.util.List;
import java.util.Optional;

/// Loads the micro-batches of a slice of a batch into workspaces, corrupted as training asks for.
final class BatchLoader {
    private final Graph graph;
    private final Dataset data;
    private final long seed;
    private final KlAnnealing annealing;
    private final MicroBatchLoader samples;
    /// Of each thread that loads; absent where pictures are taken as they are.
    private final Optional<ThreadLocal<AugmentedSamples>> augmented;
    /// Until the first one begins, the first sample.
    private BatchSlice slice = new BatchSlice(new int[1], 0, 1, 1, 0, 0);
    private Noise noise = new Noise(0, Noise.OUTSIDE);
    private double klWeight;

    /// @param augmentations of the pictures, possibly none
    BatchLoader(Graph graph, Dataset data, long seed, List<Augmentation> augmentations) {
        this.graph = graph;
        this.data = data;
        this.seed = seed;
        this.annealing = KlAnnealing.of(graph.spec().latent());
        this.samples = new MicroBatchLoader(graph);
        this.augmented = augmentations.isEmpty() ? Optional.empty() : Optional.of(ThreadLocal.withInitial(
                () -> new AugmentedSamples(data, new Augmenter(augmentations, data.shape()))));
    }

    void begin(BatchSlice next) {
        slice = next;
        noise = new Noise(seed, next.epoch());
        klWeight = annealing.share(next.epoch(), next.progress());
    }

    /// What is loaded from.
    BatchSlice slice() {
        return slice;
    }

    /// The share of its full weight that a divergence has.
    double klWeight() {
        return klWeight;
    }

    int microBatches() {
        return graph.partition().microBatches(slice.count());
    }

    /// @param index of the micro-batch in the slice
    void load(Workspace workspace, int index) {
        var partition = graph.partition();
        int first = index * partition.samples();
        int count = Math.min(partition.samples(), slice.count() - first);
        workspace.take(slice.order(), slice.from() + first, count, noise);
        workspace.batch.firstSample = first;
        workspace.batch.firstPanel = index * partition.panels();
        workspace.batch.klWeight = klWeight;
        // Draws that are weighed get their shares later.
        double alike = workspace.batch.isImportanceWeighted
                ? slice.batchSize()
                : (double) slice.batchSize() * workspace.batch.samplesPerInput();
        workspace.sums.weigh(workspace.batch.count(), (float) (1.0 / (alike * graph.terms())));
        if (augmented.isPresent()) {
            var varied = augmented.get().get();
            varied.take(slice.order(), slice.from() + first, count, noise);
            samples.fill(workspace, varied);
        } else {
            samples.fill(workspace, data);
        }
    }
}
