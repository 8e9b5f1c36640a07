package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.json.Json;
import dev.hourglass.spec.CheckpointPolicy;
import dev.hourglass.spec.Corruption;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.Init;
import dev.hourglass.spec.Latent;
import dev.hourglass.spec.Layer;
import dev.hourglass.spec.Loss;
import dev.hourglass.spec.Optimizer;
import dev.hourglass.spec.Penalty;
import dev.hourglass.spec.Schedule;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class VocabularyTest {
    static final Class<?>[] FAMILIES = {
        Layer.class, Corruption.class, Latent.class, Loss.class, Penalty.class, Init.class, Optimizer.class,
        Schedule.class, CheckpointPolicy.class};

    static Stream<Arguments> records() {
        var families = Stream.of(FAMILIES).flatMap(family -> Stream.of(family.getPermittedSubclasses())
                .map(type -> Arguments.of(type, new Form.OneOf(family))));
        return Stream.concat(families, Stream.of(EarlyStopping.class)
                .map(type -> Arguments.of(type, Form.of(type))));
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsEveryRecordAsItWasWritten(Class<?> type, Form form) {
        var records = new RandomRecords(1);
        for (int i = 0; i < 60; i++) {
            var record = records.of(Vocabulary.word(type));
            var tree = TreeWriter.write(form, record);

            assertThat(TreeReader.read(form, tree, Place.ROOT)).as("%s", tree).isEqualTo(record);
            assertThat(TreeReader.read(form, Json.parse(Json.write(tree)), Place.ROOT)).isEqualTo(record);
            assertThat(TreeReader.read(form, LongForm.of(form, tree), Place.ROOT)).isEqualTo(record);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void requiresOnlyComponentsThatTheRecordHas(Class<?> type, Form form) {
        var word = Vocabulary.word(type);

        assertThat(word.keys()).containsAll(word.required());
    }

    @ParameterizedTest
    @FieldSource("FAMILIES")
    void givesEveryRecordOfAFamilyItsOwnName(Class<?> family) {
        var names = Vocabulary.family(family).stream().flatMap(word -> word.names().stream()).toList();

        assertThat(new HashSet<>(names)).hasSameSizeAs(names);
    }
}
