package dev.hourglass.bench.race;

import java.io.IOException;
import java.nio.file.Path;

/// What is measured while no other contender's process is there.
final class Alone {
    private static final double NANOS = 1e-9;

    private Alone() {}

    /// The most memory that a process of this contender had resident, which trained for some time, in bytes.
    static long memory(Entry entry, Path task, int millis) throws IOException {
        try (var contender = ContenderProcess.start(entry, task)) {
            contender.run(millis);
            return contender.memory();
        }
    }

    /// Seconds from the start of the process to the end of its first epoch, samples read on the way.
    static double firstEpoch(Entry entry, Path task) throws IOException {
        long start = System.nanoTime();
        try (var contender = ContenderProcess.start(entry, task)) {
            contender.epoch();
            return (System.nanoTime() - start) * NANOS;
        }
    }
}
