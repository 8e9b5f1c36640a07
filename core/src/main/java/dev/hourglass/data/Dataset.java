package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// Samples of one shape, in a fixed order. Immutable and safe to read from many threads.
public sealed interface Dataset permits ArrayDataset, DatasetSelection {
    /// What the dataset is called in reports.
    String name();

    /// The shape of a sample; its features are counted in row-major order.
    Shape shape();

    /// The number of samples, possibly 0.
    int size();

    Optional<Labels> labels();

    /// SHA-256 of shape, samples and labels, in hexadecimal: two datasets with one fingerprint train the same model.
    String fingerprint();

    /// Writes the features `from` to `from + count - 1` of a sample to `into[at]`, `into[at + stride]` and so on.
    void read(int sample, int from, int count, float[] into, int at, int stride);

    /// All features of a sample.
    default float[] sample(int sample) {
        var features = new float[shape().size()];
        read(sample, 0, features.length, features, 0, 1);
        return features;
    }

    /// The samples `from` to `to - 1`, under the same name.
    default Dataset slice(int from, int to) {
        Objects.checkFromToIndex(from, to, size());
        return from == 0 && to == size() ? this : select(IntStream.range(from, to).toArray());
    }

    /// The samples with these indices, in this order, under the same name; an index may occur more than once.
    ///
    /// @throws IndexOutOfBoundsException if an index is not one of a sample
    default Dataset select(int... samples) {
        return new DatasetSelection(this, samples.clone());
    }

    /// Pixels from 0 to 255, which read as 0 to 1.
    ///
    /// @param pixels `[sample][feature]`, not copied: the caller gives the array away, and finds it changed
    static Dataset ofBytes(String name, Shape shape, byte[] pixels, Optional<Labels> labels) {
        return new ArrayDataset(name, shape, Features.Bytes.of(pixels), labels);
    }

    /// Any finite numbers.
    ///
    /// @param values `[sample][feature]`, not copied: the caller gives the array away
    /// @throws DataException naming the first sample and feature that is not finite
    static Dataset ofFloats(String name, Shape shape, float[] values, Optional<Labels> labels) {
        int size = shape.size();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw new DataException(
                        "%s: sample %d, feature %d: expected a finite number, found %s; remove or fill it"
                                .formatted(name, i / size, i % size, values[i]));
            }
        }
        return new ArrayDataset(name, shape, new Features.Floats(values), labels);
    }
}
