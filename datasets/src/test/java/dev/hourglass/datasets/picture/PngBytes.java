package dev.hourglass.datasets.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// PNG files for tests, made byte by byte, because the JDK writes neither all kinds nor other programs' chunks.
final class PngBytes {
    private static final int SIGNATURE = 8;
    private static final int HEADER_CHUNK = 25;

    private PngBytes() {}

    /// @param colourType 0 grey, 2 RGB, 4 grey and alpha, 6 RGB and alpha
    /// @param levels `[row][column][channel]`
    /// @param chunks that stand before the pixels
    static byte[] of(int width, int height, int bits, int colourType, int[] levels, byte[]... chunks) {
        var rows = new ByteArrayOutputStream();
        int inRow = levels.length / height;
        for (int i = 0; i < levels.length; i++) {
            if (i % inRow == 0) {
                rows.write(0);
            }
            if (bits == Short.SIZE) {
                rows.write(levels[i] >> 8);
            }
            rows.write(levels[i]);
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(chunk("IHDR", ByteBuffer.allocate(13).putInt(width).putInt(height)
                .put((byte) bits).put((byte) colourType).array()));
        for (var chunk : chunks) {
            file.writeBytes(chunk);
        }
        file.writeBytes(chunk("IDAT", deflated(rows.toByteArray())));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    /// The same file with another chunk after the header.
    static byte[] with(byte[] png, byte[] chunk) {
        return ByteBuffer.allocate(png.length + chunk.length)
                .put(png, 0, SIGNATURE + HEADER_CHUNK)
                .put(chunk)
                .put(png, SIGNATURE + HEADER_CHUNK, png.length - SIGNATURE - HEADER_CHUNK)
                .array();
    }

    static byte[] chunk(String name, byte[] data) {
        var named = ByteBuffer.allocate(4 + data.length).put(name.getBytes(StandardCharsets.ISO_8859_1)).put(data)
                .array();
        var checksum = new CRC32();
        checksum.update(named);
        return ByteBuffer.allocate(named.length + 8)
                .putInt(data.length).put(named).putInt((int) checksum.getValue())
                .array();
    }

    static byte[] profile(byte[] profile) {
        var data = new ByteArrayOutputStream();
        data.writeBytes(new byte[] {'p', 0, 0});
        data.writeBytes(deflated(profile));
        return chunk("iCCP", data.toByteArray());
    }

    static byte[] deflated(byte[] bytes) {
        try (var deflater = new Deflater()) {
            deflater.setInput(bytes);
            deflater.finish();
            var packed = new byte[bytes.length + 100];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }
}
