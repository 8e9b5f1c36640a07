package dev.hourglass.cli.console;

import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.train.TrainingListener;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;

/// Where a command writes.
///
/// @param out for data: what the user asked for; a write that fails throws an [OutputException]
/// @param err for progress and errors; that these cannot be written stops no command
/// @param live whether `err` is a terminal, on which a line can be written over
/// @param columns characters in a line of `err`
public record Console(PrintStream out, PrintStream err, boolean live, int columns) implements RunMonitor {
    private static final int USUAL_COLUMNS = 80;

    /// Standard output and standard error. The launcher passes on whether the latter is a terminal, in the system property
    /// `hourglass.terminal`, and how wide, in `hourglass.columns`: Java itself knows only of input and output together.
    public static Console ofProcess() {
        var terminal = System.getProperty("hourglass.terminal", "");
        boolean live = terminal.isEmpty()
                ? Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent()
                : Boolean.parseBoolean(terminal);
        return new Console(
                new DataStream(new FileOutputStream(FileDescriptor.out)), System.err, live,
                Integer.getInteger("hourglass.columns", USUAL_COLUMNS));
    }

    /// Streams that are no terminal.
    public static Console plain(OutputStream out, PrintStream err) {
        return new Console(new DataStream(out), err, false, USUAL_COLUMNS);
    }

    /// A line of data.
    ///
    /// @throws OutputException if it cannot be written
    public void print(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public void report(String line) {
        err.println(line);
        err.flush();
    }

    @Override
    public TrainingListener progress(String phase, int epochs, double before) {
        return new Progress(this, phase, epochs, before, System::nanoTime);
    }

    /// Ctrl-C says that nothing is saved, and ends the process.
    @Override
    public Stoppable withdrawable(Runnable discard) {
        return new Withdrawal(this, discard);
    }

    /// Ctrl-C stops the run, and the process ends when it has saved what it has learnt.
    @Override
    public Stoppable stoppable(Runnable stop) {
        return new Interruption(this, stop);
    }

    /// Whether `err` can show a character.
    boolean shows(char character) {
        return err.charset().newEncoder().canEncode(character);
    }
}
