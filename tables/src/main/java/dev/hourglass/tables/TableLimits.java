package dev.hourglass.tables;

import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// What reading may use. No result depends on it.
///
/// @param memory bytes that DuckDB may take, beside the Java heap; what needs more goes to the disk
/// @param disk bytes of temporary files at most
/// @param threads DuckDB's
public record TableLimits(long memory, long disk, int threads) {
    private static final int MOST_THREADS = 4;
    private static final long LEAST = 1 << 26;

    /// 1 GiB of memory, 64 GiB of disk, and a thread for each processor up to four.
    public static final TableLimits DEFAULT = new TableLimits(1L << 30, 1L << 36,
            Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors()));

    public TableLimits {
        if (memory < LEAST || disk < 0 || threads < 1) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table limits: expected at least %,d bytes of memory, 0 of disk and a thread, found %,d, %,d and %d",
                    LEAST, memory, disk, threads));
        }
    }
}
