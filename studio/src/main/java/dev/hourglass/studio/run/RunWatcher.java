package dev.hourglass.studio.run;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// Looks at the runs' files a few times a second, and publishes what has changed.
public final class RunWatcher implements AutoCloseable {
    private static final long INTERVAL = 300;

    private final RunList runs;
    private final EventHub events;
    private final Consumer<Throwable> faults;
    private final Thread thread = Thread.ofPlatform().daemon().name("runs").unstarted(this::watch);
    private Set<String> known = Set.of();

    /// @param faults receives exceptions that no look should cause
    public RunWatcher(RunList runs, EventHub events, Consumer<Throwable> faults) {
        this.runs = runs;
        this.events = events;
        this.faults = faults;
    }

    public void start() {
        thread.start();
    }

    private void watch() {
        while (true) {
            try {
                look();
                Thread.sleep(INTERVAL);
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException e) {
                faults.accept(e);
            }
        }
    }

    private void look() {
        var found = new HashSet<String>();
        for (var view : runs.all()) {
            found.add(view.run().id());
            if (view.update()) {
                events.publish("run", view.summary());
            }
        }
        for (var id : known) {
            if (!found.contains(id)) {
                events.publish("gone", Map.of("id", id));
            }
        }
        known = found;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
