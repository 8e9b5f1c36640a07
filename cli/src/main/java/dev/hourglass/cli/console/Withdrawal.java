package dev.hourglass.cli.console;

import dev.hourglass.experiments.RunMonitor;
import java.util.concurrent.CountDownLatch;

/// What Ctrl-C does while a run has nothing worth saving: it says so, takes back what the run has begun, and lets the process end at
/// once.
final class Withdrawal implements RunMonitor.Stoppable {
    private final Console console;
    private final Runnable discard;
    private final Thread hook;
    private boolean isClosed;

    /// @param discard takes back what has begun, beside the thread that goes on with it
    Withdrawal(Console console, Runnable discard) {
        this.console = console;
        this.discard = discard;
        this.hook = new Thread(this::interrupt, "withdrawal");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /// From now on there will be something to save. Where the process is ending already this does not return, so that nothing is
    /// written into what is taken back.
    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            awaitEnd();
        }
    }

    private static void awaitEnd() {
        var never = new CountDownLatch(1);
        while (true) {
            try {
                never.await();
            } catch (InterruptedException _) {
                // The process ends all the same.
            }
        }
    }

    /// What the process does when it receives a signal to end.
    void interrupt() {
        console.report("");
        console.report("interrupted before the training that gives the model: nothing is saved");
        discard.run();
    }
}
