package dev.hourglass.server;

import dev.hourglass.server.http.AccessToken;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a server serves.
///
/// @param host an address or name of this machine; one that others reach needs a token
/// @param port 0 for any that is free
/// @param token that requests have to show, if any
/// @param allowedHosts names, with or without a port, by which clients call the server, beside `localhost` and the address itself
/// @param defaultModel the name of the model that answers where a protocol names none; needed for that where there are several
/// @param batchRows of requests that go through a model together, at most
/// @param batchDelay that a request waits for others; with 0 those go together that wait when a processor is free
/// @param queueRows that may wait for a model
/// @param rows of a request, at most
/// @param timeout of a request
/// @param bodyBytes of a request, at most
/// @param connections at a time
/// @param drainDelay from when the server says that it is not ready to when it stops to listen
/// @param reloadInterval how often files are looked at
public record ServerOptions(
        String host, int port, Optional<AccessToken> token, List<String> allowedHosts, Optional<String> defaultModel,
        int batchRows,
        Duration batchDelay,
        int queueRows, int rows, Duration timeout, int bodyBytes, int connections, Duration drainDelay,
        Duration reloadInterval) {
    private static final int BODY = 16 << 20;
    private static final int ROWS = 4096;

    public ServerOptions {
        allowedHosts = List.copyOf(allowedHosts);
        require(port >= 0 && port < 1 << 16, "port", "0 to 65535", port);
        require(batchRows > 0, "batch-rows", "1 or more", batchRows);
        require(!batchDelay.isNegative(), "batch-delay", "0 or more", batchDelay);
        require(queueRows > 0, "queue-rows", "1 or more", queueRows);
        require(rows > 0, "rows", "1 or more", rows);
        require(timeout.isPositive(), "timeout", "more than 0", timeout);
        require(bodyBytes > 0, "body", "1 or more", bodyBytes);
        require(connections > 0, "connections", "1 or more", connections);
        require(!drainDelay.isNegative(), "drain-delay", "0 or more", drainDelay);
        require(reloadInterval.isPositive(), "reload-interval", "more than 0", reloadInterval);
    }

    private static void require(boolean holds, String name, String expected, Object found) {
        if (!holds) {
            throw new IllegalArgumentException("%s: expected %s, found %s".formatted(name, expected, found));
        }
    }

    /// On loopback, without a token.
    ///
    /// @param port 0 for any that is free
    public static ServerOptions onLoopback(int port) {
        return new ServerOptions("127.0.0.1", port, Optional.empty(), List.of(), Optional.empty(), 256, Duration.ZERO,
                4 * ROWS, ROWS,
                Duration.ofSeconds(30), BODY, 1024, Duration.ZERO, Duration.ofSeconds(1));
    }

    /// The same on another address, for who has the token.
    public ServerOptions withAddress(String host, AccessToken token) {
        return new ServerOptions(host, port, Optional.of(token), allowedHosts, defaultModel, batchRows, batchDelay,
                queueRows, rows,
                timeout, bodyBytes,
                connections, drainDelay, reloadInterval);
    }

    /// The same with a model that answers where a protocol names none.
    public ServerOptions withDefaultModel(String name) {
        return new ServerOptions(host, port, token, allowedHosts, Optional.of(name), batchRows, batchDelay, queueRows,
                rows, timeout,
                bodyBytes, connections, drainDelay, reloadInterval);
    }
}
