package dev.hourglass.bench.race;

import dev.hourglass.internal.kernel.VectorKernels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Environment variables that libtorch and the libraries beneath it read.
final class LibtorchEnvironment {
    private static final int AVX_512 = 512;
    private static final String NEVER = Long.toString(1L << 32);

    private LibtorchEnvironment() {}

    static Map<String, String> asItComes(int threads) {
        return Map.of("OMP_NUM_THREADS", Integer.toString(threads));
    }

    /// What made it faster where it was tried.
    static List<Map<String, String>> tuned(int threads) {
        var variables = keepingMemory(threads);
        // OpenBLAS takes processors that it does not know for ones without 512-bit vectors.
        if (VectorKernels.bits() == AVX_512) {
            variables.put("OPENBLAS_CORETYPE", "SKYLAKEX");
        }
        // OpenBLAS has threads of its own beside those of OpenMP; where both spin, each waits for the other's core.
        return threads == 1
                ? List.of(variables)
                : List.of(with(variables, "OMP_WAIT_POLICY", "passive"), with(variables, "OPENBLAS_NUM_THREADS", "1"));
    }

    /// DJL brings libtorch with MKL, which has OpenMP's threads alone.
    static List<Map<String, String>> ofDjl(int threads) {
        return List.of(asItComes(threads), keepingMemory(threads));
    }

    private static Map<String, String> keepingMemory(int threads) {
        var variables = new TreeMap<>(asItComes(threads));
        // The C library returns large blocks to the system at once, and every step asks for them again.
        variables.put("MALLOC_MMAP_THRESHOLD_", NEVER);
        variables.put("MALLOC_TRIM_THRESHOLD_", NEVER);
        variables.put("MALLOC_TOP_PAD_", Integer.toString(1 << 26));
        return variables;
    }

    private static Map<String, String> with(Map<String, String> variables, String name, String value) {
        var changed = new TreeMap<>(variables);
        changed.put(name, value);
        return changed;
    }
}
