package dev.hourglass.bench.race;

import java.io.IOException;

/// A process that counts, on one core, until it is closed or this process ends.
final class BusyProcess implements AutoCloseable {
    /// Looks now and then whether the process `$0` is still there.
    private static final String LOOP = "while kill -0 \"$0\" 2>/dev/null; do "
            + "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done; done";

    private final Process process;

    private BusyProcess(Process process) {
        this.process = process;
    }

    static BusyProcess on(int core) throws IOException {
        return new BusyProcess(new ProcessBuilder(
                "taskset", "-c", Integer.toString(core), "sh", "-c", LOOP,
                Long.toString(ProcessHandle.current().pid()))
                .inheritIO()
                .start());
    }

    /// @throws IllegalStateException if it has not been busy until now
    @Override
    public void close() {
        boolean wasBusy = process.isAlive();
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!wasBusy) {
            throw new IllegalStateException("the busy process ended, see above");
        }
    }
}
