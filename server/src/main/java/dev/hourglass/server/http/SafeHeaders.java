package dev.hourglass.server.http;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/// Headers of every answer: it is what its type says, and nobody keeps it.
final class SafeHeaders {
    private SafeHeaders() {}

    static void addTo(HttpFields.Mutable headers) {
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
    }
}
