package dev.hourglass.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Files in NPZ format, as NumPy writes them.
public final class NpzBytes {
    private NpzBytes() {}

    public static byte[] npz(boolean isPacked, Map<String, byte[]> arrays) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            for (var array : arrays.entrySet()) {
                var entry = new ZipEntry(array.getKey() + ".npy");
                if (!isPacked) {
                    var sum = new CRC32();
                    sum.update(array.getValue());
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(array.getValue().length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(array.getValue());
            }
        }
        return bytes.toByteArray();
    }

    public static byte[] npy(String descr, String shape, byte[] data) {
        var header = "{'descr': '%s', 'fortran_order': False, 'shape': %s, }\n".formatted(descr, shape);
        var bytes = ByteBuffer.allocate(10 + header.length() + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
        bytes.putShort((short) header.length()).put(header.getBytes(StandardCharsets.US_ASCII)).put(data);
        return bytes.array();
    }

    public static byte[] floats(float... values) {
        var bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) bytes.putFloat(value);
        return bytes.array();
    }
}
