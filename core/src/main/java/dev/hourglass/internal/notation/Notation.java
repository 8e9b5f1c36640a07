package dev.hourglass.internal.notation;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.TrainingOptions;
import dev.hourglass.spec.protocol.Protocol;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.TableExperiment;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Specs as trees of maps, lists, texts, numbers and truth values, which are what YAML and JSON say.
///
/// The mapping is one to one: `read(write(x))` equals `x`. Whole numbers are written as [Long]; any [Number] is read.
public final class Notation {
    private static final PathInSpec MODEL = PathInSpec.ROOT.key("model");
    private static final PathInSpec TRAIN = PathInSpec.ROOT.key("train");

    /// What a model of samples has, and the model of a table gets from its columns.
    private static final List<String> FOLLOWING = List.of("input", "loss");

    private Notation() {}

    /// @throws dev.hourglass.spec.SpecException saying where the tree is not an experiment, and how to mend it
    public static Experiment read(Map<String, Object> tree) {
        return (Experiment) TreeReader.read(form(Experiment.class), tree, PathInSpec.ROOT);
    }

    /// The shortest tree of an experiment: what equals its default is left out.
    public static Map<String, Object> write(Experiment experiment) {
        return map(TreeWriter.write(form(Experiment.class), experiment));
    }

    /// @throws dev.hourglass.spec.SpecException saying where the tree is not a model, and how to mend it
    public static Autoencoder readModel(Map<String, Object> tree) {
        return (Autoencoder) TreeReader.read(form(Autoencoder.class), tree, MODEL);
    }

    /// The shortest tree of a model: what equals its default is left out.
    public static Map<String, Object> writeModel(Autoencoder model) {
        return map(TreeWriter.write(form(Autoencoder.class), model));
    }

    /// @throws dev.hourglass.spec.SpecException saying where the tree does not say how to train, and how to mend it
    public static TrainingOptions readTraining(Map<String, Object> tree) {
        return (TrainingOptions) TreeReader.read(form(TrainingOptions.class), tree, TRAIN);
    }

    /// The shortest tree of training options: what equals its default is left out.
    public static Map<String, Object> writeTraining(TrainingOptions train) {
        return map(TreeWriter.write(form(TrainingOptions.class), train));
    }

    /// A modifiable copy of an experiment's tree in which each word has a map of components, so that every component
    /// that is written has a path: `conv: {filters: 32, kernel: 3}` has, `dense: 36` becomes `dense: {units: 36}`.
    public static Map<String, Object> longForm(Map<String, Object> tree) {
        return map(LongForm.of(form(Experiment.class), tree));
    }

    /// The JSON Schema (2020-12) of an experiment's tree.
    public static Map<String, Object> schema() {
        return Schema.of(Vocabulary.word(Experiment.class));
    }

    /// @throws dev.hourglass.spec.SpecException saying where the tree is not an experiment on a table, and how to mend it
    public static TableExperiment readTable(Map<String, Object> tree) {
        if (tree.get("model") instanceof Map<?, ?> model) {
            FOLLOWING.stream().filter(model::containsKey).findFirst().ifPresent(key -> {
                throw MODEL.fail(String.format(Locale.ROOT,
                        "expected no %s, which follows from the columns of the table, found one; remove it", key));
            });
        }
        return (TableExperiment) TreeReader.read(form(TableExperiment.class), tree, PathInSpec.ROOT);
    }

    /// The shortest tree of an experiment on a table.
    public static Map<String, Object> writeTable(TableExperiment experiment) {
        return map(TreeWriter.write(form(TableExperiment.class), experiment));
    }

    /// The shortest tree of a column's type, or its name.
    public static Object writeColumn(ColumnType type) {
        return TreeWriter.write(TypeNode.of(ColumnType.class), type);
    }

    /// Likewise of an experiment on a table.
    public static Map<String, Object> longFormOfTable(Map<String, Object> tree) {
        return map(LongForm.of(form(TableExperiment.class), tree));
    }

    /// The JSON Schema (2020-12) of the tree of an experiment on a table.
    public static Map<String, Object> tableSchema() {
        return Schema.of(Vocabulary.word(TableExperiment.class));
    }

    /// @throws dev.hourglass.spec.SpecException saying where the tree is not a protocol, and how to mend it
    public static Protocol readProtocol(Map<String, Object> tree) {
        return (Protocol) TreeReader.read(form(Protocol.class), tree, PathInSpec.ROOT);
    }

    /// The shortest tree of a protocol.
    public static Map<String, Object> writeProtocol(Protocol protocol) {
        return map(TreeWriter.write(form(Protocol.class), protocol));
    }

    /// Likewise of a protocol.
    public static Map<String, Object> longFormOfProtocol(Map<String, Object> tree) {
        return map(LongForm.of(form(Protocol.class), tree));
    }

    /// The JSON Schema (2020-12) of a protocol's tree.
    public static Map<String, Object> protocolSchema() {
        return Schema.of(Vocabulary.word(Protocol.class));
    }

    private static TypeNode form(Class<? extends Record> type) {
        return TypeNode.of(type);
    }

    @SuppressWarnings("unchecked") // all trees made here have text keys
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
