package dev.hourglass.spec;

/// The largest value of each `window` x `window` block of a picture, channel by channel.
///
/// Blocks do not overlap. Where the window does not divide the picture, the last block is smaller
/// (`ceil(size / window)` outputs: 7 becomes 4).
///
/// @param window side of a block, at least 1
public record MaxPool2d(int window) implements Layer {
    public MaxPool2d {
        Require.positive("maxpool", "window", window);
    }
}
