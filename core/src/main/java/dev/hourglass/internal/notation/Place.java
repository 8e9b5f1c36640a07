package dev.hourglass.internal.notation;

import dev.hourglass.spec.SpecException;
import java.util.Locale;
import java.util.Objects;

/// Where in a tree something stands: `model.encoder layer 2 (conv) kernel`.
///
/// @param isElement whether it is an element of a list
record Place(String text, boolean isElement) {
    static final Place ROOT = new Place("", false);

    Place key(String key) {
        if (text.isEmpty()) {
            return new Place(key, false);
        }
        return new Place(text + (text.endsWith(")") ? " " : ".") + key, false);
    }

    /// An element of a list, counted from 0.
    Place element(String noun, int index) {
        return new Place(String.format(Locale.ROOT, "%s %s %d", text, noun, index + 1), true);
    }

    /// What stands under a name of a family.
    Place word(String name) {
        return isElement ? new Place(String.format(Locale.ROOT, "%s (%s)", text, name), false) : key(name);
    }

    SpecException fail(String message) {
        var trouble = new SpecException(message);
        return text.isEmpty() ? trouble : trouble.at(text);
    }

    SpecException expected(String what, Object found) {
        return fail(String.format(Locale.ROOT, "expected %s, found %s", what, Found.text(found)));
    }

    /// A refusal by the constructor of a record, which begins with the record's own name or with a place inside it.
    SpecException refused(Word word, SpecException refusal) {
        var message = Objects.requireNonNullElse(refusal.getMessage(), "");
        var head = message.contains(": ") ? message.substring(0, message.indexOf(": ")) : "";
        var rest = head.isEmpty() ? message : message.substring(head.length() + 2);
        if (head.equals(word.name())) {
            return fail(rest);
        }
        boolean isInside = word.keys().contains(head.split(" ", 2)[0]);
        return isInside ? key(head).fail(rest) : fail(message);
    }
}
