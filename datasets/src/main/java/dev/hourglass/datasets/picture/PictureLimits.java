package dev.hourglass.datasets.picture;

import java.io.IOException;
import java.util.Locale;

/// What a header may claim. It is asked before anything is decoded, because a header may lie.
final class PictureLimits {
    private static final long MAX_PIXELS = 64L << 20;
    /// Twice what the densest of the formats packs into a byte: deflate makes 1032 bytes of one.
    private static final long MAX_BITS_PER_BYTE = 1 << 14;
    /// WebP packs a picture of one colour into a few bytes, whatever its size.
    private static final long FREE_PIXELS = 4L << 20;

    private PictureLimits() {}

    /// @param bitsPerPixel at least 1; 1 where it is not known
    /// @param bytes of the file
    static void require(long height, long width, long bitsPerPixel, long bytes) throws IOException {
        requireAtMost(bytes * MAX_BITS_PER_BYTE / bitsPerPixel, height, width, bytes);
    }

    /// For WebP: a few pixels more.
    static void requireOfWebp(long height, long width, long bytes) throws IOException {
        requireAtMost(Math.max(FREE_PIXELS, bytes * MAX_BITS_PER_BYTE), height, width, bytes);
    }

    private static void requireAtMost(long most, long height, long width, long bytes) throws IOException {
        if (height < 1 || width < 1 || height > MAX_PIXELS || width > MAX_PIXELS || height * width > MAX_PIXELS) {
            throw new PictureException(
                    String.format(Locale.ROOT, "expected 1 to %d pixels, found %d rows and %d columns", MAX_PIXELS,
                            height, width));
        }
        if (height * width > most) {
            throw new PictureException(String.format(Locale.ROOT,
                    "expected at most %d pixels in a file of %d bytes, found %d rows and %d columns", most, bytes,
                    height, width));
        }
    }
}
