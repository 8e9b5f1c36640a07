package dev.hourglass.internal.notation;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Sides;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a value is written, which follows from its Java type.
sealed interface TypeNode {
    /// A whole number of 32 bits.
    record Whole() implements TypeNode {}

    /// A whole number of 64 bits.
    record Wide() implements TypeNode {}

    /// A finite number.
    record Real() implements TypeNode {}

    /// `true` or `false`.
    record Truth() implements TypeNode {}

    record Text() implements TypeNode {}

    /// A constant of an enum, by its name in small letters.
    record Choice(Class<?> type) implements TypeNode {}

    /// A value that may be absent.
    record Maybe(TypeNode of) implements TypeNode {}

    record Sequence(TypeNode of) implements TypeNode {}

    /// Values by names that are not known before: `{zip: categorical}`.
    record Entries(TypeNode of) implements TypeNode {}

    /// A record of a sealed family, under its name: `{dense: {units: 36}}`.
    record OneOf(Class<?> family) implements TypeNode {}

    /// A record as its components, by key.
    record Keys(TypeDef word) implements TypeNode {}

    /// A record as its components, in order: `[height, width]`.
    record Row(TypeDef word) implements TypeNode {}

    /// A [Shape]: a number of features, `[length, channels]` or `[height, width, channels]`.
    record Extents() implements TypeNode {}

    /// [Sides]: a number for both, or `[height, width]`.
    record Both() implements TypeNode {}

    static TypeNode of(Type type) {
        return switch (type) {
            case ParameterizedType of when of.getRawType() == Optional.class -> new Maybe(of(argument(of)));
            case ParameterizedType of when of.getRawType() == List.class -> new Sequence(of(argument(of)));
            case ParameterizedType of when of.getRawType() == Map.class ->
                new Entries(of(of.getActualTypeArguments()[1]));
            case Class<?> of when of == int.class || of == Integer.class -> new Whole();
            case Class<?> of when of == long.class || of == Long.class -> new Wide();
            case Class<?> of when of == double.class || of == Double.class -> new Real();
            case Class<?> of when of == boolean.class || of == Boolean.class -> new Truth();
            case Class<?> of when of == String.class -> new Text();
            case Class<?> of when of == Shape.class -> new Extents();
            case Class<?> of when of == Sides.class -> new Both();
            case Class<?> of when of.isEnum() -> new Choice(of);
            case Class<?> of when of.isSealed() -> new OneOf(of);
            case Class<?> of when Vocabulary.isRow(of) -> new Row(Vocabulary.word(of));
            case Class<?> of when of.isRecord() -> new Keys(Vocabulary.word(of));
            default -> throw new IllegalStateException("the notation has no form for " + type);
        };
    }

    /// Whether it can be distinguished from a record's keys, and so may stand in their place.
    default boolean isBare() {
        return switch (this) {
            case Whole _, Wide _, Real _, Truth _, Text _, Choice _, Row _, Sequence _, Extents _, Both _ -> true;
            case Maybe(var of) -> of.isBare();
            case OneOf _, Keys _, Entries _ -> false;
        };
    }

    private static Type argument(ParameterizedType type) {
        return type.getActualTypeArguments()[0];
    }
}
