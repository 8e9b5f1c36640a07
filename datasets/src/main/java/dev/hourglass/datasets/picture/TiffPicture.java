package dev.hourglass.datasets.picture;

import com.twelvemonkeys.imageio.plugins.tiff.TIFFImageReaderSpi;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/// Decodes TIFF files, also those of 64-bit offsets (BigTIFF).
final class TiffPicture {
    private static final int UNSIGNED = 1;
    /// Inks and alpha.
    private static final int MOST_CHANNELS = 5;
    /// Grey with white or black first, RGB, palettes, inks, and luma with differences.
    private static final Set<Long> COLOURS = Set.of(0L, 1L, 2L, 3L, 5L, 6L);
    private static final long LONGEST_TILE_SIDE = 1 << 14;

    private TiffPicture() {}

    static Pixels decode(byte[] file) throws IOException {
        var directory = TiffDirectory.read(file);
        requireSmall(directory, file.length);
        requireLevels(directory);
        requireInside(directory, TiffDirectory.STRIP_OFFSETS, TiffDirectory.STRIP_BYTES, file.length);
        requireInside(directory, TiffDirectory.TILE_OFFSETS, TiffDirectory.TILE_BYTES, file.length);
        if (directory.hasAnotherPicture()) {
            throw new PictureException("expected one picture, found several pages; save each as a file of its own");
        }
        var image = Decoder.image(new TIFFImageReaderSpi().createReaderInstance(null), file);
        return ImageLayers.of(image)
                .pixels(directory.bytesOf(TiffDirectory.PROFILE).flatMap(ColourProfile::of))
                .turned(Orientation.of(directory.value(TiffDirectory.ORIENTATION, 1)));
    }

    /// What the decoder allocates follows from these numbers.
    private static void requireSmall(TiffDirectory directory, long bytes) throws IOException {
        long channels = directory.value(TiffDirectory.CHANNELS, 1);
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new PictureException(String.format(Locale.ROOT,
                    "expected 1 to %d channels, found %d; save the values as a .npy file", MOST_CHANNELS, channels));
        }
        long bits = channels * Math.clamp(directory.value(TiffDirectory.BITS, 1), 1, Short.SIZE);
        PictureLimits.require(
                directory.value(TiffDirectory.HEIGHT, 0), directory.value(TiffDirectory.WIDTH, 0), bits, bytes);
        long tileHeight = directory.value(TiffDirectory.TILE_HEIGHT, 1);
        long tileWidth = directory.value(TiffDirectory.TILE_WIDTH, 1);
        if (tileHeight < 1 || tileWidth < 1 || tileHeight > LONGEST_TILE_SIDE || tileWidth > LONGEST_TILE_SIDE) {
            throw new PictureException(String.format(Locale.ROOT,
                    "expected tiles of 1 to %d rows and columns, found %d rows and %d columns", LONGEST_TILE_SIDE,
                    tileHeight, tileWidth));
        }
        PictureLimits.require(tileHeight, tileWidth, bits, bytes);
    }

    /// Only whole numbers without a sign are levels, and only channels that say what they are can be shown.
    private static void requireLevels(TiffDirectory directory) throws IOException {
        long[] bits = directory.values(TiffDirectory.BITS);
        long[] formats = directory.values(TiffDirectory.SAMPLE_FORMAT);
        for (long n : bits) {
            if (n < 1 || n > Short.SIZE) {
                throw new PictureException(
                        String.format(Locale.ROOT,
                                "expected channels of 1 to 16 bits, found %d bits; save the values as a .npy file", n));
            }
            if (n != bits[0]) {
                throw new PictureException(String.format(Locale.ROOT,
                        "expected channels of the same bits, found %d and %d; save it again as PNG", bits[0], n));
            }
        }
        if (Arrays.stream(formats).anyMatch(format -> format > UNSIGNED)) {
            throw new PictureException(
                    "expected whole numbers without a sign, found others; save the values as a .npy file");
        }
        long colours = directory.value(TiffDirectory.PHOTOMETRIC, 1);
        if (!COLOURS.contains(colours)) {
            throw new PictureException(
                    String.format(Locale.ROOT,
                            "expected grey, RGB, CMYK, YCbCr or a palette, found colours of another kind (%d); save it as RGB",
                            colours));
        }
        long[] extra = directory.values(TiffDirectory.EXTRA_CHANNELS);
        if (extra.length > 1 || (extra.length == 1 && extra[0] == 0)) {
            throw new PictureException(
                    "expected grey, RGB or CMYK and optionally alpha, found another kind of channel; "
                            + "save the values as a .npy file");
        }
    }

    /// @throws EOFException if pixels lie beyond the file's end
    private static void requireInside(TiffDirectory directory, int offsets, int counts, long length)
            throws IOException {
        long[] begin = directory.values(offsets);
        long[] bytes = directory.values(counts);
        for (int i = 0; i < begin.length; i++) {
            long count = i < bytes.length ? bytes[i] : 0;
            if (begin[i] < 0 || count < 0 || begin[i] > length - count) {
                throw new EOFException();
            }
        }
    }
}
