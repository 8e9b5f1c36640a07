package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
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

    /// Bits of a feature that is a level of a pixel, 8 or 16; empty where features are any numbers.
    OptionalInt bits();

    /// What each sample is called, as its file within a folder with `/` between the parts; empty where samples have no names.
    List<String> sampleNames();

    /// The same samples with other labels, or with labels at all.
    ///
    /// @throws DataException if there is not one for each sample
    Dataset withLabels(Labels labels);

    /// The same samples with names.
    ///
    /// @throws DataException if there is not one for each sample
    Dataset withSampleNames(List<String> names);

    /// SHA-256 of shape, labels, class names and samples, in hexadecimal: two datasets with one fingerprint train the same
    /// model. Neither [#name] nor [#sampleNames] count.
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
        return DatasetSelection.of(this, samples);
    }

    /// Pixels from 0 to 255, which read as 0 to 1.
    ///
    /// @param pixels `[sample][feature]`, copied
    static Dataset ofBytes(String name, Shape shape, byte[] pixels, Optional<Labels> labels) {
        return ArrayDataset.of(name, shape, Features.Bytes.of(pixels.clone()), labels);
    }

    /// Pixels from 0 to 255, which read as 0 to 1.
    static Dataset ofBytes(
            String name, Shape shape, int count, SampleWriter<byte[]> samples, Optional<Labels> labels) {
        var pixels = new byte[Math.multiplyExact(count, shape.size())];
        write(samples, pixels, count, shape);
        return ArrayDataset.of(name, shape, Features.Bytes.of(pixels), labels);
    }

    /// Pixels of 16 bits, unsigned: 0 to 65535, which read as 0 to 1.
    ///
    /// @param pixels `[sample][feature]`, copied
    static Dataset ofShorts(String name, Shape shape, short[] pixels, Optional<Labels> labels) {
        return ArrayDataset.of(name, shape, new Features.Shorts(pixels.clone()), labels);
    }

    /// Pixels of 16 bits, unsigned: 0 to 65535, which read as 0 to 1.
    static Dataset ofShorts(
            String name, Shape shape, int count, SampleWriter<short[]> samples, Optional<Labels> labels) {
        var pixels = new short[Math.multiplyExact(count, shape.size())];
        write(samples, pixels, count, shape);
        return ArrayDataset.of(name, shape, new Features.Shorts(pixels), labels);
    }

    /// Any finite numbers.
    ///
    /// @param values `[sample][feature]`, copied
    /// @throws DataException naming the first sample and feature that is not finite
    static Dataset ofFloats(String name, Shape shape, float[] values, Optional<Labels> labels) {
        return ArrayDataset.of(name, shape, Features.Floats.of(name, shape, values.clone()), labels);
    }

    /// Any finite numbers.
    ///
    /// @throws DataException naming the first sample and feature that is not finite
    static Dataset ofFloats(
            String name, Shape shape, int count, SampleWriter<float[]> samples, Optional<Labels> labels) {
        var values = new float[Math.multiplyExact(count, shape.size())];
        write(samples, values, count, shape);
        return ArrayDataset.of(name, shape, Features.Floats.of(name, shape, values), labels);
    }

    private static <A> void write(SampleWriter<A> samples, A into, int count, Shape shape) {
        for (int sample = 0; sample < count; sample++) {
            samples.write(sample, into, sample * shape.size());
        }
    }
}
