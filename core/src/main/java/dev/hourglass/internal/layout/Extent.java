package dev.hourglass.internal.layout;

import dev.hourglass.spec.Shape;

/// The extents of an activation; a flat one is a picture of one pixel.
public record Extent(int height, int width, int channels) {
    public static Extent of(Shape shape) {
        return new Extent(shape.height(), shape.width(), shape.channels());
    }

    public int features() {
        return height * width * channels;
    }
}
