package dev.hourglass.server.http;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Who may ask. A page of another site must not reach a server on loopback: neither by a name of its own that leads here (DNS rebinding),
/// which the `Host` header shows, nor by a form or script, which `Origin` and `Sec-Fetch-Site` show.
final class RequestGuard extends Handler.Wrapper {
    private static final Set<String> TYPES = Set.of(
            "application/json", "application/octet-stream", "text/csv", "image/png", "image/jpeg");
    /// What the form sends that asks for the token, which no other path takes.
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final Set<String> SAME_SITE = Set.of("same-origin", "none");
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "bearer ";

    private final HttpOptions options;
    private final IntSupplier port;
    private volatile Set<String> hosts = Set.of();

    /// @param port on which the server listens, once it does
    RequestGuard(HttpOptions options, IntSupplier port, Handler guarded) {
        super(guarded);
        this.options = options;
        this.port = port;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        try {
            requirePath(request);
            requireHost(request);
            if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
                requireSameSite(request);
            }
            requireToken(request);
            if (!HttpMethod.GET.is(request.getMethod()) && !HttpMethod.HEAD.is(request.getMethod())) {
                requireType(request);
            }
        } catch (HttpError error) {
            new Exchange(request, response, callback, Map.of()).send(error);
            return true;
        }
        return super.handle(request, response, callback);
    }

    private Set<String> hosts() {
        if (hosts.isEmpty()) {
            var allowed = new HashSet<String>();
            for (var name : LOOPBACK) allowed.add(withPort(name));
            allowed.add(withPort(options.host().contains(":") ? "[" + options.host() + "]" : options.host()));
            for (var host : options.allowedHosts()) allowed.add(withPort(host));
            hosts = Set.copyOf(allowed);
        }
        return hosts;
    }

    private String withPort(String host) {
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        return (hasPort ? host : host + ":" + port.getAsInt()).toLowerCase(Locale.ROOT);
    }

    /// A path that has to be worked out first could mean one thing here and another to a proxy in front.
    private static void requirePath(Request request) {
        @Nullable
        String path = request.getHttpURI().getPath();
        if (path != null && !path.equals(request.getHttpURI().getCanonicalPath())) {
            throw new HttpError(HttpStatus.BAD_REQUEST_400,
                    "expected a path without '.', '..', ';' and needless escapes");
        }
    }

    private void requireHost(Request request) {
        @Nullable
        String host = request.getHeaders().get(HttpHeader.HOST);
        @Nullable
        String authority = request.getHttpURI().getAuthority();
        if (host == null || !isKnown(host) || (authority != null && !isKnown(authority))) {
            throw new HttpError(HttpStatus.MISDIRECTED_REQUEST_421,
                    "the Host header names no host that this server answers for; add it with --allow-host");
        }
    }

    private boolean isKnown(String host) {
        boolean hasPort = host.lastIndexOf(':') > host.lastIndexOf(']');
        return hosts().contains((hasPort ? host : host + ":80").toLowerCase(Locale.ROOT));
    }

    private void requireSameSite(Request request) {
        @Nullable
        String origin = request.getHeaders().get(HttpHeader.ORIGIN);
        @Nullable
        String site = request.getHeaders().get("Sec-Fetch-Site");
        boolean isOwn = origin == null
                || (origin.startsWith("http://") && isKnown(origin.substring("http://".length())));
        if (!isOwn || (site != null && !SAME_SITE.contains(site.toLowerCase(Locale.ROOT)))) {
            throw new HttpError(HttpStatus.FORBIDDEN_403, "the request comes from the page of another site");
        }
    }

    private void requireToken(Request request) {
        if (options.token().isEmpty() || options.openPaths().contains(Request.getPathInContext(request))) {
            return;
        }
        if (options.cookie().flatMap(name -> Exchange.cookie(request, name)).filter(options.token().get()::matches)
                .isPresent()) {
            return;
        }
        var shown = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
        boolean isKnown = shown.size() == 1 && shown.getFirst().toLowerCase(Locale.ROOT).startsWith(BEARER)
                && options.token().get().matches(shown.getFirst().substring(BEARER.length()).strip());
        if (!isKnown) {
            throw new HttpError(HttpStatus.UNAUTHORIZED_401,
                    "expected the header Authorization: Bearer with the server's token",
                    Map.of("WWW-Authenticate", "Bearer"));
        }
    }

    /// Clients of the protocol send none with a body that is their own; pages of other sites show themselves by their origin.
    private void requireType(Request request) {
        var type = Exchange.contentType(request);
        boolean isForm = type.equals(FORM) && options.openPaths().contains(Request.getPathInContext(request));
        if (!type.isEmpty() && !isForm && !TYPES.contains(type)) {
            throw new HttpError(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415,
                    "expected a Content-Type of application/json, application/octet-stream, text/csv, image/png or image/jpeg");
        }
        @Nullable
        String coding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
        @Nullable
        String transfer = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
        boolean isPlain = (coding == null || coding.equalsIgnoreCase("identity"))
                && (transfer == null || transfer.equalsIgnoreCase("chunked"));
        if (!isPlain) {
            throw new HttpError(HttpStatus.UNSUPPORTED_MEDIA_TYPE_415, "expected a body that is not compressed");
        }
    }
}
