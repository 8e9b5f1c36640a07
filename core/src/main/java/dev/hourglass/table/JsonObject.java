package dev.hourglass.table;

import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object of JSON whose values have the kinds that are asked for.
///
/// @param what it is, in messages
record JsonObject(String what, Map<?, ?> values) {
    /// @throws SpecException if the value is no object
    static JsonObject of(String what, @Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return new JsonObject(what, map);
        }
        throw new SpecException(String.format(Locale.ROOT, "table: expected %s, found %s", what, value));
    }

    String text(String key) {
        if (values.get(key) instanceof String text) {
            return text;
        }
        throw unknown(key, "a text");
    }

    double number(String key) {
        if (values.get(key) instanceof Number number) {
            return number.doubleValue();
        }
        throw unknown(key, "a number");
    }

    JsonObject object(String key) {
        return of(what + "'s " + key, values.get(key));
    }

    List<String> texts(String key) {
        return list(key, String.class);
    }

    List<Double> numbers(String key) {
        return list(key, Number.class).stream().map(Number::doubleValue).toList();
    }

    private <T> List<T> list(String key, Class<T> kind) {
        if (values.get(key) instanceof List<?> list && list.stream().allMatch(kind::isInstance)) {
            return list.stream().<T>map(kind::cast).toList();
        }
        throw unknown(key, "a list");
    }

    SpecException unknown(String key, String expected) {
        return new SpecException(
                String.format(Locale.ROOT, "table: %s: expected %s under %s, found %s", what, expected, key,
                        values.get(key)));
    }
}
