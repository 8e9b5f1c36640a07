package dev.hourglass.model;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.internal.plan.Tensor;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The model file: safetensors' layout (a little-endian 64-bit header length, a JSON header, then the tensors), with the
/// spec, checksums and provenance in the header's `__metadata__`.
final class ModelFile {
    private static final String METADATA = "__metadata__";
    private static final String FORMAT = "format";
    private static final String FORMAT_VERSION = "hourglass 1";
    private static final String SPEC = "spec";
    private static final String CHECKSUM = "crc32c.";
    private static final int MAX_HEADER = 1 << 20;
    /// Tensors begin at a multiple of this, for readers that map the file.
    private static final int ALIGNMENT = 8;

    private ModelFile() {}

    static void write(TrainedAutoencoder model, Path file) {
        var weights = model.weights();
        var target = file.toAbsolutePath();
        try {
            var temporary = Files
                    .createFile(target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID()));
            try {
                try (var channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                    writeFully(channel, header(model, weights));
                    for (var tensor : weights) {
                        writeFully(channel, WeightLayout.bytes(tensor.values()));
                    }
                    channel.force(true);
                }
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException trouble) {
            throw new ModelFileException(file, "cannot be written: " + describe(trouble), trouble);
        }
    }

    private static String describe(IOException trouble) {
        return trouble.getClass().getSimpleName() + ": " + trouble.getMessage();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static ByteBuffer header(TrainedAutoencoder model, List<Weights> weights) {
        var metadata = new LinkedHashMap<String, Object>();
        metadata.put(FORMAT, FORMAT_VERSION);
        metadata.put(SPEC, Json.write(Notation.writeModel(model.spec())));
        model.metadata().forEach(metadata::putIfAbsent);
        var header = new LinkedHashMap<String, Object>();
        header.put(METADATA, metadata);
        long offset = 0;
        for (var tensor : weights) {
            var bytes = WeightLayout.bytes(tensor.values());
            long end = offset + bytes.remaining();
            header.put(tensor.name(), entry(tensor.shape(), offset, end));
            metadata.put(CHECKSUM + tensor.name(), checksum(bytes));
            offset = end;
        }
        var text = new StringBuilder(Json.write(header));
        int length = text.toString().getBytes(StandardCharsets.UTF_8).length;
        text.repeat(' ', Math.ceilDiv(length, ALIGNMENT) * ALIGNMENT - length);
        var json = text.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .flip();
    }

    private static Map<String, Object> entry(List<Integer> shape, long from, long to) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("dtype", "F32");
        entry.put("shape", shape.stream().map(Integer::longValue).toList());
        entry.put("data_offsets", List.of(from, to));
        return entry;
    }

    private static String checksum(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate());
        return "%08x".formatted(crc.getValue());
    }

    static TrainedAutoencoder read(Path file) {
        try (var channel = FileChannel.open(file)) {
            long size = channel.size();
            long length = read(file, channel, 0, Long.BYTES, size).getLong();
            if (length < 2 || length > Math.min(MAX_HEADER, size - Long.BYTES)) {
                throw new ModelFileException(file, 0,
                        "expected a header of 2 to %d bytes, found %d; this is not a whole model file"
                                .formatted(Math.min(MAX_HEADER, size - Long.BYTES), length));
            }
            var text = StandardCharsets.UTF_8.decode(read(file, channel, Long.BYTES, (int) length, size)).toString();
            return model(file, channel, size, Long.BYTES + length, text);
        } catch (NoSuchFileException missing) {
            throw new ModelFileException(file, "no such file", missing);
        } catch (IOException trouble) {
            throw new ModelFileException(file, "cannot be read: " + describe(trouble), trouble);
        } catch (JsonException | SpecException | ClassCastException trouble) {
            throw new ModelFileException(file, "the header is not that of a model: " + trouble.getMessage(), trouble);
        }
    }

    private static TrainedAutoencoder model(Path file, FileChannel channel, long size, long dataAt, String text)
            throws IOException {
        var header = map(file, Json.parse(text), "the header");
        var metadata = map(file, header.get(METADATA), METADATA);
        var format = metadata.getOrDefault(FORMAT, "none");
        if (!FORMAT_VERSION.equals(format)) {
            throw new ModelFileException(file, Long.BYTES,
                    "expected format '%s', found '%s'; load it with the version that wrote it"
                            .formatted(FORMAT_VERSION, format));
        }
        var spec = Notation.readModel(map(file, Json.parse(text(file, metadata, SPEC)), SPEC));
        var weights = new ArrayList<Weights>();
        long offset = 0;
        for (var tensor : WeightLayout.tensors(spec)) {
            long end = offset + 4L * tensor.size();
            requireEntry(file, header, tensor, offset, end);
            var bytes = read(file, channel, dataAt + offset, (int) (end - offset), size);
            if (!checksum(bytes).equals(text(file, metadata, CHECKSUM + tensor.name()))) {
                throw new ModelFileException(file, dataAt + offset,
                        "tensor %s is damaged: its checksum is %s, expected %s"
                                .formatted(tensor.name(), checksum(bytes),
                                        text(file, metadata, CHECKSUM + tensor.name())));
            }
            var values = new float[tensor.size()];
            bytes.asFloatBuffer().get(values);
            weights.add(new Weights(tensor.name(), tensor.shape(), values));
            offset = end;
        }
        if (dataAt + offset != size) {
            throw new ModelFileException(file, dataAt + offset, "expected the end of the file, found %d more bytes"
                    .formatted(size - dataAt - offset));
        }
        var provenance = new LinkedHashMap<String, String>();
        metadata.forEach((key, value) -> {
            if (!key.equals(FORMAT) && !key.equals(SPEC) && !key.startsWith(CHECKSUM)) {
                provenance.put(key, (String) value);
            }
        });
        return TrainedAutoencoder.of(spec, weights, provenance);
    }

    private static void requireEntry(Path file, Map<String, Object> header, Tensor tensor, long from, long to) {
        var expected = entry(tensor.shape(), from, to);
        var found = header.get(tensor.name());
        if (!expected.equals(found)) {
            throw new ModelFileException(file, Long.BYTES, "tensor %s: expected %s, found %s"
                    .formatted(tensor.name(), expected, found == null ? "nothing" : found));
        }
    }

    private static ByteBuffer read(Path file, FileChannel channel, long at, int length, long size) throws IOException {
        if (at + length > size) {
            throw new ModelFileException(file, size,
                    "expected %d bytes, found %d; the file is truncated".formatted(at + length, size));
        }
        var bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, at + bytes.position()) < 0) {
                throw new ModelFileException(file, at + bytes.position(), "the file ended while it was read");
            }
        }
        return bytes.flip();
    }

    @SuppressWarnings("unchecked") // the JSON reader makes maps with text keys only
    private static Map<String, Object> map(Path file, @Nullable Object tree, String what) {
        if (tree instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new ModelFileException(file, Long.BYTES,
                what + ": expected an object, found " + (tree == null ? "nothing" : tree));
    }

    private static String text(Path file, Map<String, Object> metadata, String key) {
        if (metadata.get(key) instanceof String text) {
            return text;
        }
        throw new ModelFileException(file, Long.BYTES, "%s: expected a text %s".formatted(METADATA, key));
    }
}
