package dev.hourglass.experiments.yaml;

import dev.hourglass.spec.SpecException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/// YAML as trees of maps, lists, texts, numbers and truth values.
///
/// Refuses what a spec has no use for: keys without a value, keys twice, aliases, several documents, and nesting beyond
/// [#MAX_DEPTH].
final class YamlReader {
    private static final int MAX_DEPTH = 64;
    private static final YAMLFactory YAML = new YAMLFactory();

    private final String name;
    private final YAMLParser parser;

    private YamlReader(String name, YAMLParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /// The tree of a document that is a map.
    ///
    /// @param what the text is meant to be, as `a spec`
    /// @param keys what stands in it, as `the keys model and train`
    /// @throws SpecException naming the text, line and column of the first error
    static Map<String, Object> readKeys(String name, String yaml, String what, String keys) {
        YamlText.requireLength(name, yaml.length(), what);
        return parse(name, yaml, keys, reader -> reader.keys(keys));
    }

    /// The tree of any document.
    ///
    /// @throws SpecException naming the text, line and column of the first error
    static Object readValue(String name, String yaml) {
        return parse(name, yaml, "a value", reader -> reader.value(reader.parser.currentToken(), "the document", 0));
    }

    private interface Body<T> {
        T read(YamlReader reader);
    }

    private static <T> T parse(String name, String yaml, String expected, Body<T> body) {
        try (var parser = (YAMLParser) YAML.createParser(ObjectReadContext.empty(), yaml)) {
            var reader = new YamlReader(name, parser);
            if (parser.nextToken() == null) {
                throw new SpecException(String.format(Locale.ROOT, "%s: expected %s, found nothing", name, expected));
            }
            var value = body.read(reader);
            if (parser.nextToken() != null) {
                throw reader.fail("expected one document, found a second; remove it");
            }
            return value;
        } catch (JacksonException e) {
            throw YamlErrorMessages.toException(name, e);
        }
    }

    private Map<String, Object> keys(String keys) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            var found = parser.currentToken() == JsonToken.START_ARRAY ? "a list" : "'" + parser.getString() + "'";
            throw fail(String.format(Locale.ROOT, "expected %s, found %s", keys, found));
        }
        return map(1);
    }

    private Object value(@Nullable JsonToken token, String owner, int depth) {
        if (depth > MAX_DEPTH) {
            throw fail(String.format(Locale.ROOT, "more than %d levels inside one another", MAX_DEPTH));
        }
        return switch (Objects.requireNonNull(token)) {
            case START_OBJECT -> map(depth + 1);
            case START_ARRAY -> list(depth + 1);
            case VALUE_STRING -> text();
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> throw fail(owner + " has no value; " + remedy(owner));
            default -> throw fail("expected a value, found " + token);
        };
    }

    private static String remedy(String owner) {
        int colon = owner.indexOf(':');
        return colon < 0 ? "write one or remove it" : "add a space after the colon";
    }

    private Map<String, Object> map(int depth) {
        var map = new LinkedHashMap<String, Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = parser.currentName();
            if (map.containsKey(key)) {
                throw fail(String.format(Locale.ROOT, "key '%s' for the second time; keep one", key));
            }
            map.put(key, value(parser.nextToken(), "key '" + key + "'", depth));
        }
        return map;
    }

    private List<Object> list(int depth) {
        var list = new ArrayList<Object>();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(token, "element " + (list.size() + 1), depth));
        }
        return list;
    }

    private String text() {
        if (parser.isCurrentAlias()) {
            throw fail(String.format(Locale.ROOT, "alias *%s is not supported; write the value again",
                    parser.getString()));
        }
        return parser.getString();
    }

    private Object wholeNumber() {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> parser.getBigIntegerValue();
        };
    }

    private SpecException fail(String message) {
        return YamlErrorMessages.at(name, parser.currentTokenLocation(), message);
    }
}
