package dev.hourglass.datasets.picture;

import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.InflaterInputStream;

/// Decodes PNG files.
final class PngPicture {
    private static final int SIGNATURE = 8;
    /// Bytes of the first chunk's data.
    private static final int HEADER = 13;
    /// Length, name and checksum.
    private static final int AROUND_DATA = 12;
    private static final int MOST_PROFILE_BYTES = 1 << 22;

    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<ICC_Profile> profile = Optional.empty();

    /// Bytes of the file.
    private final long size;

    private PngPicture(long size) {
        this.size = size;
    }

    static Pixels decode(byte[] file) throws IOException {
        var chunks = new PngPicture(file.length);
        chunks.read(ByteBuffer.wrap(file));
        return ImageLayers.of(Decoder.image(Decoder.ofJdk("png"), file))
                .pixels(chunks.profile)
                .turned(chunks.orientation);
    }

    /// Looks at all chunks, whose checksums the JDK's decoder passes over.
    ///
    /// @throws IOException if there is no end, or a chunk that pixels are made of is damaged
    private void read(ByteBuffer file) throws IOException {
        for (int at = SIGNATURE;;) {
            if (file.limit() - at < AROUND_DATA) {
                throw new EOFException();
            }
            int length = file.getInt(at);
            if (length < 0 || length > file.limit() - at - AROUND_DATA) {
                throw new EOFException();
            }
            var name = name(file, at + 4);
            read(name, file.slice(at + 8, length));
            requireChecksum(file, at, length, name);
            if (name.equals("IEND")) {
                return;
            }
            at += length + AROUND_DATA;
        }
    }

    private static String name(ByteBuffer file, int at) {
        var name = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            name.append((char) Byte.toUnsignedInt(file.get(at + i)));
        }
        return name.toString();
    }

    private static void requireChecksum(ByteBuffer file, int at, int length, String name) throws IOException {
        var checksum = new CRC32();
        checksum.update(file.slice(at + 4, length + 4));
        boolean isNeeded = Character.isUpperCase(name.charAt(0)) || name.equals("tRNS");
        if (isNeeded && (int) checksum.getValue() != file.getInt(at + 8 + length)) {
            throw new PictureException(
                    String.format(Locale.ROOT, "the file is damaged: the checksum of chunk %s does not match",
                            name.chars().allMatch(c -> c > ' ' && c < 127) ? name : "at byte " + at));
        }
    }

    private void read(String name, ByteBuffer data) throws IOException {
        switch (name) {
            case "IHDR" -> requireSmall(data);
            case "eXIf" -> orientation = Exif.orientation(bytes(data));
            case "iCCP" -> profile = profile(bytes(data));
            default -> {
                // For the decoder.
            }
        }
    }

    private void requireSmall(ByteBuffer header) throws IOException {
        if (header.limit() < HEADER) {
            throw new EOFException();
        }
        int channels = switch (header.get(9)) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        PictureLimits.require(
                Integer.toUnsignedLong(header.getInt(4)), Integer.toUnsignedLong(header.getInt(0)),
                (long) channels * Math.clamp(header.get(8), 1, Short.SIZE), size);
    }

    private static byte[] bytes(ByteBuffer data) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }

    /// A name, a zero, the number of the method, and the compressed profile.
    private static Optional<ICC_Profile> profile(byte[] chunk) {
        int zero = 0;
        while (zero < chunk.length && chunk[zero] != 0) {
            zero++;
        }
        int data = Math.min(zero + 2, chunk.length);
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(chunk, data, chunk.length - data))) {
            return ColourProfile.of(inflated.readNBytes(MOST_PROFILE_BYTES));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
