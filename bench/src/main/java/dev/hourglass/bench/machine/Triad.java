package dev.hourglass.bench.machine;

import java.util.function.LongSupplier;

/// `a = b + s c` over arrays that no cache holds (McCalpin 1995, STREAM).
public final class Triad {
    /// Of each array: 64 MiB.
    private static final int FLOATS = 1 << 24;
    private static final int PIECE = 1 << 20;
    private static final int ARRAYS = 3;

    private final float[] a = new float[FLOATS];
    private final float[] b = new float[FLOATS];
    private final float[] c = new float[FLOATS];

    /// For each of several threads, a worker that walks through its own part, a piece a call, and returns the bytes that it
    /// read and wrote.
    LongSupplier[] workers(int threads) {
        var workers = new LongSupplier[threads];
        int pieces = FLOATS / PIECE;
        for (int thread = 0; thread < threads; thread++) {
            workers[thread] = new Walk(thread * pieces / threads, (thread + 1) * pieces / threads);
        }
        return workers;
    }

    private final class Walk implements LongSupplier {
        private final int first;
        private final int end;
        private int next;

        Walk(int first, int end) {
            this.first = first;
            this.end = end;
            this.next = first;
        }

        @Override
        public long getAsLong() {
            run(a, b, c, next * PIECE, (next + 1) * PIECE);
            next = next + 1 == end ? first : next + 1;
            return (long) ARRAYS * Float.BYTES * PIECE;
        }
    }

    private static void run(float[] a, float[] b, float[] c, int from, int to) {
        for (int i = from; i < to; i++) {
            a[i] = b[i] + 3 * c[i];
        }
    }
}
