package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.SpecException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Random records, each with a wrong value somewhere: the sentence that refuses it has one place, at its beginning.
class RefusedPlaceTest {
    private static final List<Object> WRONG = List.of(0L, -1L, 1L, 1_000_000L, -0.5, 1e300, "x", List.of(), Map.of());

    /// A place behind a place, such as `table: table.stride: `.
    private static final Pattern TWICE = Pattern.compile("[^:']+: [\\w.]+(,? \\w+ \\d+)?( \\(\\w+\\))?: .*");

    @ParameterizedTest
    @MethodSource("dev.hourglass.internal.notation.VocabularyTest#records")
    void aWrongValueHasOnePlace(Class<?> type, TypeNode form) {
        var word = Vocabulary.word(type);
        var records = new RandomRecords(3);
        var random = new Random(4);
        for (int i = 0; i < 60; i++) {
            var root = Trees.copy(Map.of(word.name(), TreeWriter.write(form, records.of(word))));
            var places = new ArrayList<Consumer<Object>>();
            collect(root, places);
            places.get(random.nextInt(places.size())).accept(WRONG.get(random.nextInt(WRONG.size())));
            refusal(form, Trees.at(root, word.name()), PathInSpec.ROOT.key(word.name()))
                    .ifPresent(message -> assertThat(message).doesNotMatch(TWICE));
        }
    }

    @Test
    void findsAPlaceBehindAPlace() {
        assertThat("table: table.stride: expected 1 to 2 rows").matches(TWICE);
        assertThat("table.stride: expected 1 to 2 rows").doesNotMatch(TWICE);
    }

    /// Of each value in a tree, what puts another in its place.
    private static void collect(Object tree, List<Consumer<Object>> places) {
        switch (tree) {
            case Map<?, ?> map -> {
                var own = Trees.map(map);
                own.forEach((key, value) -> {
                    places.add(other -> own.put(key, other));
                    collect(value, places);
                });
            }
            case List<?> list -> list.forEach(value -> collect(value, places));
            default -> {}
        }
    }

    private static Optional<String> refusal(TypeNode form, Object tree, PathInSpec place) {
        try {
            TreeReader.read(form, tree, place);
            return Optional.empty();
        } catch (SpecException refusal) {
            return Optional.ofNullable(refusal.getMessage());
        }
    }
}
