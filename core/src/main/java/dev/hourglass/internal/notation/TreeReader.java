package dev.hourglass.internal.notation;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Sides;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Makes records of trees.
final class TreeReader {
    private TreeReader() {}

    static Object read(TypeNode form, Object value, PathInSpec place) {
        return switch (form) {
            case TypeNode.Whole() -> (int) wholeNumber(value, Integer.MIN_VALUE, Integer.MAX_VALUE, place);
            case TypeNode.Wide() -> wholeNumber(value, Long.MIN_VALUE, Long.MAX_VALUE, place);
            case TypeNode.Real() -> number(value, place);
            case TypeNode.Truth() -> truth(value, place);
            case TypeNode.Text() -> text(value, place);
            case TypeNode.Choice(var type) -> choice(type, value, place);
            case TypeNode.Maybe(var of) -> Optional.of(read(of, value, place));
            case TypeNode.Sequence(var of) -> sequence(of, value, place);
            case TypeNode.Entries(var of) -> entries(of, value, place);
            case TypeNode.OneOf(var family) -> oneOf(family, value, place);
            case TypeNode.Keys(var word) -> record(word, value, place);
            case TypeNode.Row(var word) -> row(word, value, place);
            case TypeNode.Extents() -> shape(value, place);
            case TypeNode.Both() -> both(value, place);
        };
    }

    private static long wholeNumber(Object value, long min, long max, PathInSpec place) {
        var whole = switch (value) {
            case Long number -> BigInteger.valueOf(number);
            case Integer number -> BigInteger.valueOf(number);
            case BigInteger number -> number;
            case Double number when number % 1 == 0 -> new BigDecimal(number).toBigInteger();
            case null, default -> throw place.expected("a whole number", value);
        };
        if (whole.compareTo(BigInteger.valueOf(min)) < 0) {
            throw place.expected(String.format(Locale.ROOT, "a whole number of at least %d", min), value);
        }
        if (whole.compareTo(BigInteger.valueOf(max)) > 0) {
            throw place.expected(String.format(Locale.ROOT, "a whole number of at most %d", max), value);
        }
        return whole.longValue();
    }

    private static double number(Object value, PathInSpec place) {
        if (!(value instanceof Number number)) {
            throw place.expected("a number", value);
        }
        if (!Double.isFinite(number.doubleValue())) {
            throw place.expected("a finite number", value);
        }
        return number.doubleValue();
    }

    private static boolean truth(Object value, PathInSpec place) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        throw place.expected("true or false", value);
    }

    private static String text(Object value, PathInSpec place) {
        return switch (value) {
            case String text -> text;
            case Number _, Boolean _ -> throw place.fail(
                    String.format(Locale.ROOT, "expected text, found %s; write it in quotes: \"%s\"",
                            Quoted.text(value),
                            value));
            case null, default -> throw place.expected("text", value);
        };
    }

    private static Object choice(Class<?> type, Object value, PathInSpec place) {
        var names = Names.constants(type);
        if (!(value instanceof String name)) {
            throw place.expected(Names.withArticle(Names.noun(type)) + ": " + Names.either(names), value);
        }
        int index = names.indexOf(name);
        if (index < 0) {
            throw unknown(Names.noun(type), name, names, place);
        }
        return type.getEnumConstants()[index];
    }

    private static List<Object> sequence(TypeNode of, Object value, PathInSpec place) {
        var noun = switch (of) {
            case TypeNode.OneOf(var family) -> Names.noun(family);
            case TypeNode.Keys(var word) -> word.name();
            default -> "element";
        };
        if (!(value instanceof List<?> list)) {
            throw place.fail(String.format(Locale.ROOT,
                    "expected a list of %ss, found %s; start the line of each with a dash (-)", noun,
                    Quoted.text(value)));
        }
        var elements = new ArrayList<Object>();
        for (int i = 0; i < list.size(); i++) {
            elements.add(read(of, list.get(i), place.element(noun, i)));
        }
        return elements;
    }

    private static Map<String, Object> entries(TypeNode of, Object value, PathInSpec place) {
        if (!(value instanceof Map<?, ?> map)) {
            throw place.expected("names, each with what it stands for", value);
        }
        var entries = new LinkedHashMap<String, Object>();
        map.forEach((key, inner) -> {
            var name = String.valueOf(key);
            entries.put(name, read(of, inner, place.entry(name)));
        });
        return entries;
    }

    private static Record oneOf(Class<?> family, Object value, PathInSpec place) {
        if (value instanceof String name) {
            return named(family, name, Map.of(), place);
        }
        var nameless = Vocabulary.nameless(family);
        if (nameless.isPresent()) {
            return record(nameless.get(), value, place);
        }
        var noun = Names.noun(family);
        if (!(value instanceof Map<?, ?> map) || map.isEmpty()) {
            throw place.expected(
                    String.format(Locale.ROOT, "%s: %s", Names.withArticle(noun), Names.either(names(family))), value);
        }
        if (map.size() > 1) {
            var found = map.keySet().stream().map(String::valueOf).toList();
            var remedy = place.isElement() ? "; start the line of each with a dash (-)" : "; keep one";
            throw place.fail(
                    String.format(Locale.ROOT, "expected one %s, found %s%s", noun, Names.quotedAll(found), remedy));
        }
        var entry = map.entrySet().iterator().next();
        return named(family, String.valueOf(entry.getKey()), entry.getValue(), place);
    }

    private static Record named(Class<?> family, String name, Object value, PathInSpec place) {
        var word = Vocabulary.find(family, name)
                .orElseThrow(() -> unknownWord(family, name, place));
        return record(word, value, place.word(name));
    }

    private static List<String> names(Class<?> family) {
        return Vocabulary.family(family).stream().map(TypeDef::name).toList();
    }

    private static SpecException unknownWord(Class<?> family, String name, PathInSpec place) {
        var nameless = Vocabulary.nameless(family);
        if (nameless.isEmpty()) {
            return unknown(Names.noun(family), name, names(family), place);
        }
        return place.fail(String.format(Locale.ROOT, "expected %s or the keys %s, found %s",
                String.join(", ", names(family)), String.join(", ", nameless.get().keys()), Quoted.quoted(name)));
    }

    private static SpecException unknown(String noun, String name, List<String> known, PathInSpec place) {
        var suggestion = Suggestion.of(name, known).map(close -> "; did you mean '" + close + "'?").orElse("");
        return place.fail(String.format(Locale.ROOT, "unknown %s %s%s (known: %s)", noun, Quoted.quoted(name),
                suggestion, String.join(", ", known)));
    }

    private static Record record(TypeDef word, Object value, PathInSpec place) {
        if (value instanceof Map<?, ?> map) {
            return components(word, map, place);
        }
        var bare = word.bare();
        if (bare.isPresent()) {
            return components(word, Collections.singletonMap(bare.get().key(), value), place);
        }
        if (word.parts().isEmpty()) {
            throw place.fail(String.format(Locale.ROOT, "expected the word alone, found %s after it; remove that",
                    Quoted.text(value)));
        }
        throw place.expected("the keys " + String.join(", ", word.keys()), value);
    }

    private static Record components(TypeDef word, Map<?, ?> map, PathInSpec place) {
        var values = new LinkedHashMap<String, Object>();
        for (var entry : map.entrySet()) {
            var key = String.valueOf(entry.getKey());
            var part = word.part(key).orElseThrow(() -> unknownKey(word, key, place));
            var inner = isBareList(word, part) || isItself(word, part) ? place : place.key(key);
            values.put(key, read(part.form(), entry.getValue(), inner));
        }
        for (var part : word.parts()) {
            if (part.required() && !values.containsKey(part.key())) {
                throw place.fail(String.format(Locale.ROOT, "missing key '%s'; add %s: %s", part.key(), part.key(),
                        remedy(part)));
            }
        }
        try {
            return word.build(values);
        } catch (SpecException refusal) {
            throw place.refused(word, refusal);
        }
    }

    /// Whether a component is the list that may stand in the place of all components. A message counts its elements without
    /// its key.
    private static boolean isBareList(TypeDef word, Field part) {
        return part.form() instanceof TypeNode.Sequence
                && word.bare().filter(bare -> bare.key().equals(part.key())).isPresent();
    }

    /// Whether a component has the name of all: `score: {score: 2.5}`, which is written `score: 2.5`.
    private static boolean isItself(TypeDef word, Field part) {
        return part.key().equals(word.name()) && word.bare().filter(bare -> bare.key().equals(part.key())).isPresent();
    }

    private static SpecException unknownKey(TypeDef word, String key, PathInSpec place) {
        var remedy = Suggestion.of(key, word.keys()).map(close -> "did you mean '" + close + "'?")
                .orElseGet(() -> word.parts().isEmpty() ? "remove it" : "known: " + String.join(", ", word.keys()));
        return place.fail(String.format(Locale.ROOT, "unknown key %s; %s", Quoted.quoted(key), remedy));
    }

    /// All choices where they are words alone, else the example.
    private static String remedy(Field part) {
        return switch (part.form()) {
            case TypeNode.Choice(var type) -> Names.either(Names.constants(type));
            case TypeNode.OneOf(var family) when Vocabulary.family(family).stream().allMatch(TypeDef::standsAlone) ->
                Names.either(names(family));
            default -> Flow.text(TreeWriter.write(part.form(), part.example()));
        };
    }

    private static Record row(TypeDef word, Object value, PathInSpec place) {
        var parts = word.parts();
        if (!(value instanceof List<?> list) || list.size() != parts.size()) {
            throw place.expected("[" + String.join(", ", word.keys()) + "]", value);
        }
        var components = new LinkedHashMap<String, Object>();
        for (int i = 0; i < parts.size(); i++) {
            components.put(parts.get(i).key(), list.get(i));
        }
        return components(word, components, place);
    }

    private static Sides both(Object value, PathInSpec place) {
        if (value instanceof List<?> list) {
            if (list.size() != 2) {
                throw place.expected("a whole number for both or [height, width]", value);
            }
            return new Sides(
                    (Integer) read(new TypeNode.Whole(), list.getFirst(), place.element("number", 0)),
                    (Integer) read(new TypeNode.Whole(), list.getLast(), place.element("number", 1)));
        }
        return Sides.of((Integer) read(new TypeNode.Whole(), value, place));
    }

    private static Shape shape(Object value, PathInSpec place) {
        var dims = new ArrayList<Integer>();
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                dims.add((Integer) read(new TypeNode.Whole(), list.get(i), place.element("number", i)));
            }
        } else if (value instanceof Number) {
            dims.add((Integer) read(new TypeNode.Whole(), value, place));
        } else {
            throw place.expected("a number of features, [length, channels] or [height, width, channels]", value);
        }
        try {
            return new Shape(dims);
        } catch (SpecException refusal) {
            throw refusal.at(place.text());
        }
    }
}
