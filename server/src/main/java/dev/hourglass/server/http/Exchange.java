package dev.hourglass.server.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// A request and its answer.
public final class Exchange {
    /// The type of an answer that is JSON.
    public static final String JSON = "application/json";

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final Map<String, String> parts;

    Exchange(Request request, Response response, Callback callback, Map<String, String> parts) {
        this.request = request;
        this.response = response;
        this.callback = callback;
        this.parts = parts;
    }

    public String method() {
        return request.getMethod();
    }

    /// A part of the path, by its name in the route.
    public String part(String name) {
        var part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException(name);
        }
        return part;
    }

    /// Whether the route has such a part.
    public boolean hasPart(String name) {
        return parts.containsKey(name);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(request.getHeaders().get(name));
    }

    /// The type of the body in lower case without parameters; empty where the request says none.
    public String contentType() {
        return contentType(request);
    }

    static String contentType(Request request) {
        @Nullable
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /// A parameter of the query; empty where there is none.
    public Optional<String> parameter(String name) {
        return Optional.ofNullable(Request.extractQueryParameters(request).getValue(name));
    }

    /// The value of a cookie; empty where there is none, or more than one of the name.
    public Optional<String> cookie(String name) {
        return cookie(request, name);
    }

    static Optional<String> cookie(Request request, String name) {
        var found = Request.getCookies(request).stream().filter(cookie -> cookie.getName().equals(name)).toList();
        return found.size() == 1 ? Optional.ofNullable(found.getFirst().getValue()) : Optional.empty();
    }

    /// The whole body.
    ///
    /// @throws IOException if the client goes away
    /// @throws HttpError if it is larger than it may be
    public byte[] body() throws IOException {
        var buffer = Content.Source.asByteBuffer(request);
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    public void header(String name, String value) {
        response.getHeaders().put(name, value);
    }

    /// Sends an answer.
    public void send(int status, String type, ByteBuffer body) {
        response.setStatus(status);
        SafeHeaders.addTo(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
        response.write(true, body, callback);
    }

    public void send(int status, String type, byte[] body) {
        send(status, type, ByteBuffer.wrap(body));
    }

    /// Begins an answer that is written bit by bit; closing it ends the answer.
    ///
    /// @return whose `flush` sends what was written
    public OutputStream stream(String type) {
        response.setStatus(HttpStatus.OK_200);
        SafeHeaders.addTo(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        return new BufferedOutputStream(Content.Sink.asOutputStream(response)) {
            @Override
            public void close() throws IOException {
                super.close();
                callback.succeeded();
            }
        };
    }

    public void sendJson(int status, JsonBytes.Content content) {
        send(status, JSON, JsonBytes.of(content));
    }

    /// Sends an answer that says what went wrong.
    void send(HttpError error) {
        error.headers().forEach(this::header);
        sendJson(error.status(), ErrorAnswers.content(error.sentence()));
    }

    /// Says what the request is about, for the records of requests: one of a few names that no client chooses.
    public void concerns(String subject) {
        request.setAttribute(RequestRecord.SUBJECT, subject);
    }

    boolean isAnswered() {
        return response.isCommitted();
    }
}
