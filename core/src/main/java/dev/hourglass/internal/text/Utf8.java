package dev.hourglass.internal.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Text in UTF-8, and what is said of text in other encodings.
public final class Utf8 {
    /// The character that may stand at the beginning, as the byte order mark.
    private static final char MARK = '\uFEFF';

    /// UTF-32 before UTF-16, whose mark its own begins with.
    private static final List<Encoding> MARKED = List.of(
            new Encoding("UTF-32", "FFFE0000"),
            new Encoding("UTF-32", "0000FEFF"),
            new Encoding("UTF-16", "FFFE"),
            new Encoding("UTF-16", "FEFF"));

    private Utf8() {}

    /// @param mark hexadecimal
    private record Encoding(String name, String mark) {
        boolean begins(byte[] bytes) {
            var own = HexFormat.of().parseHex(mark);
            return bytes.length >= own.length && Arrays.equals(own, 0, own.length, bytes, 0, own.length);
        }
    }

    /// The text without its byte order mark.
    ///
    /// @throws CharacterCodingException if it is in another encoding; the message names what was found and what to do
    public static String decode(byte[] bytes) throws CharacterCodingException {
        var other = otherEncoding(bytes);
        if (other.isPresent()) {
            throw new NotUtf8Exception(other.get());
        }
        var buffer = ByteBuffer.wrap(bytes);
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
            return text.startsWith(String.valueOf(MARK)) ? text.substring(1) : text;
        } catch (CharacterCodingException _) {
            throw new NotUtf8Exception(String.format(Locale.ROOT,
                    "byte 0x%02X at offset %d, which is not UTF-8, as in Latin-1 or Windows-1252",
                    bytes[buffer.position()], buffer.position()));
        }
    }

    /// What the first bytes say of another encoding, by its byte order mark or by the zeros of characters that have two
    /// bytes.
    public static Optional<String> otherEncoding(byte[] bytes) {
        for (var encoding : MARKED) {
            if (encoding.begins(bytes)) {
                return Optional.of(String.format(Locale.ROOT, "%s (byte order mark %s)", encoding.name(),
                        HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes, 0, encoding.mark().length() / 2)));
            }
        }
        boolean isPaired = bytes.length >= 4 && (bytes[0] == 0 ^ bytes[1] == 0) && (bytes[2] == 0) == (bytes[0] == 0)
                && (bytes[3] == 0) == (bytes[1] == 0);
        return isPaired ? Optional.of("UTF-16 (every second byte is 0)") : Optional.empty();
    }

    /// The whole sentence.
    ///
    /// @param found what there is instead
    public static String refusal(String found) {
        return String.format(Locale.ROOT, "expected text in UTF-8, found %s; save it as UTF-8", found);
    }

    /// Text in another encoding.
    private static final class NotUtf8Exception extends CharacterCodingException {
        private static final long serialVersionUID = 1L;

        private final String found;

        NotUtf8Exception(String found) {
            this.found = found;
        }

        @Override
        public String getMessage() {
            return refusal(found);
        }
    }
}
