package dev.hourglass.cli;

import dev.hourglass.cli.command.InputGuard;
import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.console.OutputException;
import dev.hourglass.train.Trainer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/// The command `hourglass`.
///
/// Exit codes: 0 done, 1 failed, 2 wrong usage, 141 when the reader of standard output has gone, as for other programs in a
/// pipe. Data go to standard output, progress and errors to standard error.
@Command(
        name = "hourglass",
        description = "Trains, inspects and runs autoencoders.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        usageHelpAutoWidth = true,
        sortOptions = false,
        abbreviateSynopsis = true,
        footer = {
            "",
            "Getting started:",
            "  hourglass demo",
            "  hourglass train examples/dense.yaml",
            "",
            "hourglass COMMAND --help shows the options of a command and an example."
        })
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error.")
    private boolean verbose;

    private Main() {}

    public static void main(String... arguments) {
        if (Subcommand.trains(arguments)) {
            Trainer.warmUp();
        }
        // Numbers look the same for everybody: one kind of digits, a point before the decimals.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        System.setProperty("java.awt.headless", "true");
        var console = Console.ofProcess();
        var unreadable = Encoding.unreadable(arguments);
        System.exit(unreadable.isPresent()
                ? ErrorMessages.wrongEncoding(unreadable.get(), console)
                : run(console, arguments));
    }

    /// Runs one command in this process and returns its exit code; nothing is shown as on a terminal.
    public static int run(OutputStream out, PrintStream err, String... arguments) {
        return run(Console.plain(out, err), arguments);
    }

    private static int run(Console console, String... arguments) {
        var main = new Main();
        var help = new StringWriter();
        var commandLine = new CommandLine(main);
        for (var command : Subcommand.wanted(arguments)) {
            commandLine.addSubcommand(command.make(console));
        }
        commandLine
                .setOut(new PrintWriter(help))
                .setErr(new PrintWriter(console.err(), true, console.err().charset()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(Main::execute)
                .registerConverter(Path.class, Main::path)
                .setParameterExceptionHandler((wrong, _) -> ErrorMessages.wrongUsage(wrong, console))
                .setExecutionExceptionHandler((failure, _, _) -> ErrorMessages.failed(failure, console, main.verbose));
        if (!console.live()) {
            commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
        }
        try {
            int exitCode = commandLine.execute(arguments);
            console.out().print(help);
            console.out().flush();
            return exitCode;
        } catch (OutOfMemoryError | OutputException e) {
            return ErrorMessages.failed(e, console, main.verbose);
        }
    }

    private static int execute(ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.subcommand().isUsageHelpRequested()) {
            InputGuard.check(parsed.subcommand());
        }
        return new RunLast().execute(parsed);
    }

    /// An empty name is that of the current folder for Java, which nobody means by it.
    private static Path path(String name) {
        if (name.isBlank()) {
            throw new TypeConversionException("expected the name of a file or folder, found nothing");
        }
        return Path.of(name);
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "expected a command");
    }
}
