package dev.hourglass.bench.race;

import java.util.List;
import java.util.Map;

/// Environment variables that TensorFlow reads.
final class TensorFlowEnvironment {
    private static final String WARNINGS = "1";

    private TensorFlowEnvironment() {}

    /// One operation at a time is faster where they are tiny, two where a graph has branches of the same size.
    static List<Map<String, String>> sets() {
        return List.of(operationsAtATime(1), operationsAtATime(2));
    }

    private static Map<String, String> operationsAtATime(int count) {
        return Map.of("TF_NUM_INTEROP_THREADS", Integer.toString(count), "TF_CPP_MIN_LOG_LEVEL", WARNINGS);
    }
}
