package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;

/// The largest value of each block of a signal, channel by channel.
///
/// Blocks do not overlap. Where the window does not divide the length, the last block is shorter (`ceil(length / window)` outputs: 7
/// becomes 4).
///
/// @param window steps of a block, at least 1
public record MaxPool1d(int window) implements SignalLayer {
    public MaxPool1d {
        Require.positive("maxpool1d", "window", window);
    }

    @Override
    public Shape outputShape(Shape input) {
        requireSignal(input);
        return Shape.of(Math.ceilDiv(input.width(), window), input.channels());
    }

    @Override
    public MaxPool2d onPicture() {
        return new MaxPool2d(new Sides(1, window));
    }

    @Override
    public String kind() {
        return "maxpool1d";
    }

    @Override
    public String description() {
        return "maxpool1d " + window;
    }
}
