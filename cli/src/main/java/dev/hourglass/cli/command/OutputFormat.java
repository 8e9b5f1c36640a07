package dev.hourglass.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// The form in which samples or codes are written, which follows from the extension of the output file.
enum OutputFormat {
    CSV("a .csv file"),
    NPY("a .npy file"),
    PNG("a .png file"),
    FOLDER("a folder");

    private final String words;

    OutputFormat(String words) {
        this.words = words;
    }

    /// @param allowed the forms that a command can write
    /// @throws ParameterException if the extension is unknown
    static OutputFormat of(Path out, CommandSpec command, OutputFormat... allowed) {
        var form = of(out);
        for (var candidate : allowed) {
            if (candidate.name().equals(form)) {
                return candidate;
            }
        }
        var expected = Arrays.stream(allowed).map(f -> f.words).collect(Collectors.joining(" or "));
        throw new ParameterException(command.commandLine(), "--out %s: expected %s".formatted(out, expected));
    }

    private static String of(Path out) {
        var name = out.getFileName() == null ? "" : out.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return dot <= 0 || Files.isDirectory(out) ? FOLDER.name() : name.substring(dot + 1).toUpperCase(Locale.ROOT);
    }
}
