package dev.hourglass.internal.file;

import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A header that was held against the length of its file: its tensors fill what follows it, from the first byte to the
/// last, without holes and without sharing a byte.
///
/// @param metadata names and texts, without those of the checksums
/// @param checksum the header's own, which holds, where the file has it
/// @param tensors in the order of their bytes
record TensorHeader(Map<String, String> metadata, Optional<String> checksum, List<TensorEntry> tensors) {

    /// @param dataBytes that follow the header in the file
    /// @throws TensorFileException naming the first thing that is wrong
    static TensorHeader parse(Path file, FileKind kind, byte[] header, long dataBytes) {
        return new Parser(file, kind, header, dataBytes).parse();
    }

    private record Parser(Path file, FileKind kind, byte[] bytes, long dataBytes) {
        TensorHeader parse() {
            var checksum = requireChecksum();
            var tree = map(json(), "the header");
            var texts = texts(tree.get(Layout.METADATA));
            var entries = new ArrayList<TensorEntry>();
            tree.forEach((name, entry) -> {
                if (!name.equals(Layout.METADATA)) {
                    entries.add(entry(name, map(entry, "tensor " + name), texts));
                }
            });
            entries.sort(Comparator.comparingLong(TensorEntry::from).thenComparingLong(TensorEntry::to));
            requireFilled(entries);
            texts.keySet()
                    .removeIf(key -> key.equals(Layout.HEADER_CHECKSUM) || key.startsWith(Layout.CHECKSUM));
            return new TensorHeader(texts, checksum, List.copyOf(entries));
        }

        private Optional<String> requireChecksum() {
            int digitsAt = Layout.digitsAt(bytes);
            if (digitsAt < 0) {
                return Optional.empty();
            }
            var expected = Layout.headerChecksum(bytes, digitsAt);
            var found = Layout.digits(bytes, digitsAt);
            if (!found.equals(expected)) {
                throw fail(Layout.START + digitsAt,
                        String.format(Locale.ROOT, "the header is damaged: its checksum is %s, expected '%s'", expected,
                                found));
            }
            return Optional.of(found);
        }

        private Object json() {
            var buffer = ByteBuffer.wrap(bytes);
            String text;
            try {
                text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            } catch (CharacterCodingException noText) {
                throw fail(Layout.START + buffer.position(), "the header is not text in UTF-8");
            }
            try {
                return Json.parse(text);
            } catch (JsonException e) {
                var before = text.substring(0, Math.min(e.offset(), text.length()));
                throw fail(Layout.START + before.getBytes(StandardCharsets.UTF_8).length,
                        "the header is not JSON: " + e.getMessage());
            }
        }

        private Map<String, String> texts(@Nullable Object metadata) {
            var texts = new LinkedHashMap<String, String>();
            if (metadata != null) {
                map(metadata, Layout.METADATA).forEach((key, value) -> {
                    if (!(value instanceof String text)) {
                        throw fail(
                                String.format(Locale.ROOT, "%s: expected texts only, found %s", Layout.METADATA, key));
                    }
                    texts.put(key, text);
                });
            }
            return texts;
        }

        private TensorEntry entry(String name, Map<String, Object> entry, Map<String, String> texts) {
            var type = type(name, entry);
            var shape = shape(name, numbers(name, entry, "shape"));
            long bytes = bytes(name, type, shape);
            var offsets = numbers(name, entry, "data_offsets");
            if (offsets.size() != 2 || offsets.getFirst() < 0 || offsets.getLast() < offsets.getFirst()
                    || offsets.getLast() - offsets.getFirst() != bytes) {
                throw fail(String.format(Locale.ROOT,
                        "tensor %s: expected data_offsets from 0 on that are %d bytes apart, found %s", name, bytes,
                        offsets));
            }
            if (offsets.getLast() > dataBytes) {
                throw fail(Layout.START + this.bytes.length + dataBytes,
                        String.format(Locale.ROOT,
                                "expected %d bytes after the header for tensor %s, found %d; the file is truncated",
                                offsets.getLast(), name, dataBytes));
            }
            var checksum = Optional.ofNullable(texts.get(Layout.CHECKSUM + name));
            return new TensorEntry(name, type, shape, offsets.getFirst(), bytes, checksum);
        }

        private ElementType type(String name, Map<String, Object> entry) {
            if (entry.size() != 3 || !(entry.get("dtype") instanceof String dtype)) {
                throw fail(String.format(Locale.ROOT, "tensor %s: expected dtype, shape and data_offsets, found %s",
                        name, entry));
            }
            return ElementType.of(dtype).filter(kind::accepts).orElseThrow(() -> fail(
                    String.format(Locale.ROOT, "tensor %s: expected dtype %s, found %s", name, kind.types(), dtype)));
        }

        private List<Integer> shape(String name, List<Long> extents) {
            if (extents.stream().anyMatch(extent -> extent < 1 || extent > Integer.MAX_VALUE)) {
                throw fail(String.format(Locale.ROOT, "tensor %s: expected extents from 1 to %d, found shape %s", name,
                        Integer.MAX_VALUE, extents));
            }
            return extents.stream().map(Math::toIntExact).toList();
        }

        private long bytes(String name, ElementType type, List<Integer> shape) {
            try {
                long bytes = type.bytes();
                for (int extent : shape) {
                    bytes = Math.multiplyExact(bytes, (long) extent);
                }
                return bytes;
            } catch (ArithmeticException overflow) {
                throw fail(String.format(Locale.ROOT, "tensor %s: shape %s has more bytes than 64 bits can count", name,
                        shape));
            }
        }

        private List<Long> numbers(String name, Map<String, Object> entry, String key) {
            if (entry.get(key) instanceof List<?> list && list.stream().allMatch(Long.class::isInstance)) {
                return list.stream().map(Long.class::cast).toList();
            }
            throw fail(String.format(Locale.ROOT, "tensor %s: expected a list of whole numbers as %s, found %s", name,
                    key, entry.get(key)));
        }

        private void requireFilled(List<TensorEntry> entries) {
            long end = 0;
            for (var entry : entries) {
                if (entry.from() != end) {
                    throw fail(Layout.START + bytes.length + Math.min(end, entry.from()),
                            String.format(Locale.ROOT,
                                    "tensor %s: expected its values to start at byte %d after the header, where those before it end, found %d",
                                    entry.name(), end, entry.from()));
                }
                end = entry.to();
            }
            if (end != dataBytes) {
                throw fail(Layout.START + bytes.length + end,
                        String.format(Locale.ROOT, "expected the end of the file, found %d more bytes",
                                dataBytes - end));
            }
        }

        @SuppressWarnings("unchecked") // the JSON reader makes maps with text keys only
        private Map<String, Object> map(@Nullable Object tree, String what) {
            if (tree instanceof Map<?, ?> map) {
                return (Map<String, Object>) map;
            }
            throw fail(String.format(Locale.ROOT, "%s: expected an object, found %s", what, tree));
        }

        private TensorFileException fail(String reason) {
            return fail(Layout.START, reason);
        }

        private TensorFileException fail(long offset, String reason) {
            return new TensorFileException(file, offset, reason);
        }
    }
}
