package dev.hourglass.internal.notation;

import dev.hourglass.spec.SpecException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/// Where in a tree something stands: `model.encoder layer 2 (conv) kernel`.
///
/// @param isElement whether it is an element of a list
record PathInSpec(String text, boolean isElement) {
    static final PathInSpec ROOT = new PathInSpec("", false);
    private static final Pattern PLAIN = Pattern.compile("\\w{1,60}");

    PathInSpec key(String key) {
        if (text.isEmpty()) {
            return new PathInSpec(key, false);
        }
        return new PathInSpec(text + (text.endsWith(")") ? " " : ".") + key, false);
    }

    /// What stands under a name that somebody chose.
    PathInSpec entry(String name) {
        return key(PLAIN.matcher(name).matches() ? name : Quoted.quoted(name));
    }

    /// An element of a list, counted from 0; of one that an element of another list is made of, as
    /// `encoder layer 2 (residual), layer 1`.
    PathInSpec element(String noun, int index) {
        return new PathInSpec(
                String.format(Locale.ROOT, "%s%s %s %d", text, text.endsWith(")") ? "," : "", noun, index + 1), true);
    }

    /// What stands under a name of a family.
    PathInSpec word(String name) {
        return isElement ? new PathInSpec(String.format(Locale.ROOT, "%s (%s)", text, name), false) : key(name);
    }

    SpecException fail(String message) {
        var e = new SpecException(message);
        return text.isEmpty() ? e : e.at(text);
    }

    SpecException expected(String what, Object found) {
        return fail(String.format(Locale.ROOT, "expected %s, found %s", what, Quoted.text(found)));
    }

    /// A refusal by the constructor of a record, which begins with the record's own name, with a place inside it, or with both, as
    /// `table.stride` does.
    SpecException refused(TypeDef word, SpecException refusal) {
        var message = Objects.requireNonNullElse(refusal.getMessage(), "");
        var head = message.contains(": ") ? message.substring(0, message.indexOf(": ")) : "";
        var rest = head.isEmpty() ? message : message.substring(head.length() + 2);
        if (head.equals(word.name())) {
            return fail(rest);
        }
        var inner = head.startsWith(word.name() + ".") ? head.substring(word.name().length() + 1) : head;
        boolean isInside = word.keys().contains(inner.split("[ .]", 2)[0]);
        return isInside ? key(inner).fail(rest) : fail(message);
    }
}
