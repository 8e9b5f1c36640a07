package dev.hourglass.internal.text;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Files of text in UTF-8, with or without a byte order mark.
public final class TextFile {
    private TextFile() {}

    /// Reads a whole file.
    ///
    /// @throws DataException if it is missing, cannot be read, or is in another encoding, naming the file and what it is in
    public static String read(Path file) {
        try {
            return Utf8.decode(Files.readAllBytes(file));
        } catch (NoSuchFileException missing) {
            throw new DataException(file, "no such file", missing);
        } catch (CharacterCodingException e) {
            throw new DataException(file, String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }
}
