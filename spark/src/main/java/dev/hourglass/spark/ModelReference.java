package dev.hourglass.spark;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.broadcast.Broadcast;

/// A model that tasks share: each JVM reads its file once.
///
/// @param sha256 of its file
record ModelReference(String sha256, Broadcast<byte[]> file) implements Serializable {
    /// Models of a JVM, those that were used last.
    private static final int MOST = 4;

    private static final Map<String, ScoringModel> LOADED = new LinkedHashMap<>(MOST, 1, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, ScoringModel> eldest) {
            return size() > MOST;
        }
    };

    ScoringModel model() {
        synchronized (LOADED) {
            return LOADED.computeIfAbsent(sha256, _ -> ScoringModel.of(file.value()));
        }
    }
}
