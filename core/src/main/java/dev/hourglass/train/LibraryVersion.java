package dev.hourglass.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The name and version of this library.
final class LibraryVersion {
    static final String TEXT = "hourglass " + read();

    private LibraryVersion() {}

    private static String read() {
        try (var file = Objects.requireNonNull(LibraryVersion.class.getResourceAsStream("version.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
