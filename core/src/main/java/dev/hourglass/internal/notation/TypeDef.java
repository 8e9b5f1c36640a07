package dev.hourglass.internal.notation;

import dev.hourglass.spec.SpecException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A record's name in the notation.
///
/// @param about what it is, in a few words
/// @param example an instance; it has the defaults of all components that are not required
/// @param required keys of the components that must be written
/// @param shortNames other names that are read, and never written
/// @param otherKeys of components that the notation calls otherwise than their names in snake case
/// @param isBareRead whether a value may stand in the place of all components
record TypeDef(
        String name,
        String about,
        Record example,
        Set<String> required,
        List<String> shortNames,
        Map<String, String> otherKeys,
        boolean isBareRead) {

    static TypeDef of(String name, String about, Record example, String... required) {
        return new TypeDef(name, about, example, Set.of(required), List.of(), Map.of(), true);
    }

    /// The same, read under other names as well.
    TypeDef orShort(String... names) {
        return new TypeDef(name, about, example, required, List.of(names), otherKeys, isBareRead);
    }

    /// The same with a key for a component.
    TypeDef withKey(String component, String key) {
        var keys = new HashMap<>(otherKeys);
        keys.put(component, key);
        return new TypeDef(name, about, example, required, shortNames, Map.copyOf(keys), isBareRead);
    }

    /// The same, always written with keys.
    TypeDef withKeysOnly() {
        return new TypeDef(name, about, example, required, shortNames, otherKeys, false);
    }

    /// Every name that is read, its own first.
    List<String> names() {
        return Stream.concat(Stream.of(name), shortNames.stream()).toList();
    }

    List<Field> parts() {
        return Arrays.stream(example.getClass().getRecordComponents()).map(this::part).toList();
    }

    private Field part(RecordComponent component) {
        var key = otherKeys.getOrDefault(component.getName(), Names.snake(component.getName()));
        return new Field(key, component, Field.value(component, example), required.contains(key));
    }

    List<String> keys() {
        return parts().stream().map(Field::key).toList();
    }

    Optional<Field> part(String key) {
        return parts().stream().filter(part -> part.key().equals(key)).findFirst();
    }

    /// The component that may be written without its key: the only required one or, where none is, the first.
    Optional<Field> bare() {
        var candidate = switch (required.size()) {
            case 0 -> parts().stream().findFirst();
            case 1 -> parts().stream().filter(Field::required).findFirst();
            default -> Optional.<Field>empty();
        };
        return candidate.filter(part -> isBareRead && part.form().isBare());
    }

    /// Whether the name alone is enough.
    boolean standsAlone() {
        if (!required.isEmpty()) {
            return false;
        }
        try {
            build(Map.of());
            return true;
        } catch (SpecException _) {
            return false;
        }
    }

    /// The record of some components and the defaults of the others.
    ///
    /// @throws SpecException where the record's constructor refuses them
    Record build(Map<String, Object> values) {
        var parts = parts();
        var types = parts.stream().map(part -> part.component().getType()).toArray(Class<?>[]::new);
        var arguments = parts.stream().map(part -> values.getOrDefault(part.key(), part.fallback())).toArray();
        try {
            return example.getClass().getDeclaredConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof SpecException refused) {
                throw refused;
            }
            throw new IllegalStateException(name + " cannot be built", e);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("a public record has a public constructor", impossible);
        }
    }
}
