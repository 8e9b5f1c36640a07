package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.anomaly.Threshold;
import dev.hourglass.internal.json.Json;
import dev.hourglass.spec.CheckpointPolicy;
import dev.hourglass.spec.EarlyStopping;
import dev.hourglass.spec.augmentation.Augmentation;
import dev.hourglass.spec.corruption.Corruption;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.optimizer.Optimizer;
import dev.hourglass.spec.penalty.Penalty;
import dev.hourglass.spec.protocol.Measure;
import dev.hourglass.spec.protocol.QuickRun;
import dev.hourglass.spec.protocol.Reference;
import dev.hourglass.spec.protocol.Verification;
import dev.hourglass.spec.schedule.Schedule;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.ModelParts;
import dev.hourglass.table.RowTrimming;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.table.TableOptions;
import dev.hourglass.table.TrainingParts;
import java.util.HashSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class VocabularyTest {
    static final Class<?>[] FAMILIES = {
        Layer.class, Corruption.class, Augmentation.class, Latent.class, Loss.class, Penalty.class, Init.class,
        Optimizer.class,
        Schedule.class, CheckpointPolicy.class};

    static final Class<?>[] OF_TABLES = {ColumnType.class, Threshold.class};

    static final Class<?>[] OF_PROTOCOLS = {Measure.class, Reference.class};

    /// The records of a sealed family and of the families in it.
    private static Stream<Class<?>> members(Class<?> family) {
        return Stream.of(family.getPermittedSubclasses())
                .flatMap(member -> member.isSealed() ? members(member) : Stream.of(member));
    }

    static Stream<Arguments> records() {
        var families = Stream.of(FAMILIES, OF_TABLES, OF_PROTOCOLS).flatMap(Stream::of)
                .flatMap(family -> members(family)
                        .map(type -> Arguments.of(type, new TypeNode.OneOf(family))));
        return Stream.concat(families, Stream.of(EarlyStopping.class, TableExperiment.class,
                TableOptions.class, ModelParts.class, TrainingParts.class, RowTrimming.class, Verification.class,
                QuickRun.class)
                .map(type -> Arguments.of(type, TypeNode.of(type))));
    }

    @ParameterizedTest
    @MethodSource("records")
    void readsEveryRecordAsItWasWritten(Class<?> type, TypeNode form) {
        var records = new RandomRecords(1);
        for (int i = 0; i < 60; i++) {
            var record = records.of(Vocabulary.word(type));
            var tree = TreeWriter.write(form, record);

            assertThat(TreeReader.read(form, tree, PathInSpec.ROOT)).as("%s", tree).isEqualTo(record);
            assertThat(TreeReader.read(form, Json.parse(Json.write(tree)), PathInSpec.ROOT)).isEqualTo(record);
            assertThat(TreeReader.read(form, LongForm.of(form, tree), PathInSpec.ROOT)).isEqualTo(record);
        }
    }

    @ParameterizedTest
    @MethodSource("records")
    void requiresOnlyComponentsThatTheRecordHas(Class<?> type, TypeNode form) {
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
