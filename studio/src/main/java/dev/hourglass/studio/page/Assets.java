package dev.hourglass.studio.page;

import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import dev.hourglass.server.http.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// The scripts and styles of the page, from the jar.
public final class Assets {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,40}\\.(js|css|svg)");
    private static final Map<String, String> TYPES = Map.of("js", "text/javascript;charset=utf-8", "css",
            "text/css;charset=utf-8", "svg", "image/svg+xml");
    private static final byte[] NONE = {};

    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    /// Adds their paths.
    public void addTo(Router router) {
        router.with("GET", "/assets/{file}", exchange -> send(exchange, ""))
                .with("GET", "/assets/lib/{file}", exchange -> send(exchange, "lib/"));
    }

    private void send(Exchange exchange, String folder) {
        var name = NAME.matcher(exchange.part("file"));
        var bytes = name.matches() ? files.computeIfAbsent(folder + name.group(), Assets::read) : NONE;
        if (bytes.length == 0) {
            throw new HttpError(404, "there is no such file");
        }
        exchange.send(200, TYPES.getOrDefault(name.group(1), ""), bytes);
    }

    /// A file beside this class; empty where there is none.
    static byte[] read(String name) {
        try (var in = Assets.class.getResourceAsStream(name)) {
            return in == null ? NONE : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
