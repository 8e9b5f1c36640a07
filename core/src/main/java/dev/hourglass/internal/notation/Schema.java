package dev.hourglass.internal.notation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The JSON Schema (2020-12) of an experiment, with a definition for each family and each enum.
final class Schema {
    private final Map<String, Object> definitions = new LinkedHashMap<>();

    private Schema() {}

    static Map<String, Object> of(TypeDef word) {
        var writer = new Schema();
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Hourglass " + word.name());
        schema.putAll(writer.keys(word));
        schema.put("$defs", writer.definitions);
        return schema;
    }

    private Map<String, Object> schema(TypeNode form) {
        return switch (form) {
            case TypeNode.Whole(), TypeNode.Wide() -> object("type", "integer");
            case TypeNode.Real() -> object("type", "number");
            case TypeNode.Truth() -> object("type", "boolean");
            case TypeNode.Text() -> object("type", "string");
            case TypeNode.Choice(var type) -> reference(type, () -> object("enum", List.copyOf(Names.constants(type))));
            case TypeNode.Maybe(var of) -> schema(of);
            case TypeNode.Sequence(var of) -> with(object("type", "array"), "items", schema(of));
            case TypeNode.Entries(var of) -> with(object("type", "object"), "additionalProperties", schema(of));
            case TypeNode.OneOf(var family) -> reference(family, () -> family(family));
            case TypeNode.Keys(var word) -> components(word);
            case TypeNode.Row(var word) -> row(word);
            case TypeNode.Extents() -> extents();
            case TypeNode.Both() -> both();
        };
    }

    private Map<String, Object> reference(Class<?> type, Supplier<Map<String, Object>> definition) {
        var name = Names.noun(type);
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, definition.get());
        }
        return object("$ref", "#/$defs/" + name);
    }

    private Map<String, Object> family(Class<?> family) {
        var words = Vocabulary.family(family);
        var nameless = Vocabulary.nameless(family);
        if (nameless.isPresent()) {
            return anyOf(object("enum", words.stream().map(TypeDef::name).toList()), components(nameless.get()));
        }
        var named = object("type", "object");
        named.put("minProperties", 1L);
        named.put("maxProperties", 1L);
        named.put("additionalProperties", false);
        var properties = new LinkedHashMap<String, Object>();
        words.forEach(word -> word.names().forEach(name -> properties.put(name, components(word))));
        named.put("properties", properties);
        var alone = words.stream().filter(TypeDef::standsAlone).flatMap(word -> word.names().stream()).toList();
        return alone.isEmpty() ? named : anyOf(object("enum", List.copyOf(alone)), named);
    }

    private Map<String, Object> components(TypeDef word) {
        var bare = word.bare();
        return bare.isEmpty()
                ? keys(word)
                : with(anyOf(part(word, bare.get()), keys(word)), "description", word.about());
    }

    private Map<String, Object> keys(TypeDef word) {
        var keys = object("type", "object");
        if (word.bare().isEmpty()) {
            keys.put("description", word.about());
        }
        keys.put("additionalProperties", false);
        var required = word.parts().stream().filter(Field::required).map(Field::key).toList();
        if (!required.isEmpty()) {
            keys.put("required", List.copyOf(required));
        }
        var properties = new LinkedHashMap<String, Object>();
        for (var part : word.parts()) {
            var property = part(word, part);
            if (!part.required() && !(part.form() instanceof TypeNode.Maybe)) {
                property.put("default", TreeWriter.write(part.form(), part.example()));
            }
            properties.put(part.key(), property);
        }
        keys.put("properties", properties);
        return keys;
    }

    private Map<String, Object> part(TypeDef word, Field part) {
        var schema = schema(part.form());
        schema.putAll(Bounds.of(word, part));
        return schema;
    }

    private Map<String, Object> row(TypeDef word) {
        var row = object("type", "array");
        row.put("description", "[" + String.join(", ", word.keys()) + "]");
        row.put("prefixItems", new ArrayList<>(word.parts().stream().map(part -> part(word, part)).toList()));
        row.put("minItems", (long) word.parts().size());
        row.put("maxItems", (long) word.parts().size());
        return row;
    }

    private static Map<String, Object> both() {
        var side = with(object("type", "integer"), "minimum", 1L);
        var pair = with(object("type", "array"), "items", side);
        pair.put("description", "[height, width]");
        pair.put("minItems", 2L);
        pair.put("maxItems", 2L);
        return anyOf(side, pair);
    }

    private static Map<String, Object> extents() {
        var extent = with(object("type", "integer"), "minimum", 1L);
        var extents = with(object("type", "array"), "items", extent);
        extents.put("minItems", 1L);
        extents.put("maxItems", 3L);
        return with(anyOf(extent, extents), "description",
                "features, [length, channels] or [height, width, channels]");
    }

    private static Map<String, Object> anyOf(Object... choices) {
        return object("anyOf", List.of(choices));
    }

    private static Map<String, Object> object(String key, Object value) {
        return with(new LinkedHashMap<>(), key, value);
    }

    private static Map<String, Object> with(Map<String, Object> object, String key, Object value) {
        object.put(key, value);
        return object;
    }
}
