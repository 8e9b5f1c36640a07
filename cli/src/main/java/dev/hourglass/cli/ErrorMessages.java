package dev.hourglass.cli;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.console.OutputException;
import dev.hourglass.data.DataException;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.interop.onnx.OnnxException;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.train.TrainingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// One sentence for each thing that can go wrong, and its exit code.
final class ErrorMessages {
    /// What a shell reports of a program that the signal SIGPIPE has ended, as it ends `cat`.
    private static final int CLOSED_PIPE = 128 + 13;

    private ErrorMessages() {}

    /// Something the user typed cannot be understood.
    static int wrongUsage(ParameterException wrong, Console console) {
        report(console, "%s; see %s --help".formatted(
                sentence(wrong), wrong.getCommandLine().getCommandSpec().qualifiedName()));
        return ExitCode.USAGE;
    }

    /// Something the user typed cannot be read in the encoding of the locale.
    static int wrongEncoding(String argument, Console console) {
        report(console, "'%s': %s".formatted(argument, Encoding.reason()));
        return ExitCode.USAGE;
    }

    /// A command was understood and could not be done.
    static int failed(Throwable failure, Console console, boolean verbose) {
        if (failure instanceof OutputException e && e.isClosedPipe()) {
            return CLOSED_PIPE;
        }
        if (verbose) {
            failure.printStackTrace(console.err());
        }
        report(console, sentence(failure));
        return ExitCode.SOFTWARE;
    }

    private static void report(Console console, String sentence) {
        console.report("hourglass: " + sentence.strip().replaceAll("\\s*\\R\\s*", "; "));
    }

    private static String sentence(ParameterException wrong) {
        var sentence = lowerCase(message(wrong)).replaceAll("is not an? (int|long)$", "is not a whole number");
        if (!(wrong instanceof UnmatchedArgumentException unmatched)) {
            return sentence;
        }
        var typed = unmatched.getUnmatched().getFirst();
        return Suggestion.of(typed, names(wrong.getCommandLine()))
                .map(name -> "%s; did you mean %s?".formatted(sentence, name))
                .orElse(sentence);
    }

    private static String sentence(Throwable failure) {
        return switch (failure) {
            case SpecException e -> message(e);
            case DataException e -> message(e);
            case ModelFileException e -> message(e);
            case TrainingException e -> message(e);
            case OnnxException e -> message(e);
            case UncheckedIOException e -> sentence(Objects.requireNonNullElse(e.getCause(), e));
            case NoSuchFileException e -> e.getFile() + ": no such file or folder";
            case AccessDeniedException e ->
                e.getFile() + ": permission denied; choose another path or change its permissions";
            case FileAlreadyExistsException e -> e.getFile() + ": there is a file of this name, expected a folder";
            case NotDirectoryException e -> e.getFile() + ": expected a folder, found a file";
            case FileSystemException e ->
                "%s: cannot be used: %s; choose another path"
                        .formatted(e.getFile(), lowerCase(Objects.requireNonNullElse(e.getReason(), "unknown reason")));
            case IOException e -> message(e);
            case InvalidPathException e -> "%s: %s".formatted(e.getInput(), Encoding.reason());
            case OutOfMemoryError _ ->
                "not enough memory; use a smaller batch or give Java more, for example with JAVA_TOOL_OPTIONS=-Xmx8g";
            default ->
                "this is a bug in Hourglass, not in your input: %s; --verbose shows the stack trace".formatted(failure);
        };
    }

    private static List<String> names(CommandLine command) {
        var options = command.getCommandSpec().options().stream()
                .filter(option -> option.isMultiValue() || option.originalStringValues().isEmpty())
                .map(OptionSpec::longestName).filter(name -> name.startsWith("--"));
        return Stream.concat(options, command.getSubcommands().keySet().stream()).sorted().toList();
    }

    private static String message(Throwable failure) {
        return Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    }

    private static String lowerCase(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }
}
