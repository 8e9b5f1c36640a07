package dev.hourglass.server.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// What the answers look like that no endpoint gives: `{"error": "..."}`, as all others do.
final class ErrorAnswers extends ErrorHandler {
    static JsonBytes.Content content(String sentence) {
        return json -> {
            json.writeStartObject();
            json.writeStringProperty("error", sentence);
            json.writeEndObject();
        };
    }

    @Override
    public boolean errorPageForMethod(String method) {
        return true;
    }

    @Override
    protected void generateResponse(
            Request request, Response response, int code, @Nullable String message, @Nullable Throwable cause,
            Callback callback) {
        var body = JsonBytes.of(content(sentence(code)));
        SafeHeaders.addTo(response.getHeaders());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Exchange.JSON);
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
    }

    /// A sentence of the server's own: those of libraries quote the request.
    static String sentence(int status) {
        return switch (status) {
            case HttpStatus.BAD_REQUEST_400 -> "the request is not HTTP as this server reads it";
            case HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505, HttpStatus.UPGRADE_REQUIRED_426 -> "expected HTTP/1.1";
            case HttpStatus.REQUEST_TIMEOUT_408 -> "the request came too slowly";
            case HttpStatus.PAYLOAD_TOO_LARGE_413 ->
                "the body is larger than this server takes; send fewer rows at a time";
            case HttpStatus.URI_TOO_LONG_414, HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 ->
                "the headers are larger than this server takes";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "the server is about to stop";
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "the server failed; its log says how";
            default -> HttpStatus.getMessage(status);
        };
    }
}
