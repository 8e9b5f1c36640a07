package dev.hourglass.internal.file;

import java.util.List;
import java.util.Optional;

/// One tensor in a file's header.
///
/// @param from first byte of its values, counted from the first byte after the header
/// @param checksum CRC-32C of its bytes in hexadecimal, where the file has it
public record TensorEntry(String name, ElementType type, List<Integer> shape, long from, long bytes,
        Optional<String> checksum) {
    public TensorEntry {
        shape = List.copyOf(shape);
    }

    /// How many values it has.
    public long count() {
        return bytes / type.bytes();
    }

    public long to() {
        return from + bytes;
    }
}
