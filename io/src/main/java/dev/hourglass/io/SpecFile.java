package dev.hourglass.io;

import dev.hourglass.internal.notation.Notation;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/// Experiments as YAML files. A file and an [Experiment] say the same: `parse(write(x))` equals `x`.
public final class SpecFile {
    /// A longer file is refused.
    public static final int MAX_BYTES = 1 << 20;

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
        return parse(file.toString(), text(file), overrides);
    }

    /// Reads an experiment from text and changes some of its values.
    ///
    /// @param name what messages call the text
    /// @param overrides such as `train.epochs=20`, `model.encoder.1.dense.units=40` (layers count from 1) or
    ///     `train.optimizer={sgd: 0.1}`, applied in order; the value is YAML
    /// @throws SpecException if the result is no experiment, saying where and how to mend it
    public static Experiment parse(String name, String yaml, List<String> overrides) {
        if (yaml.length() > MAX_BYTES) {
            throw tooLong(name);
        }
        var tree = YamlReader.readKeys(name, yaml);
        for (var override : overrides) {
            tree = SpecOverride.parse(override).applyTo(tree);
        }
        try {
            return Notation.read(tree);
        } catch (SpecException trouble) {
            throw trouble.at(overrides.isEmpty() ? name : name + " with " + String.join(" ", overrides));
        }
    }

    /// The shortest YAML that reads as this experiment; what equals its default is left out.
    public static String write(Experiment experiment) {
        return YamlWriter.write(Notation.write(experiment));
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new SpecException(file + ": expected a YAML file, found a directory");
        }
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException _) {
            throw new SpecException(file + ": no such file");
        } catch (IOException trouble) {
            throw new SpecException("%s: cannot be read: %s".formatted(file, trouble.getMessage()));
        }
        if (bytes.length > MAX_BYTES) {
            throw tooLong(file.toString());
        }
        var buffer = ByteBuffer.wrap(bytes);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(buffer).toString();
        } catch (CharacterCodingException _) {
            throw new SpecException("%s: expected text in UTF-8, found other bytes at offset %d; save it as UTF-8"
                    .formatted(file, buffer.position()));
        }
    }

    private static SpecException tooLong(String name) {
        return new SpecException(
                "%s: expected at most %d bytes, found more; is this a spec?".formatted(name, MAX_BYTES));
    }
}
