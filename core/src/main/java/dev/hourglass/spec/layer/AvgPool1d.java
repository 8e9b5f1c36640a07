package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;

/// The mean of each block of a signal, channel by channel.
///
/// Blocks do not overlap. Where the window does not divide the length, the last block is shorter (`ceil(length / window)` outputs: 7
/// becomes 4), and its mean is that of the steps it has.
///
/// @param window steps of a block, at least 1
public record AvgPool1d(int window) implements SignalLayer {
    public AvgPool1d {
        Require.positive("avgpool1d", "window", window);
    }

    @Override
    public Shape outputShape(Shape input) {
        requireSignal(input);
        return Shape.of(Math.ceilDiv(input.width(), window), input.channels());
    }

    @Override
    public AvgPool2d onPicture() {
        return new AvgPool2d(new Sides(1, window));
    }

    @Override
    public String kind() {
        return "avgpool1d";
    }

    @Override
    public String description() {
        return "avgpool1d " + window;
    }
}
