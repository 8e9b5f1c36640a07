package dev.hourglass.studio.page;

import dev.hourglass.server.http.Exchange;
import dev.hourglass.server.http.HttpError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Bodies of requests and answers: JSON, and arrays of little-endian floats.
public final class Answer {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final String FLOATS = "application/octet-stream";

    private Answer() {}

    /// Answers with JSON.
    ///
    /// @param tree maps, collections, texts, numbers and truth values; numbers that are not finite become null, which JSON has
    public static void json(Exchange exchange, Object tree) {
        exchange.send(200, Exchange.JSON, jsonBytes(tree));
    }

    /// A tree as JSON in UTF-8.
    public static byte[] jsonBytes(Object tree) {
        return MAPPER.writeValueAsBytes(finite(tree));
    }

    private static @Nullable Object finite(@Nullable Object tree) {
        return switch (tree) {
            case Double number -> Double.isFinite(number) ? number : null;
            case Float number -> Float.isFinite(number) ? number : null;
            case Map<?, ?> map -> {
                var all = new LinkedHashMap<Object, @Nullable Object>();
                map.forEach((key, value) -> all.put(key, finite(value)));
                yield all;
            }
            case Collection<?> items -> items.stream().map(Answer::finite).toList();
            case Optional<?> value -> finite(value.orElse(null));
            case null, default -> tree;
        };
    }

    /// Answers with floats.
    public static void floats(Exchange exchange, float[]... rows) {
        int size = 0;
        for (var row : rows) size = Math.addExact(size, row.length);
        var bytes = ByteBuffer.allocate(Math.multiplyExact(size, Float.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        for (var row : rows) {
            bytes.asFloatBuffer().put(row);
            bytes.position(bytes.position() + row.length * Float.BYTES);
        }
        exchange.send(200, FLOATS, bytes.flip());
    }

    /// The rows of a request's body of floats.
    ///
    /// @param size numbers in a row
    /// @param most rows
    /// @return `[row][number]`
    /// @throws HttpError if there are none, more, or a part of one
    public static float[][] rows(Exchange exchange, int size, int most) throws IOException {
        var bytes = exchange.body();
        int row = size * Float.BYTES;
        if (bytes.length == 0 || bytes.length % row != 0 || bytes.length / row > most) {
            throw new HttpError(400, "expected 1 to %d rows of %d little-endian floats, found %d bytes"
                    .formatted(most, size, bytes.length));
        }
        var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
        var rows = new float[bytes.length / row][size];
        for (var each : rows) floats.get(each);
        return rows;
    }

    /// The JSON object of a request's body.
    ///
    /// @throws HttpError if it is none
    public static Map<String, Object> object(Exchange exchange) throws IOException {
        try {
            var found = MAPPER.readValue(exchange.body(), new TypeReference<@Nullable Map<String, Object>>() {});
            if (found != null) return found;
        } catch (JacksonException _) {
            // answered below: the parser's own words quote the request
        }
        throw new HttpError(400, "expected a JSON object");
    }

    /// A text of a JSON object.
    ///
    /// @throws HttpError if it is there and no text
    public static Optional<String> text(Map<String, Object> object, String key) {
        var found = object.get(key);
        if (found != null && !(found instanceof String)) {
            throw new HttpError(400, key + ": expected a text");
        }
        return Optional.ofNullable((String) found);
    }

    /// A whole number of a query.
    ///
    /// @param otherwise where it is not given
    /// @throws HttpError if it is no whole number from `least` to `most`
    public static int whole(Exchange exchange, String name, int least, int most, int otherwise) {
        var text = exchange.parameter(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        int number;
        try {
            number = Integer.parseInt(text.get());
        } catch (NumberFormatException _) {
            number = least - 1;
        }
        if (number < least || number > most) {
            throw new HttpError(400, "%s: expected a whole number from %d to %d".formatted(name, least, most));
        }
        return number;
    }
}
