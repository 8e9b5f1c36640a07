package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.text.FoundNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// JSON as maps, lists, texts, numbers ([Double]) and truth values, for requests that are not made to be fast.
final class JsonTree {
    private JsonTree() {}

    /// @throws DataException if it is no object
    static Map<String, @Nullable Object> object(JsonInput json) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        json.object("the body", key -> members.put(key, value(json)));
        return members;
    }

    private static @Nullable Object value(JsonInput json) {
        return switch (json.token()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                var elements = new ArrayList<@Nullable Object>();
                json.array("the body", () -> elements.add(value(json)));
                yield elements;
            }
            case VALUE_STRING -> json.string();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.doubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /// @throws DataException if it is something else
    @SuppressWarnings("unchecked") // all keys are texts
    static Map<String, @Nullable Object> asObject(String what, @Nullable Object value) {
        if (value instanceof Map<?, ?> members) {
            return (Map<String, @Nullable Object>) members;
        }
        throw other(what, "an object", value);
    }

    /// @throws DataException if it is something else
    @SuppressWarnings("unchecked") // of anything
    static List<@Nullable Object> asList(String what, @Nullable Object value) {
        if (value instanceof List<?> elements) {
            return (List<@Nullable Object>) elements;
        }
        throw other(what, "an array", value);
    }

    /// @throws DataException if it is something else
    static List<String> asTexts(String what, @Nullable Object value) {
        return asList(what, value).stream().map(element -> {
            if (element instanceof String text) {
                return text;
            }
            throw other(what, "texts", element);
        }).toList();
    }

    private static DataException other(String what, String expected, @Nullable Object value) {
        var found = switch (value) {
            case null -> "nothing";
            case Map<?, ?> _ -> "an object";
            case List<?> _ -> "an array";
            case String text -> "'" + FoundNames.printable(text) + "'";
            case Object other -> other.toString();
        };
        return new DataException("%s: expected %s, found %s".formatted(what, expected, found));
    }
}
