package dev.hourglass.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/// A secret that requests show as `Authorization: Bearer ...`. Compared in constant time, and in no message or log.
public final class AccessToken {
    private static final int BYTES = 32;
    private static final int LEAST = 16;

    private final String text;
    private final byte[] hash;

    private AccessToken(String text) {
        this.text = text;
        this.hash = hash(text);
    }

    /// A new one of 256 random bits.
    public static AccessToken random() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new AccessToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// The one in a file, spaces and line ends around it left out.
    ///
    /// @throws IOException if the file cannot be read
    /// @throws IllegalArgumentException if it has fewer than 16 characters, or others than printable ones of ASCII
    public static AccessToken read(Path file) throws IOException {
        var text = Files.readString(file).strip();
        boolean isPrintable = text.chars().allMatch(c -> c > ' ' && c < 127);
        if (text.length() < LEAST || !isPrintable) {
            throw new IllegalArgumentException(
                    "%s: expected a token of at least %d printable characters without spaces, found %s".formatted(
                            file, LEAST, isPrintable ? text.length() : "others"));
        }
        return new AccessToken(text);
    }

    /// For who is to show it.
    public String text() {
        return text;
    }

    /// Whether it is this one.
    public boolean matches(String other) {
        return MessageDigest.isEqual(hash, hash(other));
    }

    private static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    @Override
    public String toString() {
        return "AccessToken[...]";
    }
}
