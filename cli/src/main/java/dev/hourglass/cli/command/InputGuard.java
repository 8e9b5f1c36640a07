package dev.hourglass.cli.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// Keeps every command from writing over what it reads.
public final class InputGuard {
    private static final String OUT = "--out";
    private static final String FORCE = "--force";
    private static final Set<String> READ = Set.of("--data", "--spec", "--weights", "--map", "--compare");

    private InputGuard() {}

    /// Refuses a `--out` that is one of the files that the command line names to be read.
    ///
    /// @throws ParameterException if it is
    public static void check(ParseResult command) {
        var options = command.matchedOptions().stream()
                .filter(option -> Stream.of(option.names()).anyMatch(READ::contains));
        check(command, Stream.concat(command.matchedPositionals().stream(), options).map(ArgSpec::originalStringValues)
                .flatMap(List::stream).toList());
    }

    /// Likewise for data that the command line does not name.
    ///
    /// @param data a file, a folder, or what else can be data
    /// @throws ParameterException if `--out` is part of it
    static void check(CommandSpec command, String data) {
        check(command.commandLine().getParseResult(), List.of(data));
    }

    private static void check(ParseResult command, List<String> inputs) {
        if (!command.hasMatchedOption(OUT)) {
            return;
        }
        var named = command.matchedOption(OUT).originalStringValues().getLast();
        path(named).ifPresent(out -> {
            boolean isRun = command.commandSpec().findOption(FORCE) != null && Files.isDirectory(out);
            var written = isRun ? out.resolve("model.hourglass") : out;
            if (inputs.stream().flatMap(input -> path(input).stream()).anyMatch(input -> isPart(written, input))) {
                throw new ParameterException(command.commandSpec().commandLine(),
                        "--out %s: would overwrite an input".formatted(named));
            }
        });
    }

    private static Optional<Path> path(String name) {
        try {
            return Optional.of(Path.of(name));
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /// Whether a file is the input, or a picture in a folder that is.
    private static boolean isPart(Path out, Path input) {
        try {
            if (!Files.isRegularFile(out)) {
                return false;
            }
            return Files.isDirectory(input)
                    ? isPicture(out) && out.toRealPath().startsWith(input.toRealPath())
                    : Files.exists(input) && Files.isSameFile(out, input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPicture(Path out) {
        return out.toString().toLowerCase(Locale.ROOT).endsWith(".png");
    }
}
