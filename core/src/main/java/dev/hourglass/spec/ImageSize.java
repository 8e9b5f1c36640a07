package dev.hourglass.spec;

import dev.hourglass.internal.check.Require;

/// The extents of a picture in pixels.
///
/// @param height rows, at least 1
/// @param width columns, at least 1
public record ImageSize(int height, int width) {
    public ImageSize {
        Require.positive("size", "height", height);
        Require.positive("size", "width", width);
    }

    @Override
    public String toString() {
        return "[" + height + ", " + width + "]";
    }

    /// The same with another `height`.
    public ImageSize withHeight(int height) {
        return new ImageSize(height, width);
    }

    /// The same with another `width`.
    public ImageSize withWidth(int width) {
        return new ImageSize(height, width);
    }
}
