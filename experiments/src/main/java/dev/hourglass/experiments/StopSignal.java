package dev.hourglass.experiments;

/// Asks the training that is under way to stop, and those after it not to begin. May be used from any thread.
final class StopSignal {
    private final RunMonitor monitor;
    private volatile boolean isGiven;

    StopSignal(RunMonitor monitor) {
        this.monitor = monitor;
    }

    void give() {
        monitor.report("");
        monitor.report("interrupted: stopping after this step, then keeping the model so far ...");
        isGiven = true;
    }

    boolean isGiven() {
        return isGiven;
    }
}
