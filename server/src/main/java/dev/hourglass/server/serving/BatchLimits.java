package dev.hourglass.server.serving;

import java.time.Duration;

/// How requests go through a model together.
///
/// @param rows of a batch, at least 1; a request of more rows goes through alone
/// @param delay that a first request waits for others, 0 or more; with 0 a batch is what waits when a runner is free
/// @param waitingRows of the requests that may wait, at least 1
/// @param runners batches at a time, at least 1
public record BatchLimits(int rows, Duration delay, int waitingRows, int runners) {
    public BatchLimits {
        if (rows < 1 || waitingRows < 1 || runners < 1 || delay.isNegative()) {
            throw new IllegalArgumentException(
                    "expected at least one row, one row in the queue and one runner, and no negative delay, found %d, %d, %d and %s"
                            .formatted(rows, waitingRows, runners, delay));
        }
    }
}
