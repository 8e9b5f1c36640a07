package dev.hourglass.metric;

/// A part of a picture that is reconstructed badly.
///
/// @param left of its first pixel, counted from 0
/// @param top likewise
/// @param width in pixels
/// @param height in pixels
/// @param share of the whole picture's squared error, in 0..1
public record ErrorRegion(int left, int top, int width, int height, double share) {}
