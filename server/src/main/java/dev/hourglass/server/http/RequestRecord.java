package dev.hourglass.server.http;

import dev.hourglass.internal.text.FoundNames;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.NanoTime;

/// A request that was answered: nothing of its body, its query or its token.
///
/// @param subject what it was about, as the endpoint said
/// @param requestBytes of the body
/// @param responseBytes of the body
/// @param seconds from its first byte to the last one of the answer
public record RequestRecord(
        Instant time, String method, String path, Optional<String> subject, int status, long requestBytes,
        long responseBytes,
        double seconds) {
    static final String SUBJECT = "dev.hourglass.subject";
    private static final double NANO = 1e-9;
    private static final double MICROS = 1e6;

    private static RequestRecord of(Request request, Response response) {
        return new RequestRecord(Instant.ofEpochMilli(Request.getTimeStamp(request)),
                FoundNames.printable(request.getMethod()),
                FoundNames.printable(String.valueOf(Request.getPathInContext(request))),
                Optional.ofNullable(request.getAttribute(SUBJECT)).map(Object::toString),
                response.getStatus(), Request.getContentBytesRead(request), Response.getContentBytesWritten(response),
                NanoTime.since(request.getBeginNanoTime()) * NANO);
    }

    static RequestLog log(Consumer<RequestRecord> records) {
        return (request, response) -> records.accept(of(request, response));
    }

    /// One line of JSON.
    public String line() {
        var line = JsonBytes.of(json -> {
            json.writeStartObject();
            json.writeStringProperty("time", time.toString());
            json.writeStringProperty("method", method);
            json.writeStringProperty("path", path);
            json.writeNumberProperty("status", status);
            json.writeNumberProperty("request_bytes", requestBytes);
            json.writeNumberProperty("response_bytes", responseBytes);
            json.writeNumberProperty("seconds", Math.rint(seconds * MICROS) / MICROS);
            json.writeEndObject();
        });
        return new String(line, StandardCharsets.UTF_8);
    }
}
