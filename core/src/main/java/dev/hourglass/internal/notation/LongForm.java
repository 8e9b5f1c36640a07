package dev.hourglass.internal.notation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Trees in which every word has a map of components, even where it was written alone or with a bare value.
///
/// What the notation does not know stays as it is: reading it reports what is wrong.
final class LongForm {
    private LongForm() {}

    static Object of(TypeNode form, Object value) {
        return switch (form) {
            case TypeNode.Maybe(var of) -> of(of, value);
            case TypeNode.Sequence(var of) -> sequence(of, value);
            case TypeNode.Entries(var of) -> entries(of, value);
            case TypeNode.OneOf(var family) -> oneOf(family, value);
            case TypeNode.Keys(var word) -> components(word, value);
            case TypeNode.Whole _, TypeNode.Wide _, TypeNode.Real _, TypeNode.Truth _ -> value;
            case TypeNode.Text _, TypeNode.Choice _, TypeNode.Row _, TypeNode.Extents _, TypeNode.Both _ -> value;
        };
    }

    private static Object sequence(TypeNode of, Object value) {
        if (!(value instanceof List<?> list)) {
            return value;
        }
        var elements = new ArrayList<Object>();
        list.forEach(element -> elements.add(of(of, element)));
        return elements;
    }

    private static Object entries(TypeNode of, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        var entries = new LinkedHashMap<String, Object>();
        map.forEach((name, inner) -> entries.put(String.valueOf(name), of(of, inner)));
        return entries;
    }

    private static Object oneOf(Class<?> family, Object value) {
        var nameless = Vocabulary.nameless(family);
        if (nameless.isPresent()) {
            return value instanceof String ? value : components(nameless.get(), value);
        }
        var map = switch (value) {
            case String name when Vocabulary.find(family, name).isPresent() -> Map.of(name, Map.of());
            case Map<?, ?> words -> words;
            default -> Map.of();
        };
        if (map.isEmpty()) {
            return value;
        }
        var longer = new LinkedHashMap<String, Object>();
        map.forEach((key, inner) -> {
            var name = String.valueOf(key);
            var word = Vocabulary.find(family, name);
            longer.put(name, word.isPresent() ? components(word.get(), inner) : inner);
        });
        return longer;
    }

    private static Object components(TypeDef word, Object value) {
        var longer = new LinkedHashMap<String, Object>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                var name = String.valueOf(key);
                var part = word.part(name);
                longer.put(name, part.isPresent() ? of(part.get().form(), inner) : inner);
            });
            return longer;
        }
        var bare = word.bare();
        if (bare.isEmpty()) {
            return value;
        }
        longer.put(bare.get().key(), of(bare.get().form(), value));
        return longer;
    }
}
