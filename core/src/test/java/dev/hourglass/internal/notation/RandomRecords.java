package dev.hourglass.internal.notation;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Sides;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Records of the vocabulary with random components; every other component, on average, has its default.
final class RandomRecords {
    private static final List<Double> NUMBERS = List.of(0.0, -0.0, 1.0, 0.5, 1e-6, 0.1, 3.0, 1e300, 12345.678, 1e17);

    private final Random random;

    RandomRecords(long seed) {
        random = new Random(seed);
    }

    Record of(TypeDef word) {
        while (true) {
            var values = new LinkedHashMap<String, Object>();
            for (var part : word.parts()) {
                if (part.required() || random.nextBoolean()) {
                    values.put(part.key(), value(part.form()));
                }
            }
            try {
                return word.build(values);
            } catch (SpecException _) {
                // Another draw: not all combinations are allowed.
            }
        }
    }

    private Object value(TypeNode form) {
        return switch (form) {
            case TypeNode.Whole() -> random.nextInt(1, 50);
            case TypeNode.Wide() -> random.nextLong();
            case TypeNode.Real() -> random.nextBoolean() ? random.nextDouble() : any(NUMBERS);
            case TypeNode.Truth() -> random.nextBoolean();
            case TypeNode.Text() -> any(List.of("mnist", "", "10", "true", "a: b", "päth/to #x", "\"\n\0"));
            case TypeNode.Choice(var type) -> any(List.of(type.getEnumConstants()));
            case TypeNode.Maybe(var of) -> random.nextBoolean() ? Optional.empty() : Optional.of(value(of));
            case TypeNode.Sequence(var of) -> IntStream.range(0, random.nextInt(3)).mapToObj(_ -> value(of)).toList();
            case TypeNode.Entries(var of) -> IntStream.range(0, random.nextInt(3)).boxed().collect(Collectors.toMap(
                    i -> any(List.of("zip", "true", "a: b", "Cost $")) + i, _ -> value(of)));
            case TypeNode.OneOf(var family) -> of(any(Stream.concat(
                    Vocabulary.family(family).stream(), Vocabulary.nameless(family).stream()).toList()));
            case TypeNode.Keys(var word) -> of(word);
            case TypeNode.Row(var word) -> of(word);
            case TypeNode.Both() -> new Sides(random.nextInt(1, 5), random.nextInt(1, 5));
            case TypeNode.Extents() -> random.nextBoolean() ? Shape.of(7) : Shape.of(random.nextInt(1, 9), 2, 3);
        };
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
