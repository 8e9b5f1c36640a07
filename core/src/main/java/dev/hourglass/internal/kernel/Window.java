package dev.hourglass.internal.kernel;

/// How a linear operation walks over its source: at each place it reads `rows` runs of neighbouring features.
///
/// A dense layer is a window of one row whose run is all features and whose places are panels; a convolution's run is a
/// row of its kernel, all channels, and its places are neighbouring pixels. All distances count floats.
///
/// @param rows runs a place reads
/// @param run features in a run, each 16 samples wide
/// @param outputs features a place writes
/// @param line from one run of a place to the next, in the source
/// @param sourceStep from one place to the next, in the source
/// @param targetStep from one place to the next, in the target
public record Window(int rows, int run, int outputs, int line, int sourceStep, int targetStep) {
    /// The same walk, of which only some outputs are computed.
    public Window withOutputs(int count) {
        return new Window(rows, run, count, line, sourceStep, targetStep);
    }

    /// The same walk over other distances.
    public Window with(int line, int sourceStep, int targetStep) {
        return new Window(rows, run, outputs, line, sourceStep, targetStep);
    }
}
