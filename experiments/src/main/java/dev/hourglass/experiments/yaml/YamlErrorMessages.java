package dev.hourglass.experiments.yaml;

import dev.hourglass.spec.SpecException;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/// What is wrong with a YAML text, in one sentence with its line and column.
final class YamlErrorMessages {
    /// The parser's message quotes the text; its last mark is the place of the error, the line before it the reason.
    private static final Pattern MARKED = Pattern
            .compile("(?s).*?([^\\n]*)\\n in [^\\n]*, line (\\d+), column (\\d+):(?!.*\\n in [^\\n]*, line ).*");

    /// Plainer words for what people meet most.
    private static final Map<String, String> PLAINER = Map.of(
            "found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)",
            "a tab cannot indent YAML; use spaces",
            "mapping values are not allowed here",
            "a key is not allowed here; check the indentation, and quote text that contains a colon",
            "found unexpected end of stream",
            "the text ends inside quotes; close them");

    private YamlErrorMessages() {}

    static SpecException toException(String name, JacksonException e) {
        var message = e.getOriginalMessage();
        var mark = MARKED.matcher(message);
        if (!mark.matches()) {
            return at(name, e.getLocation(), message.lines().findFirst().orElse("not YAML"));
        }
        int line = Integer.parseInt(mark.group(2));
        int column = Integer.parseInt(mark.group(3));
        return at(name, line, column, PLAINER.getOrDefault(mark.group(1), mark.group(1)));
    }

    static SpecException at(String name, TokenStreamLocation location, String message) {
        return at(name, location.getLineNr(), location.getColumnNr(), message);
    }

    private static SpecException at(String name, int line, int column, String message) {
        return new SpecException(String.format(Locale.ROOT, "%s, line %d, column %d: %s", name, line, column, message));
    }
}
