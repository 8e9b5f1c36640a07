package dev.hourglass.experiments.yaml;

import dev.hourglass.internal.text.Utf8;

import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/// The text of a YAML file that somebody may have made to do harm.
final class YamlText {
    /// A longer file is refused.
    static final int MAX_BYTES = 1 << 20;

    private YamlText() {}

    /// @param what the file is meant to be, as `a spec`
    /// @throws SpecException if it cannot be read, is too long or is no text
    static String read(Path file, String what) {
        if (Files.isDirectory(file)) {
            throw new SpecException(file + ": expected a YAML file, found a directory");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException _) {
            throw new SpecException(file + ": no such file");
        } catch (AccessDeniedException _) {
            throw new SpecException(file + ": permission denied; change its permissions");
        } catch (IOException e) {
            throw new SpecException(String.format(Locale.ROOT, "%s: cannot be read: %s", file, e.getMessage()));
        }
        requireLength(file.toString(), bytes.length, what);
        try {
            return Utf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new SpecException(String.format(Locale.ROOT, "%s: %s", file, e.getMessage()));
        }
    }

    /// @throws SpecException if a text is too long
    static void requireLength(String name, int length, String what) {
        if (length > MAX_BYTES) {
            throw new SpecException(
                    String.format(Locale.ROOT, "%s: expected at most %d bytes, found more; is this %s?", name,
                            MAX_BYTES, what));
        }
    }
}
