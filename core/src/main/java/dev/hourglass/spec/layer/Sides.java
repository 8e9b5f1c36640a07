package dev.hourglass.spec.layer;

import dev.hourglass.spec.SpecException;

/// Two numbers of pixels, down and across: the sides of a window, steps of a stride, factors of an enlargement. In YAML `3`, or `[1, 5]`.
public record Sides(int height, int width) {
    /// The same number both ways.
    public static Sides of(int both) {
        return new Sides(both, both);
    }

    /// Whether both are one.
    public boolean isSquare() {
        return height == width;
    }

    /// Whether nothing is strided, pooled or enlarged.
    public boolean isOne() {
        return height == 1 && width == 1;
    }

    /// The extents of a window with these sides whose taps are so many pixels apart.
    Sides dilated(Sides dilation) {
        return new Sides((height - 1) * dilation.height + 1, (width - 1) * dilation.width + 1);
    }

    /// @throws SpecException unless both are at least 1
    void requirePositive(String record, String component) {
        if (height < 1 || width < 1) {
            throw new SpecException(record + ": " + component + " must be at least 1, found " + this);
        }
    }

    /// `3x3` or `1x5`.
    String text() {
        return height + "x" + width;
    }

    /// As in YAML.
    @Override
    public String toString() {
        return isSquare() ? Integer.toString(height) : "[" + height + ", " + width + "]";
    }

    /// The same with another `height`.
    public Sides withHeight(int height) {
        return new Sides(height, width);
    }

    /// The same with another `width`.
    public Sides withWidth(int width) {
        return new Sides(height, width);
    }
}
