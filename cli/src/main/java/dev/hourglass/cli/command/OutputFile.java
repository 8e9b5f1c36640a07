package dev.hourglass.cli.command;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.internal.file.AtomicFile;
import java.awt.image.RenderedImage;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file that a command is to write.
final class OutputFile {
    private OutputFile() {}

    /// What a text file is to hold.
    interface Text {
        void writeTo(Writer out) throws IOException;
    }

    /// Writes a file in one step, and makes its folder where missing.
    ///
    /// @throws FileSystemException naming the file, if it cannot be written; one that stood there before is still there
    static void write(Path file, byte[] content) throws IOException {
        AtomicFile.replace(inFolder(file), content);
    }

    /// Writes a text file in UTF-8 in one step, and makes its folder where missing.
    ///
    /// @throws FileSystemException as [#write] does
    static void write(Path file, Text content) throws IOException {
        AtomicFile.replace(inFolder(file), bytes -> {
            var text = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
            content.writeTo(text);
            text.flush();
        });
    }

    /// Writes a PNG file in one step, and makes its folder where missing.
    ///
    /// @throws FileSystemException as [#write] does
    static void write(Path file, RenderedImage picture) throws IOException {
        write(file, Picture.png(picture));
    }

    /// A file whose folder is made where missing.
    static Path inFolder(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        return file;
    }
}
