package dev.hourglass.internal.exec;

import java.util.Arrays;

/// Chooses how many threads take a step, by their times: where another process uses one of the cores, fewer threads can be
/// several times faster. The number of threads changes no result.
///
/// Every few seconds short stretches of steps with the present number of threads alternate with stretches of another number, half
/// or twice as many, and the faster one is kept. A trial takes at most a small share of the time since the one before.
///
/// The first trial waits until the JIT, which uses the cores too, has compiled most of a step. A change is checked soon, in case
/// the trial met such a disturbance.
final class ThreadChoice {
    /// Stretches of a trial, present and other in turn; of each the median counts.
    private static final int STRETCHES = 6;
    /// Longer than a scheduler's slice, so that a stretch meets other processes as the whole training does.
    private static final long STRETCH_NANOS = 8_000_000;
    /// Before the first trial, and after one that changed the number.
    private static final long SHORT_PAUSE_NANOS = 500_000_000;
    private static final long PAUSE_NANOS = 1_000_000_000;
    /// A pause after a trial that changed nothing lasts at least so many times as long as the trial.
    private static final int PAUSE_RATIO = 25;
    /// How much less time another number must take to be chosen.
    private static final double GAIN = 0.97;

    private final int most;
    private int present;
    private int other;
    private boolean isUp;
    private boolean isTrial;
    private int stretch;
    private long stretchNanos;
    private int stretchSteps;
    /// Nanoseconds a step in each stretch, of the present number and of the other.
    private final double[][] times = new double[2][STRETCHES / 2];
    private long trialNanos;
    private long pause = SHORT_PAUSE_NANOS;
    private long waited;

    /// @param most threads at most, at least 1; training begins with all of them
    ThreadChoice(int most) {
        this.most = most;
        this.present = most;
    }

    /// How many threads are to take the next step.
    int threads() {
        return isTrial && stretch % 2 == 1 ? other : present;
    }

    /// Takes note of a step, which [#threads] threads took. Steps are to be of equal size.
    void record(long nanos) {
        if (most == 1) {
            return;
        }
        if (isTrial) {
            recordInTrial(nanos);
            return;
        }
        waited += nanos;
        if (waited >= pause) {
            begin();
        }
    }

    /// Forgets what it has measured: steps take other times from now on.
    void restart() {
        isTrial = false;
        waited = 0;
        pause = SHORT_PAUSE_NANOS;
    }

    private void begin() {
        isUp = present < most && (present == 1 || !isUp);
        other = isUp ? Math.min(most, 2 * present) : (present + 1) / 2;
        isTrial = true;
        stretch = 0;
        trialNanos = 0;
        clearStretch();
    }

    private void clearStretch() {
        stretchNanos = 0;
        stretchSteps = 0;
    }

    private void recordInTrial(long nanos) {
        trialNanos += nanos;
        stretchNanos += nanos;
        stretchSteps++;
        if (stretchNanos < STRETCH_NANOS) {
            return;
        }
        times[stretch % 2][stretch / 2] = (double) stretchNanos / stretchSteps;
        clearStretch();
        if (++stretch == STRETCHES) {
            end();
        }
    }

    private void end() {
        isTrial = false;
        waited = 0;
        if (median(times[1]) < GAIN * median(times[0])) {
            present = other;
            pause = SHORT_PAUSE_NANOS;
        } else {
            pause = Math.max(PAUSE_NANOS, PAUSE_RATIO * trialNanos);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
