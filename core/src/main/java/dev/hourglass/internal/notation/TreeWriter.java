package dev.hourglass.internal.notation;

import dev.hourglass.spec.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Makes trees of records: the shortest that reads as the same record.
final class TreeWriter {
    private static final double LARGEST_EXACT = 1L << 53;

    private TreeWriter() {}

    static Object write(Form form, Object value) {
        return switch (form) {
            case Form.Whole(), Form.Wide() -> ((Number) value).longValue();
            case Form.Real() -> number((Double) value);
            case Form.Truth(), Form.Text() -> value;
            case Form.Choice _ -> Names.snake(value.toString());
            case Form.Maybe(var of) -> write(of, ((Optional<?>) value).orElseThrow());
            case Form.Sequence(var of) -> ((List<?>) value).stream().map(element -> write(of, element)).toList();
            case Form.OneOf _ -> named((Record) value);
            case Form.Keys(var word) -> components(word, (Record) value);
            case Form.Row(var word) -> row(word, (Record) value);
            case Form.Extents() -> extents((Shape) value);
        };
    }

    /// A whole number without its fraction, as a person writes it.
    private static Object number(Double value) {
        long whole = value.longValue();
        boolean isExact = value.equals((double) whole) && Math.abs(value) <= LARGEST_EXACT;
        return isExact ? (Object) whole : value;
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
    private static Object components(Word word, Record record) {
        var components = new LinkedHashMap<String, Object>();
        for (var part : word.parts()) {
            if (!part.isLeftOut(record)) {
                components.put(part.key(), write(part.form(), part.of(record)));
            }
        }
        return word.bare().map(Part::key)
                .filter(bare -> components.keySet().equals(Set.of(bare)))
                .map(components::get)
                .orElse(components);
    }

    private static List<Object> row(Word word, Record record) {
        return word.parts().stream().map(part -> write(part.form(), part.of(record))).toList();
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
