package dev.hourglass.internal.file;

import dev.hourglass.internal.json.Json;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/// Writes tensors in safetensors' layout: a little-endian 64-bit header length, a JSON header, then the values. Checksums
/// of the header and of every tensor stand in its `__metadata__`, so that any reader of safetensors can read the file.
public final class TensorFileWriter {
    private TensorFileWriter() {}

    /// Replaces a file in one step.
    ///
    /// @param format what the file is, and the version of that
    /// @param metadata names and texts; those of the format and the checksums are added
    /// @throws TensorFileException if a value is not finite, or the file cannot be written; a file that stood there before
    ///     is then still there
    public static void write(Path file, String format, Map<String, String> metadata, List<TensorSlice> tensors) {
        tensors.forEach(tensor -> requireFinite(file, tensor));
        var header = header(file, format, metadata, tensors);
        try {
            AtomicFile.write(file, channel -> {
                AtomicFile.writeFully(channel, length(header));
                AtomicFile.writeFully(channel, ByteBuffer.wrap(header));
                long size = (long) Layout.START + header.length;
                for (var tensor : tensors) {
                    write(channel, tensor);
                    size += (long) tensor.size() * Float.BYTES;
                }
                return size;
            });
        } catch (IOException e) {
            throw new TensorFileException(file, "cannot be written: " + AtomicFile.reason(e), e);
        }
    }

    private static void requireFinite(Path file, TensorSlice tensor) {
        for (int i = 0; i < tensor.size(); i++) {
            float value = tensor.values()[tensor.offset() + i];
            if (!Float.isFinite(value)) {
                throw new TensorFileException(file, TensorFileException.NOWHERE,
                        String.format(Locale.ROOT,
                                "cannot be written: tensor %s: value %d is %s, expected a finite number", tensor.name(),
                                i, value));
            }
        }
    }

    private static byte[] header(Path file, String format, Map<String, String> texts, List<TensorSlice> tensors) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put(Layout.FORMAT, format);
        metadata.put(Layout.HEADER_CHECKSUM, "00000000");
        texts.forEach(metadata::putIfAbsent);
        var header = new LinkedHashMap<String, Object>();
        header.put(Layout.METADATA, metadata);
        long offset = 0;
        for (var tensor : tensors) {
            long end = offset + (long) tensor.size() * Float.BYTES;
            header.put(tensor.name(), entry(tensor, offset, end));
            metadata.put(Layout.CHECKSUM + tensor.name(), checksum(tensor));
            offset = end;
        }
        var text = new StringBuilder(Json.write(header));
        int length = text.toString().getBytes(StandardCharsets.UTF_8).length;
        text.repeat(' ', Math.ceilDiv(length, Layout.ALIGNMENT) * Layout.ALIGNMENT - length);
        var bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length > Layout.MAX_HEADER) {
            throw new TensorFileException(file, TensorFileException.NOWHERE,
                    String.format(Locale.ROOT,
                            "cannot be written: the header would have %d bytes, expected at most %d; shorten the metadata",
                            bytes.length, Layout.MAX_HEADER));
        }
        int digitsAt = Layout.digitsAt(bytes);
        var digits = Layout.headerChecksum(bytes, digitsAt).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, bytes, digitsAt, digits.length);
        return bytes;
    }

    private static Map<String, Object> entry(TensorSlice tensor, long from, long to) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("dtype", ElementType.F32.name());
        entry.put("shape", tensor.shape().stream().map(Integer::longValue).toList());
        entry.put("data_offsets", List.of(from, to));
        return entry;
    }

    private static String checksum(TensorSlice tensor) {
        var sum = new CRC32C();
        var block = Layout.block(ElementType.F32, tensor.size());
        for (int from = 0; from < tensor.size(); from += Layout.BLOCK) {
            sum.update(fill(block, tensor, from));
        }
        return Layout.hex(sum);
    }

    private static ByteBuffer length(byte[] header) {
        return ByteBuffer.allocate(Layout.START).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).flip();
    }

    private static void write(FileChannel channel, TensorSlice tensor) throws IOException {
        var block = Layout.block(ElementType.F32, tensor.size());
        for (int from = 0; from < tensor.size(); from += Layout.BLOCK) {
            AtomicFile.writeFully(channel, fill(block, tensor, from));
        }
    }

    private static ByteBuffer fill(ByteBuffer block, TensorSlice tensor, int from) {
        int count = Math.min(Layout.BLOCK, tensor.size() - from);
        block.clear().asFloatBuffer().put(tensor.values(), tensor.offset() + from, count);
        return block.limit(count * Float.BYTES);
    }
}
