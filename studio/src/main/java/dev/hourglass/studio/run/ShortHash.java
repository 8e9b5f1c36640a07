package dev.hourglass.studio.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ids for names that would need escapes in a URL, or that say where a file is.
final class ShortHash {
    private static final int BYTES = 6;

    private ShortHash() {}

    /// The first twelve hexadecimal digits of a name's SHA-256.
    static String of(String name) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }
}
