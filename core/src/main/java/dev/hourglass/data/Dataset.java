package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// Samples of one shape, in a fixed order.
///
/// `Dataset.of` and its relatives hold samples in memory. Others can implement the interface, for example to read rows from a
/// memory-mapped file: [#name], [#shape], [#size] and [#read] are enough. An implementation is immutable and can be read by
/// many threads at once: the same sample always has the same features. They are finite, or NaN where [#hasMissing] says that some
/// may be missing; a training checks that before its first step. Data that give the same values train the same model, bit by bit, however they are stored.
public interface Dataset {
    /// The name of the dataset in reports, messages and the metadata of models.
    String name();

    /// The shape of a sample; its features are counted in row-major order.
    Shape shape();

    /// The number of samples, possibly 0.
    int size();

    /// Writes the features `from` to `from + count - 1` of a sample to `into[at]`, `into[at + stride]` and so on, and nothing else.
    ///
    /// Called by several threads at once, for the rows of a picture one by one, and for each sample at least once an epoch.
    ///
    /// @param sample counted from 0
    /// @param stride at least 1
    void read(int sample, int from, int count, float[] into, int at, int stride);

    /// Looks at a sample that is about to be read, once in each line of the processor's cache: of several samples looked at one after
    /// the other, the processor fetches all lines at the same time. Does nothing by default, which is right for samples that are
    /// computed or lie side by side.
    ///
    /// @return a number that depends on what was looked at, without which the JIT would leave the look out
    default int prefetch(int sample) {
        return 0;
    }

    /// The class of each sample; empty where samples have none.
    default Optional<Labels> labels() {
        return Optional.empty();
    }

    /// Bits of a feature that is a level of a pixel, 8 or 16: every feature is then a whole number from 0 on divided by 255f or
    /// 65535f, in 0..1, and a training does not check that they are finite. Empty where features are any numbers.
    default OptionalInt bits() {
        return OptionalInt.empty();
    }

    /// Whether features may be NaN, which means that they are missing. Only models whose loss allows that take such samples
    /// ([dev.hourglass.spec.loss.Loss#allowsMissing]), unless none is NaN.
    default boolean hasMissing() {
        return false;
    }

    /// The name of each sample, as its file within a folder with `/` between the parts; empty where samples have no names.
    default List<String> sampleNames() {
        return List.of();
    }

    /// SHA-256 of shape, labels, class names and samples, in hexadecimal: two datasets with one fingerprint train the same
    /// model. Neither [#name] nor [#sampleNames] count. Takes as long as reading all samples, at least the first time.
    ///
    /// A missing feature is hashed as NaN, whatever its bits are. Samples are hashed in the form given by [#bits]: an implementation has the fingerprint of [#ofBytes], [#ofShorts] or [#ofFloats] with
    /// the same values.
    ///
    /// @throws DataException if there are levels that [#bits] rules out
    default String fingerprint() {
        return Fingerprint.of(this);
    }

    /// All features of a sample, in a new array.
    default float[] sample(int sample) {
        var features = new float[shape().size()];
        read(sample, 0, features.length, features, 0, 1);
        return features;
    }

    /// The same samples under another name.
    default Dataset withName(String name) {
        return new AnnotatedDataset(this, name, labels(), sampleNames());
    }

    /// The same samples with these labels.
    ///
    /// @throws DataException if there is not one for each sample
    default Dataset withLabels(Labels labels) {
        return new AnnotatedDataset(this, name(), Optional.of(labels), sampleNames());
    }

    /// The same samples with these names.
    ///
    /// @throws DataException if there is not one for each sample
    default Dataset withSampleNames(List<String> names) {
        return new AnnotatedDataset(this, name(), labels(), names);
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

    /// Finite numbers, under the name `array`; [#withName] gives another.
    ///
    /// @param rows `[sample][feature]`, copied; all of one length
    /// @throws DataException if there are no rows, rows of different lengths, or numbers that are not finite
    static Dataset of(float[][] rows) {
        return Rows.dataset(rows, Optional.empty());
    }

    /// Finite numbers and the class of each sample, under the name `array`; [#withName] gives another.
    ///
    /// @param rows `[sample][feature]`, copied; all of one length
    /// @param classes of the samples, counted from 0, copied
    /// @throws DataException if there are no rows, rows of different lengths, numbers that are not finite, or if there is not one
    ///     class for each row
    static Dataset of(float[][] rows, int[] classes) {
        return Rows.dataset(rows, Optional.of(Labels.of(classes)));
    }

    /// Finite numbers and the name of the class of each sample, under the name `array`; [#withName] gives another.
    ///
    /// @param rows `[sample][feature]`, copied; all of one length
    /// @param classOfEach the name of the class of each sample; classes are numbered in the order of [ClassOrder]
    /// @throws DataException if there are no rows, rows of different lengths, numbers that are not finite, or if there is not one
    ///     class for each row
    static Dataset of(float[][] rows, List<String> classOfEach) {
        return Rows.dataset(rows, Optional.of(Labels.ofNames(classOfEach)));
    }

    /// Pixels from 0 to 255, which read as 0 to 1.
    ///
    /// @param pixels `[sample][feature]`, copied
    static Dataset ofBytes(String name, Shape shape, byte[] pixels, Optional<Labels> labels) {
        return new ArrayDataset(name, shape, Features.Bytes.of(pixels.clone()), labels);
    }

    /// Pixels from 0 to 255, which read as 0 to 1.
    static Dataset ofBytes(
            String name, Shape shape, int count, SampleWriter<byte[]> samples, Optional<Labels> labels) {
        return new ArrayDataset(
                name, shape, Features.Bytes.of(written(samples, byte[]::new, count, shape)), labels);
    }

    /// Pixels of 16 bits, unsigned: 0 to 65535, which read as 0 to 1.
    ///
    /// @param pixels `[sample][feature]`, copied
    static Dataset ofShorts(String name, Shape shape, short[] pixels, Optional<Labels> labels) {
        return new ArrayDataset(name, shape, new Features.Shorts(pixels.clone()), labels);
    }

    /// Pixels of 16 bits, unsigned: 0 to 65535, which read as 0 to 1.
    static Dataset ofShorts(
            String name, Shape shape, int count, SampleWriter<short[]> samples, Optional<Labels> labels) {
        return new ArrayDataset(
                name, shape, new Features.Shorts(written(samples, short[]::new, count, shape)), labels);
    }

    /// Finite numbers.
    ///
    /// @param values `[sample][feature]`, copied
    /// @throws DataException naming the first sample and feature that is not finite
    static Dataset ofFloats(String name, Shape shape, float[] values, Optional<Labels> labels) {
        return new ArrayDataset(name, shape, Features.Floats.of(name, shape, values.clone()), labels);
    }

    /// Finite numbers.
    ///
    /// @throws DataException naming the first sample and feature that is not finite
    static Dataset ofFloats(
            String name, Shape shape, int count, SampleWriter<float[]> samples, Optional<Labels> labels) {
        return new ArrayDataset(
                name, shape, Features.Floats.of(name, shape, written(samples, float[]::new, count, shape)), labels);
    }

    /// Numbers that are finite, or NaN where they are missing, under the name `array`; [#withName] gives another.
    ///
    /// @param rows `[sample][feature]`, copied; all of one length
    /// @throws DataException if there are no rows, rows of different lengths, or infinite numbers
    static Dataset withMissing(float[][] rows) {
        return Rows.withMissing(rows);
    }

    /// Numbers that are finite, or NaN where they are missing.
    ///
    /// @param values `[sample][feature]`, copied
    /// @throws DataException naming the first sample and feature that is infinite
    static Dataset withMissing(String name, Shape shape, float[] values, Optional<Labels> labels) {
        return new ArrayDataset(name, shape, Features.Floats.withMissing(name, shape, values.clone()), labels);
    }

    /// Numbers that are finite, or NaN where they are missing.
    ///
    /// @throws DataException naming the first sample and feature that is infinite
    static Dataset withMissing(
            String name, Shape shape, int count, SampleWriter<float[]> samples, Optional<Labels> labels) {
        return new ArrayDataset(
                name, shape, Features.Floats.withMissing(name, shape, written(samples, float[]::new, count, shape)),
                labels);
    }

    private static <A> A written(SampleWriter<A> samples, IntFunction<A> array, int count, Shape shape) {
        int size = shape.size();
        var all = array.apply(Math.multiplyExact(count, size));
        for (int sample = 0; sample < count; sample++) {
            // An array of its own: the writer may keep it.
            var features = array.apply(size);
            samples.write(sample, features);
            System.arraycopy(features, 0, all, sample * size, size);
        }
        return all;
    }
}
