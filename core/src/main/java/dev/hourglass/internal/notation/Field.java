package dev.hourglass.internal.notation;

import java.lang.reflect.RecordComponent;
import java.util.Optional;

/// A record's component in the notation.
///
/// @param example its value in the word's example
record Field(String key, RecordComponent component, Object example, boolean required) {

    TypeNode form() {
        return TypeNode.of(component.getGenericType());
    }

    /// The value of a record that does not write this component.
    Object fallback() {
        return form() instanceof TypeNode.Maybe ? Optional.empty() : example;
    }

    Object of(Record record) {
        return value(component, record);
    }

    /// Whether a record's value goes without saying.
    boolean isLeftOut(Record record) {
        return !required && of(record).equals(fallback());
    }

    static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("the accessors of a public record are public", impossible);
        }
    }
}
