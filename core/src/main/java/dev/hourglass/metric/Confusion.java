package dev.hourglass.metric;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Labels;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The confusion matrix: true classes against predicted ones.
///
/// @param counts samples `[class][class that was predicted]`
public record Confusion(int[][] counts) {
    public Confusion {
        counts = copy(counts);
    }

    @Override
    public int[][] counts() {
        return copy(counts);
    }

    private static int[][] copy(int[][] counts) {
        return Arrays.stream(counts).map(int[]::clone).toArray(int[][]::new);
    }

    /// Counts the classes of samples.
    ///
    /// @param predicted a class for each sample, from 0 to `classes - 1`
    /// @param labels what they are
    /// @throws DataException if a label is not one of the classes
    public static Confusion of(int[] predicted, Labels labels, int classes) {
        var counts = new int[classes][classes];
        for (int i = 0; i < predicted.length; i++) {
            if (labels.of(i) >= classes) {
                throw new DataException(
                        String.format(Locale.ROOT,
                                "sample %d: expected a class from 0 to %d, found %d; the classifier was not trained on it",
                                i, classes - 1, labels.of(i)));
            }
            counts[labels.of(i)][predicted[i]]++;
        }
        return new Confusion(counts);
    }

    /// Of several sets of samples, together.
    ///
    /// @param several of the same classes, at least one
    public static Confusion sum(List<Confusion> several) {
        int classes = several.getFirst().counts.length;
        var counts = new int[classes][classes];
        for (var one : several) {
            for (int c = 0; c < classes; c++) {
                for (int predicted = 0; predicted < classes; predicted++)
                    counts[c][predicted] += one.counts[c][predicted];
            }
        }
        return new Confusion(counts);
    }

    /// Samples in all.
    public int samples() {
        return Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
    }

    /// The accuracy: the share of samples with a correct prediction; NaN without samples.
    public double accuracy() {
        int right = 0;
        for (int c = 0; c < counts.length; c++) right += counts[c][c];
        return (double) right / samples();
    }
}
