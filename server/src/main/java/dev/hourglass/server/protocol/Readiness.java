package dev.hourglass.server.protocol;

import java.util.concurrent.atomic.AtomicBoolean;

/// Whether a server wants requests: not before its models are warm, nor once it is about to stop.
public final class Readiness {
    private final AtomicBoolean isReady = new AtomicBoolean(true);

    public boolean isReady() {
        return isReady.get();
    }

    /// From now on the server says that it is not ready.
    public void drain() {
        isReady.set(false);
    }
}
