package dev.hourglass.datasets.picture;

import dev.hourglass.spec.ImageSize;
import java.io.IOException;
import java.util.Locale;

/// Decodes JPEG files.
///
/// The JDK's decoder gives the channels as they are stored: its own colours are not those that viewers show, of inks and of
/// files without the markers of JFIF, Adobe or EXIF.
final class JpegPicture {
    private static final int WHITE = 255;
    private static final int MIDDLE = 128;
    private static final int COLOURS = 3;

    private JpegPicture() {}

    static Pixels decode(byte[] file) throws IOException {
        var header = JpegHeader.read(file);
        PictureLimits.require(header.height(), header.width(), (long) Byte.SIZE * header.channels(), file.length);
        var raster = Decoder.decode(Decoder.ofJdk("jpeg"), header.bare(), reader -> reader.readRaster(0, null));
        if (raster.getNumBands() != header.channels()) {
            throw new PictureException(
                    String.format(Locale.ROOT, "expected %d channels, found %d", header.channels(),
                            raster.getNumBands()));
        }
        int channels = header.channels();
        var levels = ImageLayers.levels(raster, 0, channels, Byte.SIZE);
        switch (header.colours()) {
            case GREY, RGB -> {
                // As they are.
            }
            case YCC -> toRgb(levels, channels);
            case CMYK -> invert(levels, 0, 1);
            case YCCK -> {
                // Of three inks the inverse was made luma and differences, which inverts them once more.
                toRgb(levels, channels);
                invert(levels, channels - 1, channels);
            }
        }
        return DecodedLayers.opaque(new ImageSize(raster.getHeight(), raster.getWidth()), channels, levels)
                .pixels(header.profile())
                .turned(header.orientation());
    }

    /// JFIF's equations, in the whole numbers of libjpeg.
    private static void toRgb(Levels levels, int channels) {
        for (int i = 0; i < levels.count(); i += channels) {
            int luma = levels.get(i);
            int blue = levels.get(i + 1) - MIDDLE;
            int red = levels.get(i + 2) - MIDDLE;
            levels.set(i, clipped(luma + rounded(91881 * red)));
            levels.set(i + 1, clipped(luma + rounded(-22554 * blue - 46802 * red)));
            levels.set(i + COLOURS - 1, clipped(luma + rounded(116130 * blue)));
        }
    }

    /// Adobe's programs store inks so that the largest level is no ink, and viewers take every file for one of theirs.
    private static void invert(Levels levels, int from, int step) {
        for (int i = from; i < levels.count(); i += step) {
            levels.set(i, WHITE - levels.get(i));
        }
    }

    private static int rounded(int of65536) {
        return (of65536 + (1 << 15)) >> 16;
    }

    private static int clipped(int level) {
        return Math.clamp(level, 0, WHITE);
    }
}
