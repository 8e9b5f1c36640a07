package dev.hourglass.data;

/// Gives a dataset its samples, one after the other, without an array that holds all of them twice.
///
/// @param <A> `byte[]`, `short[]` or `float[]`
@FunctionalInterface
public interface SampleWriter<A> {
    /// Writes all features of a sample, in row-major order, to `into[at]` and on.
    void write(int sample, A into, int at);
}
