package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;

/// The mean of each block of a picture, channel by channel.
///
/// Blocks do not overlap. Where the window does not divide the picture, the last block is smaller
/// (`ceil(size / window)` outputs: 7 becomes 4), and its mean is that of the pixels it has.
///
/// @param window sides of a block, at least 1
public record AvgPool2d(Sides window) implements PictureLayer {
    public AvgPool2d {
        window.requirePositive("avgpool", "window");
    }

    /// Square blocks.
    public AvgPool2d(int window) {
        this(Sides.of(window));
    }

    @Override
    public Shape outputShape(Shape input) {
        requirePicture(input);
        return Shape.of(
                Math.ceilDiv(input.height(), window.height()), Math.ceilDiv(input.width(), window.width()),
                input.channels());
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
        return "avgpool " + window.text();
    }
}
