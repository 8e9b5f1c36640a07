package dev.hourglass.internal.json;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One tree, written into one text.
final class JsonWriter {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    String write(Object tree) {
        value(tree);
        return text.toString();
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> object -> object(object);
            case List<?> array -> array(array);
            case String string -> string(string);
            case Long number -> text.append(number);
            case Double number when Double.isFinite(number) -> text.append(number);
            case Boolean truth -> text.append(truth);
            default ->
                throw new IllegalArgumentException(
                        String.format(Locale.ROOT, "JSON has no form for %s %s", value.getClass(), value));
        }
    }

    private void object(Map<?, ?> object) {
        enter('{');
        var separator = "";
        for (var entry : object.entrySet()) {
            text.append(separator);
            string((String) entry.getKey());
            text.append(':');
            value(entry.getValue());
            separator = ",";
        }
        leave('}');
    }

    private void array(List<?> array) {
        enter('[');
        var separator = "";
        for (var element : array) {
            text.append(separator);
            value(element);
            separator = ",";
        }
        leave(']');
    }

    private void enter(char bracket) {
        if (++depth > Json.MAX_DEPTH) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a tree of more than %d levels", Json.MAX_DEPTH));
        }
        text.append(bracket);
    }

    private void leave(char bracket) {
        text.append(bracket);
        depth--;
    }

    private void string(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (isPrintable(string, i)) {
                        text.append(c);
                    } else {
                        text.append("\\u").append(hex(c));
                    }
                }
            }
        }
        text.append('"');
    }

    /// Whether a character survives UTF-8, and editors and YAML, which take some characters for line breaks or nothing.
    private static boolean isPrintable(String string, int i) {
        char c = string.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < string.length() && Character.isLowSurrogate(string.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(string.charAt(i - 1));
        }
        return !Character.isISOControl(c) && c != '\u2028' && c != '\u2029' && c != '\uFEFF' && c < '\uFFFE';
    }

    private static String hex(char c) {
        return String.format(Locale.ROOT, "%04x", (int) c);
    }
}
