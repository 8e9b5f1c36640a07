package dev.hourglass.experiments.yaml;

import dev.hourglass.internal.notation.Notation;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.List;

/// Experiments as YAML files. A file and an [Experiment] say the same: `parse(write(x))` equals `x`.
public final class SpecFile {
    /// A longer file is refused.
    public static final int MAX_BYTES = YamlText.MAX_BYTES;

    private SpecFile() {}

    /// Reads an experiment.
    ///
    /// @throws SpecException if the file cannot be read or is no experiment, saying where and how to mend it
    public static Experiment read(Path file) {
        return read(file, List.of());
    }

    /// Reads an experiment and changes some of its values.
    ///
    /// @param overrides as in [#parse(String,String,List)]
    /// @throws SpecException if the file cannot be read or the result is no experiment, saying where and how to mend it
    public static Experiment read(Path file, List<String> overrides) {
        return SpecDocument.read(file).experiment(overrides);
    }

    /// Reads an experiment from text and changes some of its values.
    ///
    /// @param name what messages call the text
    /// @param overrides such as `train.epochs=20`, `model.encoder.1.dense.units=40` (layers count from 1) or
    ///     `train.optimizer={sgd: 0.1}`, applied in order; the value is YAML
    /// @throws SpecException if the result is no experiment, saying where and how to mend it
    public static Experiment parse(String name, String yaml, List<String> overrides) {
        return SpecDocument.parse(name, yaml).experiment(overrides);
    }

    /// The shortest YAML that reads as this experiment; what equals its default is left out.
    public static String write(Experiment experiment) {
        return YamlWriter.write(Notation.write(experiment));
    }
}
