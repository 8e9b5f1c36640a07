package dev.hourglass.internal.exec;

import java.util.Arrays;

/// Adds up what one worker spends its time on, lap by lap. While it does not run, a lap costs a branch.
final class Stopwatch {
    static final int FILLING = 0;
    static final int LOSS = 1;
    static final int UPDATE = 2;
    private static final int LAYERS = 3;
    private static final int PASSES = 3;

    private final long[] nanos;
    private boolean isRunning;
    private long last;

    /// @param nodes of the graph, how many
    Stopwatch(int nodes) {
        nanos = new long[LAYERS + PASSES * nodes];
    }

    static int forward(int operation) {
        return LAYERS + PASSES * operation;
    }

    static int weightGradient(int operation) {
        return LAYERS + PASSES * operation + 1;
    }

    static int inputGradient(int operation) {
        return LAYERS + PASSES * operation + 2;
    }

    /// Runs from now on, from zero.
    void reset() {
        Arrays.fill(nanos, 0);
        isRunning = true;
    }

    /// Begins a task's first lap.
    void begin() {
        if (isRunning) {
            last = System.nanoTime();
        }
    }

    /// Ends a lap, which was spent on one thing, and begins the next.
    void lap(int spentOn) {
        if (isRunning) {
            long now = System.nanoTime();
            nanos[spentOn] += now - last;
            last = now;
        }
    }

    long nanos(int spentOn) {
        return nanos[spentOn];
    }
}
