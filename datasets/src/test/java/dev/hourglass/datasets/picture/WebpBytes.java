package dev.hourglass.datasets.picture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The chunks of WebP files for tests.
final class WebpBytes {
    private static final int HEADER = 12;

    private WebpBytes() {}

    /// A simple file as an extended one with another chunk.
    static byte[] with(byte[] webp, int width, int height, int flag, String name, byte[] data) {
        var canvas = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, flag).putInt(4, width - 1).put(7, (byte) (height - 1));
        var chunks = new ByteArrayOutputStream();
        chunks.writeBytes(chunk("VP8X", canvas.array()));
        boolean isFirst = name.equals("ICCP");
        if (isFirst) {
            chunks.writeBytes(chunk(name, data));
        }
        chunks.write(webp, HEADER, webp.length - HEADER);
        if (!isFirst) {
            chunks.writeBytes(chunk(name, data));
        }
        var file = ByteBuffer.allocate(HEADER + chunks.size()).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(4 + chunks.size()).put(ascii("WEBP")).put(chunks.toByteArray());
        return file.array();
    }

    private static byte[] chunk(String name, byte[] data) {
        return ByteBuffer.allocate(8 + data.length + data.length % 2).order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii(name)).putInt(data.length).put(data)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
