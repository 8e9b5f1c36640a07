package dev.hourglass.internal.augmentation;

/// Where in a picture the pixels of another one are taken from, with coordinates from the middle: `y = yy y' + yx x' + y0`, likewise x.
record AffineMap(double yy, double yx, double y0, double xy, double xx, double x0) {
    static final AffineMap IDENTITY = new AffineMap(1, 0, 0, 0, 1, 0);

    /// Asks first for where this one takes a pixel from, then for where `inner` takes that one from: `inner` was applied to the picture before.
    AffineMap after(AffineMap inner) {
        return new AffineMap(
                inner.yy * yy + inner.yx * xy, inner.yy * yx + inner.yx * xx, inner.yy * y0 + inner.yx * x0 + inner.y0,
                inner.xy * yy + inner.xx * xy, inner.xy * yx + inner.xx * xx, inner.xy * y0 + inner.xx * x0 + inner.x0);
    }

    /// Whether no pixel changes.
    boolean isIdentity() {
        return equals(IDENTITY);
    }
}
