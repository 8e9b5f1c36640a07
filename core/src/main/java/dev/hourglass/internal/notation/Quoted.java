package dev.hourglass.internal.notation;

import dev.hourglass.internal.json.Json;

/// What a tree holds, as a message shows it: on one line, and not all of it.
final class Quoted {
    private static final int LONGEST = 60;

    private Quoted() {}

    static String text(Object value) {
        return switch (value) {
            case null -> "nothing";
            case String text -> quoted(text);
            default -> shortened(Flow.text(value));
        };
    }

    static String quoted(String text) {
        var escaped = Json.write(shortened(text));
        return "'" + escaped.substring(1, escaped.length() - 1) + "'";
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
