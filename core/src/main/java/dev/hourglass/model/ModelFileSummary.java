package dev.hourglass.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a model file holds, every checksum of which was verified.
///
/// @param formatVersion of the file; newer ones are refused, older ones stay readable
/// @param headerChecksum CRC-32C of the header in hexadecimal; files of version 1 have none
/// @param tensors in file order
public record ModelFileSummary(int formatVersion, Optional<String> headerChecksum, List<Entry> tensors) {
    public ModelFileSummary {
        tensors = List.copyOf(tensors);
    }

    /// One tensor.
    ///
    /// @param checksum CRC-32C of its bytes in hexadecimal
    public record Entry(String name, List<Integer> shape, long bytes, String checksum) {
        public Entry {
            shape = List.copyOf(shape);
        }
    }

    /// Reads a whole model file and verifies every checksum in it.
    ///
    /// @throws ModelFileException naming the first thing that is wrong
    public static ModelFileSummary verify(Path file) {
        return ModelFile.summary(file);
    }
}
