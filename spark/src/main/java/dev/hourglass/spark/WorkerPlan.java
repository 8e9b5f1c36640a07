package dev.hourglass.spark;

import dev.hourglass.internal.exec.Buckets;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.TrainingOptions;
import java.io.Serializable;
import java.util.Map;
import java.util.UUID;

/// What tasks of a training have in common, as texts: records of specs are not serializable.
///
/// @param run a name of its own
/// @param model the spec as JSON
/// @param train the options as JSON
/// @param samples of the training
record WorkerPlan(String run, String model, String train, int samples, boolean hasMissing) implements Serializable {
    static WorkerPlan of(Autoencoder spec, TrainingOptions options, int samples, boolean hasMissing) {
        return new WorkerPlan(UUID.randomUUID().toString(), Json.write(Notation.writeModel(spec)),
                Json.write(Notation.writeTraining(options)), samples, hasMissing);
    }

    Autoencoder spec() {
        return Notation.readModel(tree(model));
    }

    TrainingOptions options() {
        return Notation.readTraining(tree(train));
    }

    @SuppressWarnings("unchecked") // written above
    private static Map<String, Object> tree(String json) {
        return (Map<String, Object>) Json.parse(json);
    }

    Buckets buckets() {
        var options = options();
        return new Buckets(samples, options.buckets(), options.batchSize(), options.seed());
    }
}
