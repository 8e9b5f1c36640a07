package dev.hourglass.datasets.picture;

import dev.hourglass.spec.ImageSize;
import java.awt.color.ICC_Profile;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ngengine.webp.decoder.DecodedWebP;
import org.ngengine.webp.decoder.WebPDecodeException;
import org.ngengine.webp.decoder.WebPDecoder;

/// Decodes WebP files, lossless or not.
final class WebpPicture {
    private static final int COLOURS = 3;
    private static final int PIXEL = 4;
    /// Length and name of the whole.
    private static final int OUTER_HEADER = 12;
    private static final int CHUNK_HEADER = 8;
    private static final int ANIMATION = 2;
    private static final int SIDE = 0x3fff;
    private static final int LONG_SIDE = 0xffffff;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private final ByteBuffer file;
    private Orientation orientation = Orientation.UPRIGHT;
    private Optional<ICC_Profile> profile = Optional.empty();
    private boolean hasPixels;

    private WebpPicture(ByteBuffer file) {
        this.file = file;
    }

    static Pixels decode(byte[] file) throws IOException {
        var chunks = new WebpPicture(ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN));
        chunks.read();
        DecodedWebP decoded;
        try {
            decoded = WebPDecoder.decode(file);
        } catch (WebPDecodeException e) {
            throw new IOException(e.getMessage(), e);
        }
        return layers(decoded).pixels(chunks.profile).turned(chunks.orientation);
    }

    private static DecodedLayers layers(DecodedWebP decoded) {
        int pixels = decoded.width * decoded.height;
        var levels = Levels.allocate(Byte.SIZE, pixels * COLOURS);
        var alpha = Levels.allocate(Byte.SIZE, pixels);
        for (int i = 0; i < pixels; i++) {
            for (int c = 0; c < COLOURS; c++) {
                levels.set(i * COLOURS + c, decoded.rgba.get(i * PIXEL + c));
            }
            alpha.set(i, decoded.rgba.get(i * PIXEL + COLOURS));
        }
        return new DecodedLayers(
                new ImageSize(decoded.height, decoded.width), COLOURS, levels,
                decoded.hasAlpha ? Optional.of(alpha) : Optional.empty(), false);
    }

    /// Looks at all chunks (RFC 9649, section 2).
    ///
    /// @throws EOFException if one ends after the file
    private void read() throws IOException {
        long end = CHUNK_HEADER + Integer.toUnsignedLong(file.getInt(4));
        // Some programs leave out the byte that makes the length even.
        if (end > file.limit() + 1L) {
            throw new EOFException();
        }
        for (int at = OUTER_HEADER; at + CHUNK_HEADER <= Math.min(end, file.limit());) {
            long length = Integer.toUnsignedLong(file.getInt(at + 4));
            int data = at + CHUNK_HEADER;
            if (length > file.limit() - data) {
                throw new EOFException();
            }
            read(file.getInt(at), file.slice(data, (int) length).order(ByteOrder.LITTLE_ENDIAN));
            at = (int) Math.min(data + length + (length & 1), file.limit());
        }
        if (!hasPixels) {
            throw new EOFException();
        }
    }

    private void read(int name, ByteBuffer data) throws IOException {
        switch (name) {
            case 'V' | 'P' << 8 | '8' << 16 | 'X' << 24 -> readExtended(data);
            case 'V' | 'P' << 8 | '8' << 16 | ' ' << 24 -> {
                requireBytes(data, 10);
                requireSmall(data.getShort(8) & SIDE, data.getShort(6) & SIDE);
            }
            case 'V' | 'P' << 8 | '8' << 16 | 'L' << 24 -> {
                requireBytes(data, 5);
                int sides = data.getInt(1);
                requireSmall((sides >>> 14 & SIDE) + 1, (sides & SIDE) + 1);
            }
            case 'E' | 'X' << 8 | 'I' << 16 | 'F' << 24 -> orientation = Exif.orientation(exif(data));
            case 'I' | 'C' << 8 | 'C' << 16 | 'P' << 24 -> profile = ColourProfile.of(bytes(data));
            default -> {
                // For the decoder.
            }
        }
    }

    private void readExtended(ByteBuffer data) throws IOException {
        requireBytes(data, 10);
        if ((data.get(0) & ANIMATION) != 0) {
            throw new PictureException(
                    "expected one picture, found an animation; save its pictures as files of their own");
        }
        PictureLimits.requireOfWebp(
                (data.getInt(6) >>> 8 & LONG_SIDE) + 1, (data.getInt(4) & LONG_SIDE) + 1, file.limit());
    }

    private void requireSmall(int height, int width) throws IOException {
        PictureLimits.requireOfWebp(height, width, file.limit());
        hasPixels = true;
    }

    private static void requireBytes(ByteBuffer data, int count) throws EOFException {
        if (data.limit() < count) {
            throw new EOFException();
        }
    }

    /// Some programs write JPEG's name of the segment before the data.
    private static byte[] exif(ByteBuffer data) {
        boolean isNamed = data.remaining() > EXIF.length
                && data.slice(0, EXIF.length).equals(ByteBuffer.wrap(EXIF));
        return bytes(isNamed ? data.slice(EXIF.length, data.remaining() - EXIF.length) : data);
    }

    private static byte[] bytes(ByteBuffer data) {
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        return bytes;
    }
}
