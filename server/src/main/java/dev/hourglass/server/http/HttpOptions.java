package dev.hourglass.server.http;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an HTTP server listens on, whom it answers, and how much it takes.
///
/// @param host an address or name of this machine
/// @param port 0 for any that is free
/// @param token that requests have to show; empty where none is needed
/// @param cookie the name of a cookie that may hold the token in place of the header, if any may
/// @param allowedHosts `NAME` or `NAME:PORT` as clients may write them in `Host`, beside this machine's own on loopback
/// @param openPaths that need no token
/// @param mostBody bytes of a request's body
/// @param mostHeaders bytes of a request's headers
/// @param mostConnections at a time
/// @param idle after which a connection is closed on which nothing happens
/// @param headers within which the headers of a request have to come
/// @param slowest bytes a second of a body, at least
public record HttpOptions(
        String host, int port, Optional<AccessToken> token, Optional<String> cookie, List<String> allowedHosts,
        List<String> openPaths, int mostBody,
        int mostHeaders, int mostConnections, Duration idle, Duration headers, int slowest) {
    public HttpOptions {
        allowedHosts = List.copyOf(allowedHosts);
        openPaths = List.copyOf(openPaths);
    }
}
