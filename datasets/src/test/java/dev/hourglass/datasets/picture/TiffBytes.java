package dev.hourglass.datasets.picture;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// TIFF files for tests, and the directories of EXIF data, made byte by byte.
final class TiffBytes {
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PREDICTOR = 317;
    private static final int DEFLATE = 8;
    private static final int SHORT = 3;
    private static final int BYTES = 1;
    private static final int LONG8 = 16;

    private final ByteOrder order;
    private final boolean isBig;
    private final TreeMap<Integer, long[]> tags = new TreeMap<>();
    private byte[] profile = {};
    private byte[] pixels = {};
    private boolean hasSecondPage;

    private TiffBytes(ByteOrder order, boolean isBig) {
        this.order = order;
        this.isBig = isBig;
    }

    /// EXIF data of one tag.
    static byte[] exif(ByteOrder order, int orientation) {
        var exif = new TiffBytes(order, false);
        exif.tags.put(TiffDirectory.ORIENTATION, new long[] {orientation});
        return exif.bytes();
    }

    /// @param channels with alpha, which is the last of two or four
    /// @param levels `[row][column][channel]`
    static TiffBytes of(ByteOrder order, int width, int height, int channels, int bits, int[] levels) {
        return picture(order, false, width, height, channels, bits, levels);
    }

    /// With offsets of 64 bits.
    static TiffBytes big(ByteOrder order, int width, int height, int channels, int bits, int[] levels) {
        return picture(order, true, width, height, channels, bits, levels);
    }

    private static TiffBytes picture(
            ByteOrder order, boolean isBig, int width, int height, int channels, int bits, int[] levels) {
        var tiff = new TiffBytes(order, isBig);
        var all = new long[channels];
        Arrays.fill(all, bits);
        tiff.tags.putAll(Map.of(
                TiffDirectory.WIDTH, new long[] {width},
                TiffDirectory.HEIGHT, new long[] {height},
                BITS, all,
                COMPRESSION, new long[] {1},
                TiffDirectory.PHOTOMETRIC, new long[] {channels < 3 ? 1 : 2},
                TiffDirectory.CHANNELS, new long[] {channels},
                278, new long[] {height}));
        if (channels % 2 == 0) {
            tiff.tags.put(TiffDirectory.EXTRA_CHANNELS, new long[] {2});
        }
        tiff.pixels = tiff.packed(levels, bits);
        return tiff;
    }

    private byte[] packed(int[] levels, int bits) {
        var packed = ByteBuffer.allocate(levels.length * bits / Byte.SIZE).order(order);
        for (int level : levels) {
            if (bits == Byte.SIZE) {
                packed.put((byte) level);
            } else {
                packed.putShort((short) level);
            }
        }
        return packed.array();
    }

    /// Deflate after the differences of neighbours, as other programs write by default.
    TiffBytes deflated(int width, int channels, int bits, int[] levels) {
        var differences = levels.clone();
        for (int i = levels.length - 1; i >= 0; i--) {
            if (i % (width * channels) >= channels) {
                differences[i] -= levels[i - channels];
            }
        }
        pixels = PngBytes.deflated(packed(differences, bits));
        return with(COMPRESSION, DEFLATE).with(PREDICTOR, 2);
    }

    TiffBytes with(int tag, long... values) {
        tags.put(tag, values);
        return this;
    }

    TiffBytes without(int tag) {
        tags.remove(tag);
        return this;
    }

    TiffBytes withProfile(byte[] icc) {
        profile = icc;
        return this;
    }

    TiffBytes withSecondPage() {
        hasSecondPage = true;
        return this;
    }

    byte[] bytes() {
        int header = isBig ? 16 : 8;
        int entry = isBig ? 20 : 12;
        int room = pixels.length + profile.length + 64 * (tags.size() + 2);
        int entries = tags.size() + (pixels.length > 0 ? 2 : 0) + (profile.length > 0 ? 1 : 0);
        int directory = header + room + room % 2;
        var file = ByteBuffer.allocate(directory + entries * entry + 64).order(order);
        file.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I'} : new byte[] {'M', 'M'});
        file.putShort((short) (isBig ? 43 : 42));
        if (isBig) {
            file.putShort((short) 8).putShort((short) 0).putLong(directory);
        } else {
            file.putInt(directory);
        }
        int at = header;
        file.put(at, pixels);
        if (pixels.length > 0) {
            tags.put(TiffDirectory.STRIP_OFFSETS, new long[] {at});
            tags.put(TiffDirectory.STRIP_BYTES, new long[] {pixels.length});
        }
        at += pixels.length;
        file.put(at, profile);
        int profileAt = at;
        at += profile.length;
        if (profile.length > 0) {
            tags.put(TiffDirectory.PROFILE, new long[0]);
        }
        int count = tags.size();
        if (isBig) {
            file.putLong(directory, count);
        } else {
            file.putShort(directory, (short) count);
        }
        int next = directory + (isBig ? 8 : 2);
        for (var tag : tags.entrySet()) {
            boolean isProfile = tag.getKey() == TiffDirectory.PROFILE;
            var values = tag.getValue();
            int type = isProfile ? BYTES : isBig && values.length == 1 ? LONG8 : SHORT;
            int inside = next + (isBig ? 12 : 8);
            file.putShort(next, tag.getKey().shortValue()).putShort(next + 2, (short) type);
            putWord(file, next + 4, isProfile ? profile.length : values.length);
            if (isProfile) {
                putWord(file, inside, profileAt);
            } else if (type == LONG8) {
                file.putLong(inside, values[0]);
            } else {
                int place = values.length * 2 <= (isBig ? 8 : 4) ? inside : at;
                if (place == at) {
                    putWord(file, inside, at);
                    at += values.length * 2;
                }
                for (int i = 0; i < values.length; i++) {
                    file.putShort(place + 2 * i, (short) values[i]);
                }
            }
            next += entry;
        }
        putWord(file, next, hasSecondPage ? directory : 0);
        return Arrays.copyOf(file.array(), next + (isBig ? 8 : 4));
    }

    private void putWord(ByteBuffer file, int at, long value) {
        if (isBig) {
            file.putLong(at, value);
        } else {
            file.putInt(at, (int) value);
        }
    }
}
