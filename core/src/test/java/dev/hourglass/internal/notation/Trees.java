package dev.hourglass.internal.notation;

import dev.hourglass.internal.json.Json;
import java.util.Map;
import java.util.Objects;

/// Trees for tests, written in the part of YAML's flow style that differs from JSON by its quotes alone.
final class Trees {
    private Trees() {}

    static Map<String, Object> parse(String flow) {
        return map(Json.parse(flow.replaceAll("(?<![\\w.\"-])(?!(?:true|false)\\b)([A-Za-z_]\\w*)(?!\")", "\"$1\"")));
    }

    static Map<String, Object> copy(Map<String, Object> tree) {
        return map(Json.parse(Json.write(tree)));
    }

    /// What stands under some keys, one inside the other.
    static Object at(Object tree, String... keys) {
        var value = tree;
        for (var key : keys) {
            value = Objects.requireNonNull(map(value).get(key), key);
        }
        return value;
    }

    @SuppressWarnings("unchecked") // an object's keys are texts
    static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
