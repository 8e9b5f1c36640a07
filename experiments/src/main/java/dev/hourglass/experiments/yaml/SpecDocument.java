package dev.hourglass.experiments.yaml;

import dev.hourglass.internal.notation.Notation;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.protocol.Protocol;
import dev.hourglass.table.TableExperiment;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The YAML of a spec, of samples or of a table, before it is read as one of these.
public final class SpecDocument {
    private static final String WHAT = "a spec";
    private static final String KEYS = "the keys model and train";
    private static final String TABLE = "table";
    private static final String VERIFY = "verify";

    private final String name;
    private final String text;
    private final Map<String, Object> tree;

    private SpecDocument(String name, String text, Map<String, Object> tree) {
        this.name = name;
        this.text = text;
        this.tree = tree;
    }

    /// @throws SpecException if the file cannot be read or is no YAML, saying where and how to mend it
    public static SpecDocument read(Path file) {
        return parse(file.toString(), YamlText.read(file, WHAT));
    }

    /// @param name what messages call the text
    /// @throws SpecException if it is no YAML, saying where and how to mend it
    public static SpecDocument parse(String name, String yaml) {
        return new SpecDocument(name, yaml, YamlReader.readKeys(name, yaml, WHAT, KEYS));
    }

    /// The JSON Schema (2020-12) of specs of samples.
    public static Map<String, Object> schema() {
        return Notation.schema();
    }

    /// The JSON Schema (2020-12) of specs of tables.
    public static Map<String, Object> tableSchema() {
        return Notation.tableSchema();
    }

    /// Every value that is not its default by its path, such as `model.encoder.1.dense.units`, however the text says it.
    ///
    /// @throws SpecException if it is no experiment
    public Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        append(isOfTable() ? Notation.longFormOfTable(Notation.writeTable(table(List.of())))
                : Notation.longForm(Notation.write(experiment(List.of()))), "", values);
        return values;
    }

    private static void append(Object tree, String path, Map<String, String> values) {
        var prefix = path.isEmpty() ? "" : path + ".";
        switch (tree) {
            case Map<?, ?> map when !map.isEmpty() -> map.forEach((key, value) -> append(value, prefix + key, values));
            case List<?> list when !list.isEmpty() -> {
                for (int i = 0; i < list.size(); i++) append(list.get(i), prefix + (i + 1), values);
            }
            default -> values.put(path, String.valueOf(tree));
        }
    }

    /// Whether it describes a table.
    public boolean isOfTable() {
        return tree.containsKey(TABLE);
    }

    /// Reads an experiment on samples.
    ///
    /// @param overrides such as `train.epochs=20`, applied in order
    /// @throws SpecException if the result is no experiment, or one on a table
    public Experiment experiment(List<String> overrides) {
        if (tree.containsKey(VERIFY)) {
            throw new SpecException(name
                    + ": expected a spec, found a protocol; run it with hourglass verify, or remove the key verify");
        }
        if (isOfTable()) {
            throw new SpecException(name
                    + ": expected a spec for samples of one shape, found one of a table; train it with hourglass train");
        }
        requireNoMisspeltTable();
        return changed(overrides, Notation::longForm, Notation::read);
    }

    /// The YAML of an experiment: this document as it stands, comments included, if it is what it says, else the shortest that is.
    public String textOf(Experiment experiment) {
        return !isOfTable() && experiment(List.of()).equals(experiment) ? text : SpecFile.write(experiment);
    }

    /// A spec of a table is one by this key.
    private void requireNoMisspeltTable() {
        for (var key : tree.keySet()) {
            if (Suggestion.of(key, List.of(TABLE)).isPresent()) {
                throw new SpecException(
                        name + ": unknown key '" + FoundNames.printable(key) + "'; did you mean '" + TABLE + "'?");
            }
        }
    }

    /// Reads an experiment on a table.
    ///
    /// @param overrides such as `train.epochs=20`, applied in order
    /// @throws SpecException if the result is no experiment on a table
    public TableExperiment table(List<String> overrides) {
        return changed(overrides, Notation::longFormOfTable, Notation::readTable);
    }

    /// Reads a protocol.
    ///
    /// @param overrides such as `train.epochs=20`, applied in order
    /// @throws SpecException if the result is none
    public Protocol protocol(List<String> overrides) {
        return changed(overrides, Notation::longFormOfProtocol, Notation::readProtocol);
    }

    private <T> T changed(List<String> overrides, UnaryOperator<Map<String, Object>> longForm,
            Function<Map<String, Object>, T> read) {
        var changed = tree;
        for (var override : overrides) {
            changed = SpecOverride.parse(override).applyTo(longForm.apply(changed));
        }
        try {
            return read.apply(changed);
        } catch (SpecException e) {
            throw e.at(overrides.isEmpty() ? name : name + " with " + String.join(" ", overrides));
        }
    }

    /// The JSON Schema (2020-12) of protocols.
    public static Map<String, Object> protocolSchema() {
        return Notation.protocolSchema();
    }

    /// The shortest YAML that reads as this protocol.
    public static String write(Protocol protocol) {
        return YamlWriter.write(Notation.writeProtocol(protocol));
    }

    /// The shortest YAML that reads as this experiment; what nobody has to say is left out.
    public static String write(TableExperiment experiment) {
        return YamlWriter.write(Notation.writeTable(experiment));
    }
}
