package dev.hourglass.server;

import dev.hourglass.server.http.RequestRecord;

/// Is told what a server does. Called by many threads.
public interface ServerLog {
    /// A request was answered.
    void request(RequestRecord request);

    /// A model is served, for the first time or in the place of another version.
    void loaded(String model, String version);

    /// A file that changed could not be loaded.
    void failed(String model, String reason);

    /// An exception that should not have been.
    void fault(Throwable fault);

    /// Passes over everything.
    static ServerLog none() {
        return new ServerLog() {
            @Override
            public void request(RequestRecord request) {}

            @Override
            public void loaded(String model, String version) {}

            @Override
            public void failed(String model, String reason) {}

            @Override
            public void fault(Throwable fault) {}
        };
    }
}
