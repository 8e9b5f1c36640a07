package dev.hourglass.data;

/// Gives a dataset its samples, one after the other, without an array that holds all of them twice.
///
/// @param <A> `byte[]`, `short[]` or `float[]`
@FunctionalInterface
public interface SampleWriter<A> {
    /// Writes all features of a sample.
    ///
    /// @param sample counted from 0; called once for each, in order
    /// @param features a new array for each sample, all zeros; in row-major order
    void write(int sample, A features);
}
