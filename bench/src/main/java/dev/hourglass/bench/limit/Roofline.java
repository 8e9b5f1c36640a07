package dev.hourglass.bench.limit;

import java.util.Locale;

/// A workload's step beside the least that it could take (Williams, Waterman and Patterson 2009).
///
/// @param one what one thread can do
/// @param two what two threads can do
/// @param oneSeconds that a step takes on one thread
/// @param twoSeconds that a step takes on two threads
record Roofline(Workload workload, Machine one, Machine two, double oneSeconds, double twoSeconds) {
    static final String HEADER = """
            | network | multiply-adds | bytes | floor 1 | ours 1 | reached | floor 2 | ours 2 | reached | 2 over 1 |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |""";

    /// A row of the summary.
    String row() {
        return String.format(
                Locale.ROOT,
                "| %s | %.1f M | %.2f MB | %.3f | %.3f | **%.0f%%** | %.3f | %.3f | **%.0f%%** | %.2f |",
                workload.name(), multiplyAdds() * 1e-6, bytes() * 1e-6, floor(one) * 1e3, oneSeconds * 1e3,
                100 * floor(one) / oneSeconds, floor(two) * 1e3, twoSeconds * 1e3, 100 * floor(two) / twoSeconds,
                oneSeconds / twoSeconds);
    }

    String heading() {
        return String.format(
                Locale.ROOT,
                "%s: peak %.1f GFLOP/s on one thread, %.1f on two; memory %.1f and %.1f GB/s; %s is what counts",
                workload.name(), 2e-9 * one.multiplyAdds(), 2e-9 * two.multiplyAdds(), 1e-9 * one.bytes(),
                1e-9 * two.bytes(),
                multiplyAdds() / one.multiplyAdds() > bytes() / one.bytes() ? "arithmetic" : "memory");
    }

    private double floor(Machine machine) {
        return machine.floor(multiplyAdds(), bytes());
    }

    private double multiplyAdds() {
        return workload.work().total();
    }

    private double bytes() {
        return workload.traffic().total();
    }
}
