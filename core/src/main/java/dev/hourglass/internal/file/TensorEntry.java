package dev.hourglass.internal.file;

import java.util.List;
import java.util.Optional;

/// What a file's header says of one tensor of 32-bit floats.
///
/// @param from first byte of its values, counted from the first byte after the header
/// @param checksum CRC-32C of its bytes in hexadecimal, where the file has it
public record TensorEntry(String name, List<Integer> shape, long from, long bytes, Optional<String> checksum) {
    public TensorEntry {
        shape = List.copyOf(shape);
    }

    public long to() {
        return from + bytes;
    }
}
