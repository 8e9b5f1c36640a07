package dev.hourglass.server.http;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.SpecException;
import java.io.EOFException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.pathmap.PathMappings;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Which endpoint answers which path.
public final class Router extends Handler.Abstract {
    private final PathMappings<Map<String, Endpoint>> routes = new PathMappings<>();
    private final Map<String, Map<String, Endpoint>> byPath = new LinkedHashMap<>();
    private final Consumer<Throwable> faults;

    /// @param faults is told of exceptions that no endpoint should throw
    public Router(Consumer<Throwable> faults) {
        this.faults = faults;
    }

    /// Adds a route.
    ///
    /// @param method `GET` also answers `HEAD`
    /// @param path with parts in braces, such as `/v2/models/{model}`
    public Router with(String method, String path, Endpoint endpoint) {
        byPath.computeIfAbsent(path, _ -> {
            var methods = new TreeMap<String, Endpoint>();
            routes.put(new UriTemplatePathSpec(path), methods);
            return methods;
        }).put(method, endpoint);
        return this;
    }

    /// The paths and methods that are answered, in the order in which they were added.
    public Map<String, List<String>> routes() {
        var all = new LinkedHashMap<String, List<String>>();
        byPath.forEach((path, methods) -> all.put(path, new ArrayList<>(methods.keySet())));
        return all;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        var path = Request.getPathInContext(request);
        var found = routes.getMatched(path);
        var parts = found == null || !(found.getPathSpec() instanceof UriTemplatePathSpec spec)
                ? Map.<String, String>of() : spec.getPathParams(path);
        var exchange = new Exchange(request, response, callback, parts);
        try {
            if (found == null) {
                throw new HttpError(HttpStatus.NOT_FOUND_404,
                        "there is nothing at this path; GET / lists what there is");
            }
            endpoint(found.getResource(), request.getMethod()).answer(exchange);
        } catch (Throwable e) {
            fail(exchange, e, callback);
        }
        return true;
    }

    private static Endpoint endpoint(Map<String, Endpoint> methods, String method) {
        var endpoint = methods.get(HttpMethod.HEAD.is(method) ? HttpMethod.GET.asString() : method);
        if (endpoint == null) {
            var allowed = String.join(", ", methods.keySet());
            throw new HttpError(HttpStatus.METHOD_NOT_ALLOWED_405, "expected " + allowed + " at this path",
                    Map.of("Allow", allowed));
        }
        return endpoint;
    }

    private void fail(Exchange exchange, Throwable failure, Callback callback) {
        if (exchange.isAnswered()) {
            callback.failed(failure);
            return;
        }
        exchange.send(switch (failure) {
            case HttpError error -> error;
            case DataException wrong -> new HttpError(HttpStatus.BAD_REQUEST_400, String.valueOf(wrong.getMessage()));
            case SpecException wrong -> new HttpError(HttpStatus.BAD_REQUEST_400, String.valueOf(wrong.getMessage()));
            default -> unexpected(failure);
        });
    }

    private HttpError unexpected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                return new HttpError(http.getCode(), ErrorAnswers.sentence(http.getCode()));
            }
            if (cause instanceof EOFException || cause instanceof TimeoutException) {
                return new HttpError(HttpStatus.BAD_REQUEST_400, "the body ended before it was whole");
            }
        }
        faults.accept(failure);
        return new HttpError(HttpStatus.INTERNAL_SERVER_ERROR_500,
                ErrorAnswers.sentence(HttpStatus.INTERNAL_SERVER_ERROR_500));
    }
}
