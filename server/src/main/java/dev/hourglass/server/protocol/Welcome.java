package dev.hourglass.server.protocol;

import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.Router;
import dev.hourglass.server.serving.LiveModel;
import dev.hourglass.server.serving.ModelRepository;
import dev.hourglass.server.tensor.Datatype;
import dev.hourglass.server.tensor.TensorInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// What a person sees who opens the server in a browser, and what a program reads that wants to know the paths.
public final class Welcome {
    private static final String STYLE = "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}"
            + "pre{background:#f3f3f3;padding:.7rem;overflow-x:auto;font-size:.85rem}table{border-collapse:collapse}"
            + "td,th{text-align:left;padding:.2rem 1.2rem .2rem 0;border-bottom:1px solid #ddd;vertical-align:top}code{font-size:.9em}";
    private static final int MOST_NUMBERS = 24;

    private final ModelRepository models;
    private final byte[] description = resource("openapi.json");

    public Welcome(ModelRepository models) {
        this.models = models;
    }

    private static byte[] resource(String name) {
        try (InputStream in = Objects.requireNonNull(Welcome.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Adds their paths.
    public void addTo(Router router) {
        router.with("GET", "/", this::page)
                .with("GET", "/openapi.json", exchange -> exchange.send(200, Exchange.JSON, description));
    }

    private void page(Exchange exchange) {
        var host = escaped(exchange.header("Host").orElse("localhost"));
        var page = """
                <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Hourglass</title>
                <style>%s</style>
                <h1>Hourglass</h1>
                <p>Serves %s. <a href="/openapi.json">openapi.json</a> describes all paths, <a href="/metrics">metrics</a> are for Prometheus.</p>
                %s</html>
                """.formatted(STYLE, models.models().size() == 1 ? "one model" : models.models().size() + " models",
                models.models().stream().map(model -> section(host, model)).collect(Collectors.joining("\n")));
        exchange.header("Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        exchange.send(200, "text/html;charset=utf-8", page.getBytes(StandardCharsets.UTF_8));
    }

    private static String section(String host, LiveModel model) {
        return """
                <h2>%s</h2>
                <p>Version <code>%s</code>, at <a href="/v2/models/%s"><code>/v2/models/%s</code></a>.</p>
                <table><tr><th>input<th>type<th>shape</tr>%s<tr><th>output<th>type<th>shape</tr>%s</table>
                <pre>%s</pre>
                """.formatted(model.name(), model.model().version(), model.name(), model.name(),
                rows(model.model().inputs()), rows(model.model().outputs()),
                escaped(curl(host, model)));
    }

    private static String rows(List<TensorInfo> tensors) {
        return tensors.stream()
                .map(tensor -> "<tr><td>%s<td>%s<td>[rows%s]</tr>".formatted(escaped(tensor.name()), tensor.datatype(),
                        tensor.row().stream().map(dimension -> ", " + dimension).collect(Collectors.joining())))
                .collect(Collectors.joining("\n"));
    }

    /// A line that works as it stands: one row of zeros, empty texts and false, or a file of zeros where a row is long.
    private static String curl(String host, LiveModel model) {
        var url = "http://%s/v2/models/%s/infer".formatted(host, model.name());
        var first = model.model().inputs().getFirst();
        var output = model.model().outputs().getFirst().name();
        if (first.rowSize() > MOST_NUMBERS) {
            int bytes = first.rowSize() * Float.BYTES;
            var json = "{\"inputs\":[{\"name\":\"%s\",\"shape\":[1,%d],\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":%d}}],\"outputs\":[{\"name\":\"%s\"}]}"
                    .formatted(first.name(), first.rowSize(), bytes, output);
            return """
                    (printf '%%s' '%s'; head -c %d /dev/zero) | curl -H 'Content-Type: application/octet-stream' \\
                      -H 'Inference-Header-Content-Length: %d' --data-binary @- %s""".formatted(json, bytes,
                    json.length(), url);
        }
        var inputs = model.model().inputs().stream()
                .map(input -> "{\"name\":\"%s\",\"shape\":[%s],\"datatype\":\"%s\",\"data\":[%s]}".formatted(
                        json(input.name()), input.row().isEmpty() ? "1" : "1," + input.rowSize(), input.datatype(),
                        zeros(input)))
                .collect(Collectors.joining(","));
        return "curl -H 'Content-Type: application/json' -d '{\"inputs\":[%s],\"outputs\":[{\"name\":\"%s\"}]}' %s"
                .formatted(inputs.replace("'", "'\\''"), output, url);
    }

    private static String zeros(TensorInfo input) {
        var zero = input.datatype() == Datatype.BYTES ? "\"\"" : input.datatype() == Datatype.BOOL ? "false" : "0";
        return String.join(",", Collections.nCopies(input.rowSize(), zero));
    }

    private static String json(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
