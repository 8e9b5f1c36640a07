package dev.hourglass.datasets.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// JPEG files for tests, and their segments.
final class JpegBytes {
    private static final int APPLICATION = 0xe0;

    private JpegBytes() {}

    /// Of best quality, without loss in areas of 8 by 8 pixels.
    static byte[] of(BufferedImage image, boolean isProgressive) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var options = writer.getDefaultWriteParam();
        options.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        options.setCompressionQuality(1);
        options.setProgressiveMode(isProgressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), options);
        }
        writer.dispose();
        return bytes.toByteArray();
    }

    /// The same file with a segment after its start.
    static byte[] with(byte[] jpeg, int application, byte[] data) {
        return ByteBuffer.allocate(jpeg.length + data.length + 4)
                .put(jpeg, 0, 2)
                .put((byte) 0xff).put((byte) (APPLICATION + application)).putShort((short) (data.length + 2)).put(data)
                .put(jpeg, 2, jpeg.length - 2)
                .array();
    }

    /// The same file without the first such segment of an application.
    static byte[] without(byte[] jpeg, int application) {
        int at = find(jpeg, APPLICATION + application);
        int length = 2 + ByteBuffer.wrap(jpeg).getShort(at + 2);
        var bytes = Arrays.copyOf(jpeg, jpeg.length - length);
        System.arraycopy(jpeg, at + length, bytes, at, jpeg.length - at - length);
        return bytes;
    }

    /// Where a marker stands among the segments before the pixels.
    static int find(byte[] jpeg, int marker) {
        int at = 2;
        while (Byte.toUnsignedInt(jpeg[at + 1]) != marker) {
            at += 2 + ByteBuffer.wrap(jpeg).getShort(at + 2);
        }
        return at;
    }

    /// The same file with other bytes in the first segment of a marker.
    static byte[] changed(byte[] jpeg, int marker, int at, byte... bytes) {
        var changed = jpeg.clone();
        System.arraycopy(bytes, 0, changed, find(jpeg, marker) + at, bytes.length);
        return changed;
    }

    static byte[] exif(byte[] tiff) {
        return joined("Exif\0\0".getBytes(StandardCharsets.ISO_8859_1), tiff);
    }

    static byte[] profile(byte[] icc, int part, int parts) {
        var name = "ICC_PROFILE\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
        name[12] = (byte) part;
        name[13] = (byte) parts;
        return joined(name, icc);
    }

    static byte[] adobe(int transform) {
        return joined("Adobe\0d\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1), (byte) transform);
    }

    static byte[] joined(byte[] first, byte... second) {
        return ByteBuffer.allocate(first.length + second.length).put(first).put(second).array();
    }
}
