package dev.hourglass.data;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Samples to train on and samples to judge by.
public record DataSplit(Dataset train, Dataset test) {
    private static final int PERIOD = 10;

    public DataSplit {
        if (!train.shape().equals(test.shape())) {
            throw new DataException(train.name(), "training samples have shape %s, test samples %s"
                    .formatted(train.shape(), test.shape()));
        }
    }

    /// For data without a test part of its own: every tenth sample (the 10th, the 20th and so on) is for testing, the
    /// others are for training. Of fewer than 10 samples the last one is for testing.
    ///
    /// @throws DataException if there are fewer than 2 samples
    public static DataSplit everyTenth(Dataset whole) {
        int size = whole.size();
        if (size < 2) {
            throw new DataException(whole.name(),
                    "expected at least 2 samples, one to train on and one to test with, found "
                            + size);
        }
        int lastOfPeriod = Math.min(size, PERIOD) - 1;
        IntPredicate isTest = sample -> sample % PERIOD == lastOfPeriod;
        return new DataSplit(
                whole.select(IntStream.range(0, size).filter(isTest.negate()).toArray()),
                whole.select(IntStream.range(0, size).filter(isTest).toArray()));
    }
}
