package dev.hourglass.metric;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Labels;
import java.util.Arrays;
import java.util.Locale;

/// Codes of samples whose classes are known: how well a code predicts the classes.
///
/// @param values `[sample][feature of the code]`, at least one, all of one length, copied
/// @param labels the class of each
public record LabelledCodes(float[][] values, Labels labels) {
    /// @throws DataException if there are none, or not a label for each, or codes of different lengths
    public LabelledCodes {
        if (values.length == 0) {
            throw new DataException("expected at least one code, found none");
        }
        if (values.length != labels.size()) {
            throw new DataException(
                    String.format(Locale.ROOT, "expected a label for each of %d codes, found %d labels", values.length,
                            labels.size()));
        }
        for (var code : values) {
            if (code.length != values[0].length) {
                throw new DataException(String.format(Locale.ROOT,
                        "expected codes of one length, found %d and %d values", values[0].length, code.length));
            }
        }
        values = copy(values);
    }

    @Override
    public float[][] values() {
        return copy(values);
    }

    /// The codes themselves, not to be written to.
    float[][] rows() {
        return values;
    }

    private static float[][] copy(float[][] rows) {
        return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
    }

    int size() {
        return values.length;
    }

    int features() {
        return values[0].length;
    }

    /// Refuses codes of another length than these.
    void requireLike(float[][] others) {
        for (var code : others) {
            if (code.length != features()) {
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "expected codes of size %d as in training, found %d",
                                features(), code.length));
            }
        }
    }

    /// The accuracy: the share of codes with a correct prediction.
    ///
    /// @param predicted a class for each
    public double accuracy(int[] predicted) {
        if (predicted.length != size()) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "expected a class for each of %d codes, found %d", size(),
                            predicted.length));
        }
        int right = 0;
        for (int i = 0; i < predicted.length; i++) right += predicted[i] == labels.of(i) ? 1 : 0;
        return (double) right / predicted.length;
    }
}
