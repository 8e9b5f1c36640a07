package dev.hourglass.internal.notation;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Sides;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes trees of records: the shortest that reads as the same record.
final class TreeWriter {
    private static final double LARGEST_EXACT = 1L << 53;

    private TreeWriter() {}

    static Object write(TypeNode form, Object value) {
        return switch (form) {
            case TypeNode.Whole(), TypeNode.Wide() -> ((Number) value).longValue();
            case TypeNode.Real() -> number((Double) value);
            case TypeNode.Truth(), TypeNode.Text() -> value;
            case TypeNode.Choice _ -> Names.snake(value.toString());
            case TypeNode.Maybe(var of) -> write(of, ((Optional<?>) value).orElseThrow());
            case TypeNode.Sequence(var of) -> ((List<?>) value).stream().map(element -> write(of, element)).toList();
            case TypeNode.Entries(var of) -> entries(of, (Map<?, ?>) value);
            case TypeNode.OneOf _ -> named((Record) value);
            case TypeNode.Keys(var word) -> components(word, (Record) value);
            case TypeNode.Row(var word) -> row(word, (Record) value);
            case TypeNode.Extents() -> extents((Shape) value);
            case TypeNode.Both() -> both((Sides) value);
        };
    }

    /// A whole number without its fraction, as a person writes it.
    private static Object number(Double value) {
        long whole = value.longValue();
        boolean isExact = value.equals((double) whole) && Math.abs(value) <= LARGEST_EXACT;
        return isExact ? (Object) whole : value;
    }

    private static Map<String, Object> entries(TypeNode of, Map<?, ?> map) {
        var entries = new LinkedHashMap<String, Object>();
        map.forEach((name, value) -> entries.put((String) name, write(of, value)));
        return entries;
    }

    private static Object named(Record record) {
        var word = Vocabulary.word(record.getClass());
        var components = components(word, record);
        if (Vocabulary.isNameless(word)) {
            return components;
        }
        return components.equals(Map.of()) ? word.name() : mapOf(word.name(), components);
    }

    /// The components that do not go without saying; without its key if that is the bare one alone.
    private static Object components(TypeDef word, Record record) {
        var components = new LinkedHashMap<String, Object>();
        for (var part : word.parts()) {
            if (!part.isLeftOut(record)) {
                components.put(part.key(), write(part.form(), part.of(record)));
            }
        }
        return word.bare().map(Field::key)
                .filter(bare -> components.keySet().equals(Set.of(bare)))
                .map(components::get)
                .orElse(components);
    }

    private static List<Object> row(TypeDef word, Record record) {
        return word.parts().stream().map(part -> write(part.form(), part.of(record))).toList();
    }

    private static Object both(Sides sides) {
        return sides.isSquare() ? (Object) (long) sides.height() : List.of((long) sides.height(), (long) sides.width());
    }

    private static Object extents(Shape shape) {
        var dims = shape.dims().stream().map(Integer::longValue).toList();
        return dims.size() == 1 ? dims.getFirst() : dims;
    }

    private static Map<String, Object> mapOf(String key, Object value) {
        var map = new LinkedHashMap<String, Object>();
        map.put(key, value);
        return map;
    }
}
