package dev.hourglass.experiments.yaml;

import dev.hourglass.spec.SpecException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A change to one value of a spec: `train.optimizer.adadelta.learning_rate=0.001`.
///
/// @param text as it was given
/// @param path keys, and numbers of list elements counted from 1
/// @param value a tree
record SpecOverride(String text, List<String> path, Object value) {
    private static final int MAX_DEPTH = 64;

    /// @throws SpecException if it is no path and value
    static SpecOverride parse(String text) {
        int equals = text.indexOf('=');
        var path = Arrays.stream(text.substring(0, Math.max(equals, 0)).split("\\.", -1)).map(String::strip).toList();
        if (path.contains("") || path.size() > MAX_DEPTH) {
            throw new SpecException(
                    String.format(Locale.ROOT, "override '%s': expected a path and a value such as train.epochs=20",
                            text));
        }
        var value = YamlReader.readValue("override '" + text + "'", text.substring(equals + 1));
        return new SpecOverride(text, path, value);
    }

    /// Sets this value in a spec's tree. Maps on the path that are absent are made: whether the spec has
    /// such keys is for reading to say.
    ///
    /// @param tree in the long form, which is changed
    /// @throws SpecException if the path leads through a value that has no keys, or to an element that is not there
    Map<String, Object> applyTo(Map<String, Object> tree) {
        Object container = tree;
        for (int i = 0; i < path.size() - 1; i++) {
            container = step(container, i);
        }
        set(container);
        return tree;
    }

    private Object step(Object container, int i) {
        return switch (container) {
            case List<?> list -> list.get(index(list, i));
            case Map<?, ?> map -> asKeys(map).computeIfAbsent(path.get(i), _ -> new LinkedHashMap<>());
            default -> throw noKeys(container, i);
        };
    }

    private void set(Object container) {
        int last = path.size() - 1;
        switch (container) {
            case List<?> list -> asElements(list).set(index(list, last), value);
            case Map<?, ?> map -> asKeys(map).put(path.getLast(), value);
            default -> throw noKeys(container, last);
        }
    }

    private int index(List<?> list, int i) {
        var segment = path.get(i);
        boolean isElement = segment.matches("[1-9]\\d{0,8}") && Integer.parseInt(segment) <= list.size();
        if (!isElement) {
            throw fail(String.format(Locale.ROOT, "%s is a list of %d; expected a number from 1 to %2$d, found '%s'",
                    place(i), list.size(), segment));
        }
        return Integer.parseInt(segment) - 1;
    }

    private SpecException noKeys(Object container, int i) {
        return fail(String.format(Locale.ROOT, "%s is %s, which has no keys", place(i), container));
    }

    private String place(int i) {
        return String.join(".", path.subList(0, i));
    }

    private SpecException fail(String message) {
        return new SpecException(String.format(Locale.ROOT, "override '%s': %s", text, message));
    }

    @SuppressWarnings("unchecked") // the long form has modifiable maps with text keys
    private static Map<String, Object> asKeys(Map<?, ?> map) {
        return (Map<String, Object>) map;
    }

    @SuppressWarnings("unchecked") // the long form has modifiable lists
    private static List<Object> asElements(List<?> list) {
        return (List<Object>) list;
    }
}
