package dev.hourglass.train;

import dev.hourglass.data.Dataset;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.spec.AutomaticCheckpoints;
import dev.hourglass.spec.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metadata of a model about its training. Nothing in it changes when the training is repeated on the same machine, or
/// resumed from a checkpoint.
final class Provenance {
    private Provenance() {}

    static Map<String, String> of(TrainingOptions options, Dataset data, String fingerprint) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("data", data.name());
        metadata.put("data.samples", Integer.toString(data.size()));
        metadata.put("data.fingerprint", fingerprint);
        metadata.put("seed", Long.toString(options.seed()));
        metadata.put("training", Json.write(Notation.writeTraining(withoutItsOwnCheckpoints(options))));
        metadata.put("library", LibraryVersion.TEXT);
        metadata.put("java", System.getProperty("java.vendor.version", System.getProperty("java.version")));
        metadata.put("vectors", vectors());
        return metadata;
    }

    /// Models do not depend on when checkpoints are written.
    private static TrainingOptions withoutItsOwnCheckpoints(TrainingOptions options) {
        return options.withCheckpoint(new AutomaticCheckpoints());
    }

    /// How wide the vectors were; the weights do not depend on it.
    private static String vectors() {
        return switch (Kernels.best()) {
            case VectorKernels _ -> VectorKernels.bits() + " bits";
            case ScalarKernels _ -> "none";
        };
    }

    /// The outcome of a training.
    static Map<String, String> of(List<EpochReport> epochs) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("epochs", Integer.toString(epochs.size()));
        if (!epochs.isEmpty()) {
            metadata.put("loss.first", Double.toString(epochs.getFirst().loss()));
            metadata.put("loss.last", Double.toString(epochs.getLast().loss()));
        }
        epochs.stream()
                .filter(epoch -> epoch.validationLoss().isPresent())
                .reduce((best, epoch) -> loss(epoch) < loss(best) ? epoch : best)
                .ifPresent(best -> {
                    metadata.put("validation_loss.lowest", Double.toString(loss(best)));
                    metadata.put("validation_loss.lowest_epoch", Integer.toString(best.epoch()));
                });
        return metadata;
    }

    private static double loss(EpochReport epoch) {
        return epoch.validationLoss().orElseThrow();
    }
}
