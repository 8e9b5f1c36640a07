package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.layout.Buffer;

/// How much of a sample's damage a network undid: squared errors summed over the pixels, or features of a flat sample,
/// that the corruption changed.
///
/// @param features how many numbers those pixels have
/// @param before error of the corrupted input
/// @param after error of the reconstruction
public record InpaintingError(int features, double before, double after) {
    /// Where nothing corrupts.
    static final InpaintingError NONE = new InpaintingError(0, 0, 0);

    /// @param b NaN where it is missing
    private static double square(float a, float b) {
        double difference = Float.isNaN(b) ? 0 : (double) a - b;
        return difference * difference;
    }

    /// Measures one lane of buffers of equal extents.
    static InpaintingError of(float[] memory, int lane, Buffer target, Buffer corrupted, Buffer repaired) {
        var extent = target.extent();
        boolean isFlat = extent.height() == 1 && extent.width() == 1;
        int channels = isFlat ? 1 : extent.channels();
        int panel = lane / Kernels.LANES;
        int features = 0;
        double before = 0;
        double after = 0;
        for (int y = 0; y < extent.height(); y++) {
            int wanted = target.at(panel, y, 0) + lane % Kernels.LANES;
            int damaged = corrupted.at(panel, y, 0) + lane % Kernels.LANES;
            int mended = repaired.at(panel, y, 0) + lane % Kernels.LANES;
            for (int pixel = 0; pixel < target.row(); pixel += channels * Kernels.LANES) {
                double damage = 0;
                double rest = 0;
                for (int c = 0; c < channels; c++) {
                    int i = pixel + c * Kernels.LANES;
                    damage += square(memory[damaged + i], memory[wanted + i]);
                    rest += square(memory[mended + i], memory[wanted + i]);
                }
                if (damage > 0) {
                    features += channels;
                    before += damage;
                    after += rest;
                }
            }
        }
        return new InpaintingError(features, before, after);
    }
}
