package dev.hourglass.datasets.mnist;

import dev.hourglass.data.DataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/// A compressed file beside this class whose content is known beforehand.
///
/// @param sha256 of the file as it is, in hexadecimal: a fifth of the bytes that it unpacks to, which a checksum of the format
///     protects
record PinnedResource(String name, String sha256) {
    private static final int BUFFER = 1 << 16;

    /// What the reader makes of the unpacked bytes.
    ///
    /// @throws DataException if the file is missing or damaged, or its content is another
    <T> T read(Function<InputStream, T> reader) {
        try (var packed = PinnedResource.class.getResourceAsStream(name)) {
            if (packed == null) {
                throw new DataException(name, "not found next to the class; use the complete hourglass-datasets jar");
            }
            return read(packed, reader);
        } catch (IOException e) {
            throw new DataException(name, "cannot be unpacked; fetch hourglass-datasets again", e);
        }
    }

    <T> T read(InputStream packed, Function<InputStream, T> reader) throws IOException {
        var bytes = packed.readAllBytes();
        var found = HexFormat.of().formatHex(sha256Digest().digest(bytes));
        if (!found.equals(sha256)) {
            throw new DataException(name, String.format(Locale.ROOT,
                    "expected content with SHA-256 %s, found %s; fetch hourglass-datasets again", sha256, found));
        }
        return reader.apply(new GZIPInputStream(new ByteArrayInputStream(bytes), BUFFER));
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
