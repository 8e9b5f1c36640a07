package dev.hourglass.datasets.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The whole numbers of a TIFF file's first directory, which EXIF data have too (TIFF 6.0, section 2, and BigTIFF).
final class TiffDirectory {
    static final int WIDTH = 256;
    static final int HEIGHT = 257;
    static final int BITS = 258;
    static final int PHOTOMETRIC = 262;
    static final int STRIP_OFFSETS = 273;
    static final int ORIENTATION = 274;
    static final int CHANNELS = 277;
    static final int STRIP_BYTES = 279;
    static final int TILE_WIDTH = 322;
    static final int TILE_HEIGHT = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTES = 325;
    static final int EXTRA_CHANNELS = 338;
    static final int SAMPLE_FORMAT = 339;
    static final int PROFILE = 34675;
    private static final int KIND = 254;

    private static final int LITTLE_ENDIAN = 0x4949;
    private static final int BIG_ENDIAN = 0x4d4d;
    private static final int CLASSIC = 42;
    private static final int BIG = 43;
    private static final int HEADER = 8;
    /// Of a directory's kind: a smaller copy of another picture, and a mask.
    private static final long SECONDARY = 1 | 4;
    /// More smaller copies than a pyramid has: such directories lead to each other.
    private static final int MOST_DIRECTORIES = 64;

    private final ByteBuffer file;
    private final boolean isBig;
    private final Map<Integer, Entry> entries = new HashMap<>();
    /// Where the place of the next directory stands.
    private long next;

    /// @param bytes of each value; 0 if the values are no whole numbers
    /// @param at where the values begin
    private record Entry(int bytes, long count, long at) {}

    private TiffDirectory(ByteBuffer file, boolean isBig) {
        this.file = file;
        this.isBig = isBig;
    }

    static boolean isTiff(byte[] bytes) {
        if (bytes.length < HEADER) {
            return false;
        }
        var file = ByteBuffer.wrap(bytes);
        int order = file.getShort(0);
        file.order(order == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int version = file.getShort(2);
        return (order == LITTLE_ENDIAN || order == BIG_ENDIAN) && (version == CLASSIC || version == BIG);
    }

    /// @param bytes a TIFF file, or EXIF data from their byte order on
    /// @throws IOException if there is no directory, or it ends after its file
    static TiffDirectory read(byte[] bytes) throws IOException {
        if (!isTiff(bytes)) {
            throw new PictureException("expected a TIFF header, found other bytes");
        }
        var file = ByteBuffer.wrap(bytes);
        file.order(file.getShort(0) == LITTLE_ENDIAN ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        boolean isBig = file.getShort(2) == BIG;
        var first = new TiffDirectory(file, isBig);
        first.read(isBig ? first.number(HEADER, Long.BYTES) : first.number(HEADER / 2, Integer.BYTES));
        return first;
    }

    private void read(long at) throws IOException {
        long count = number(at, isBig ? Long.BYTES : Short.BYTES);
        long entry = at + (isBig ? Long.BYTES : Short.BYTES);
        int size = isBig ? 20 : 12;
        if (count < 0 || count > (file.limit() - entry) / size) {
            throw new EOFException();
        }
        for (long i = 0; i < count; i++, entry += size) {
            int word = isBig ? Long.BYTES : Integer.BYTES;
            int bytes = bytes((int) number(entry + 2, Short.BYTES));
            long values = number(entry + 4, word);
            long inside = entry + 4 + word;
            boolean isInside = values >= 0 && values <= word && values * Math.max(bytes, 1) <= word;
            entries.putIfAbsent(
                    (int) number(entry, Short.BYTES),
                    new Entry(bytes, values, isInside ? inside : number(inside, word)));
        }
        next = entry;
    }

    private static int bytes(int type) {
        return switch (type) {
            case 1, 6, 7 -> Byte.BYTES;
            case 3, 8 -> Short.BYTES;
            case 4, 9, 13 -> Integer.BYTES;
            case 16, 17, 18 -> Long.BYTES;
            default -> 0;
        };
    }

    boolean has(int tag) {
        return entries.containsKey(tag);
    }

    /// The values of a tag; none if it is not there.
    ///
    /// @throws IOException if they end after their file
    long[] values(int tag) throws IOException {
        var entry = entries.get(tag);
        if (entry == null || entry.bytes() == 0) {
            return new long[0];
        }
        requireInside(entry);
        var values = new long[(int) entry.count()];
        for (int i = 0; i < values.length; i++) {
            values[i] = number(entry.at() + (long) i * entry.bytes(), entry.bytes());
        }
        return values;
    }

    /// The first value of a tag, or another if it is not there.
    long value(int tag, long otherwise) throws IOException {
        var entry = entries.get(tag);
        return entry == null || entry.bytes() == 0 || entry.count() == 0 ? otherwise
                : number(entry.at(), entry.bytes());
    }

    /// The bytes of a tag; empty if it is not there or has no bytes.
    Optional<byte[]> bytesOf(int tag) throws IOException {
        var entry = entries.get(tag);
        if (entry == null || entry.bytes() != Byte.BYTES) {
            return Optional.empty();
        }
        requireInside(entry);
        var bytes = new byte[(int) entry.count()];
        file.get((int) entry.at(), bytes);
        return Optional.of(bytes);
    }

    /// Whether another picture follows that is more than a smaller copy or a mask of the first.
    boolean hasAnotherPicture() throws IOException {
        var directory = this;
        for (int i = 0; i < MOST_DIRECTORIES; i++) {
            long place = number(directory.next, isBig ? Long.BYTES : Integer.BYTES);
            if (place == 0) {
                return false;
            }
            directory = new TiffDirectory(file, isBig);
            directory.read(place);
            if ((directory.value(KIND, 0) & SECONDARY) == 0) {
                return true;
            }
        }
        return true;
    }

    private void requireInside(Entry entry) throws EOFException {
        if (entry.at() < 0 || entry.count() < 0 || entry.at() > file.limit()
                || entry.count() > (file.limit() - entry.at()) / entry.bytes()) {
            throw new EOFException();
        }
    }

    private long number(long at, int bytes) throws EOFException {
        if (at < 0 || at > file.limit() - bytes) {
            throw new EOFException();
        }
        int place = (int) at;
        return switch (bytes) {
            case Byte.BYTES -> Byte.toUnsignedLong(file.get(place));
            case Short.BYTES -> Short.toUnsignedLong(file.getShort(place));
            case Integer.BYTES -> Integer.toUnsignedLong(file.getInt(place));
            default -> file.getLong(place);
        };
    }
}
