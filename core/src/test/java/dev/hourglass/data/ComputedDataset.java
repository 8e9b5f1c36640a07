package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.OptionalInt;

/// A dataset as others implement it: nothing is stored, each feature is computed when it is read.
public record ComputedDataset(String name, Shape shape, int size, OptionalInt bits, Feature features)
        implements Dataset {
    /// A feature of a sample.
    public interface Feature {
        float of(int sample, int feature);
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        for (int i = 0; i < count; i++) {
            into[at + i * stride] = features.of(sample, from + i);
        }
    }
}
