package dev.hourglass.spark;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;

/// The samples of a training whose rows are on executors, of which the driver has the first ones.
///
/// @param fingerprint of all
/// @param rows the first ones, `[row][feature]`
record PresentSamples(String name, Shape shape, int size, String fingerprint, boolean hasMissing, float[][] rows)
        implements Dataset {
    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        var row = rows[sample];
        for (int i = 0; i < count; i++) {
            into[at + i * stride] = row[from + i];
        }
    }
}
