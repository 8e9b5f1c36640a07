package dev.hourglass.datasets.picture;

import dev.hourglass.spec.ImageSize;
import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.color.ProfileDataException;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;
import java.util.stream.IntStream;

/// Colour profiles (ICC) that files bring along.
final class ColourProfile {
    private static final int COLOURS = 3;

    private ColourProfile() {}

    /// The profile, unless it is damaged: then viewers show a picture without, and so does this.
    static Optional<ICC_Profile> of(byte[] bytes) {
        try {
            return Optional.of(ICC_Profile.getInstance(bytes));
        } catch (IllegalArgumentException | CMMException e) {
            return Optional.empty();
        }
    }

    /// The same colours as red, green and blue of sRGB; empty if the profile is not one of so many channels, or damaged.
    ///
    /// @param levels `[row][column][channel]`
    static Optional<Levels> toSrgb(Levels levels, int channels, ImageSize size, ICC_Profile profile) {
        int type = channels == COLOURS ? ColorSpace.TYPE_RGB : ColorSpace.TYPE_CMYK;
        try {
            if (profile.getColorSpaceType() != type) {
                return Optional.empty();
            }
            var colours = Levels.allocate(levels.bits(), levels.count() / channels * COLOURS);
            var srgb = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
            new ColorConvertOp(new ICC_Profile[] {profile, srgb}, null)
                    .filter(raster(levels, channels, size), raster(colours, COLOURS, size));
            return Optional.of(colours);
        } catch (CMMException | ProfileDataException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static WritableRaster raster(Levels levels, int channels, ImageSize size) {
        DataBuffer buffer = levels.buffer();
        return Raster.createInterleavedRaster(
                buffer, size.width(), size.height(), size.width() * channels, channels,
                IntStream.range(0, channels).toArray(), null);
    }
}
