package dev.hourglass.spec.layer;

/// How an enlarged picture gets its pixels.
public enum Interpolation {
    /// Output pixel `y` copies input pixel `floor(y * in / out)`.
    NEAREST,
    /// Each output pixel mixes its four neighbours linearly; pixels have their centres at one half
    /// (what TensorFlow 2 does, and PyTorch with `align_corners=False`).
    BILINEAR
}
