package dev.hourglass.cli.console;

import dev.hourglass.experiments.RunMonitor;
import dev.hourglass.internal.file.TemporaryFiles;
import java.util.concurrent.CountDownLatch;

/// What Ctrl-C does while a model is trained: it reports that it stops the training, asks for it, and lets the process end only
/// after what has been learnt is saved.
final class Interruption implements RunMonitor.Stoppable {
    private final CountDownLatch kept = new CountDownLatch(1);
    private final TemporaryFiles.Hold files = TemporaryFiles.hold();
    private final Console console;
    private final Runnable stop;
    private final Thread hook;

    /// @param stop asks the training to stop, from any thread
    Interruption(Console console, Runnable stop) {
        this.console = console;
        this.stop = stop;
        this.hook = new Thread(this::interrupt, "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// Everything is kept; the process may end.
    @Override
    public void close() {
        files.close();
        kept.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending already, because of Ctrl-C: the hook has done its work.
        }
    }

    /// What the process does when it receives a signal to end.
    void interrupt() {
        console.report("");
        console.report("interrupted: stopping after this step, then keeping the model so far ...");
        stop.run();
        try {
            kept.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
