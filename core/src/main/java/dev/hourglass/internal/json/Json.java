package dev.hourglass.internal.json;

/// JSON (RFC 8259) as trees of [java.util.LinkedHashMap], [java.util.List], [String], [Long], [Double] and [Boolean].
///
/// Stricter than the standard: no `null`, no key twice in an object, no number that does not fit into a `long` or a
/// `double`, no nesting beyond [#MAX_DEPTH].
public final class Json {
    /// Objects and arrays inside one another, at most.
    public static final int MAX_DEPTH = 64;

    private Json() {}

    /// The tree of a text that holds one value and nothing else.
    ///
    /// @throws JsonException naming the first offset at which the text cannot be such a value
    public static Object parse(String text) {
        return new JsonReader(text).read();
    }

    /// A tree on one line without spaces, with control characters escaped; [#parse(String)] gives an equal tree.
    ///
    /// @throws IllegalArgumentException if the tree holds anything else than [Json] names, a number that is not finite,
    ///     or more than [#MAX_DEPTH] levels
    public static String write(Object tree) {
        return new JsonWriter().write(tree);
    }
}
