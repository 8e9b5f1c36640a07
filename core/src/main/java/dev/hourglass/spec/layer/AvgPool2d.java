package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import java.util.Locale;

/// The mean of each `window` x `window` block of a picture, channel by channel.
///
/// Blocks do not overlap. Where the window does not divide the picture, the last block is smaller
/// (`ceil(size / window)` outputs: 7 becomes 4), and its mean is that of the pixels it has.
///
/// @param window side of a block, at least 1
public record AvgPool2d(int window) implements Layer {
    public AvgPool2d {
        Require.positive("avgpool", "window", window);
    }

    @Override
    public Shape outputShape(Shape input) {
        input.requireImage();
        return Shape.of(
                Math.ceilDiv(input.height(), window), Math.ceilDiv(input.width(), window), input.channels());
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.EACH;
    }

    @Override
    public String kind() {
        return "avgpool";
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "avgpool %dx%d", window, window);
    }
}
