package dev.hourglass.train;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a model's metadata says of its training.
final class Provenance {
    private Provenance() {}

    static Map<String, String> of(TrainingOptions options, Dataset data) {
        var metadata = new LinkedHashMap<String, String>();
        metadata.put("data", data.name());
        metadata.put("data.samples", Integer.toString(data.size()));
        metadata.put("data.fingerprint", data.fingerprint());
        metadata.put("seed", Long.toString(options.seed()));
        metadata.put("java", System.getProperty("java.vendor.version", System.getProperty("java.version")));
        return metadata;
    }
}
