package dev.hourglass.metric;

import java.util.OptionalDouble;

/// How like pictures their reconstructions are in one channel.
///
/// @param channel counted from 0
/// @param meanSquaredError per pixel
/// @param ssim the mean structural similarity; empty where the pictures are too small for [Ssim]
public record ChannelFidelity(int channel, double meanSquaredError, OptionalDouble ssim) {
    /// The peak signal-to-noise ratio in decibels; infinite where there is no error.
    public double psnr() {
        return ImageMetrics.psnr(meanSquaredError);
    }
}
