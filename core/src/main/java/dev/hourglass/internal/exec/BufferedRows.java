package dev.hourglass.internal.exec;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.nio.FloatBuffer;
import java.util.Locale;

/// Samples in a caller's memory, one behind the other, which are neither copied nor known to be finite: a pass checks that while
/// it loads them.
///
/// @param values from 0 to the limit; not to be changed during a pass
public record BufferedRows(String name, Shape shape, FloatBuffer values) implements Dataset {
    @Override
    public int size() {
        return values.limit() / shape.size();
    }

    /// Whether the samples are in an array that can be read from directly.
    boolean isInArray() {
        return values.hasArray();
    }

    /// Where a sample begins in the array.
    int at(int sample) {
        return values.arrayOffset() + sample * shape.size();
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        int first = sample * shape.size() + from;
        if (stride == 1) {
            values.get(first, into, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i * stride] = values.get(first + i);
        }
    }

    /// The first value that is not finite, in words.
    ///
    /// @param allowsMissing whether NaN may be among them
    DataException nonFinite(boolean allowsMissing) {
        int first = 0;
        while (Float.isFinite(values.get(first)) || (allowsMissing && Float.isNaN(values.get(first)))) {
            first++;
        }
        return new DataException(
                String.format(Locale.ROOT,
                        "%s: sample %d, feature %d: expected a finite number, found %s; remove or fill it",
                        name, first / shape.size(), first % shape.size(), values.get(first)));
    }
}
