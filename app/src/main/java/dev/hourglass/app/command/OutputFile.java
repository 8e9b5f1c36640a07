package dev.hourglass.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// A file that a command is to write.
final class OutputFile {
    private OutputFile() {}

    /// Refuses to write over what the command reads.
    ///
    /// @throws ParameterException if the file is one of the inputs
    static void require(Path out, CommandSpec command, List<Path> inputs) throws IOException {
        for (var input : inputs) {
            if (Files.exists(input) && Files.exists(out) && Files.isSameFile(input, out)) {
                throw new ParameterException(
                        command.commandLine(), "--out %s: would write over what is to be read".formatted(out));
            }
        }
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
