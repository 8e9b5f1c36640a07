package dev.hourglass.server.http;

/// What answers the requests of a path.
@FunctionalInterface
public interface Endpoint {
    /// Answers a request, once.
    ///
    /// @throws HttpError whose status and sentence are then the answer
    /// @throws Exception that is a fault of the server
    void answer(Exchange exchange) throws Exception;
}
