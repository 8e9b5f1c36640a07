package dev.hourglass.experiments.yaml;

import dev.hourglass.interop.pytorch.TensorNames;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;

/// Names of tensors in another program's file, as YAML: `our name: their name`, one a line.
///
///     encoder.0.weight: fc1.weight
///     encoder.0.bias: fc1.bias
///     latent.weight: [fc_mu.weight, fc_logvar.weight]
///     latent.bias: [fc_mu.bias, fc_logvar.bias]
public final class TensorNamesFile {
    private static final String WHAT = "a map of names";
    private static final String KEYS = "lines such as encoder.0.weight: fc1.weight";

    private TensorNamesFile() {}

    /// Reads the names of a spec's tensors.
    ///
    /// @throws SpecException if the file cannot be read, is no YAML, or its names do not fit the spec, saying where and how
    ///     to mend it
    public static TensorNames read(Path file, Autoencoder spec) {
        return parse(file.toString(), YamlText.read(file, WHAT), spec);
    }

    /// Reads the names of a spec's tensors from text.
    ///
    /// @param name what messages call the text
    /// @throws SpecException if it is no YAML, or its names do not fit the spec, saying where and how to mend it
    public static TensorNames parse(String name, String yaml, Autoencoder spec) {
        var tree = YamlReader.readKeys(name, yaml, WHAT, KEYS);
        try {
            var theirs = new LinkedHashMap<String, List<String>>();
            tree.forEach((ours, value) -> theirs.put(ours, names(ours, value)));
            return TensorNames.of(spec, theirs);
        } catch (SpecException e) {
            throw e.at(name);
        }
    }

    private static List<String> names(String ours, Object value) {
        return switch (value) {
            case String name -> List.of(name);
            case List<?> list -> list.stream().map(element -> text(ours, element)).toList();
            default -> throw noName(ours, value);
        };
    }

    private static String text(String ours, Object element) {
        if (element instanceof String name) {
            return name;
        }
        throw noName(ours, element);
    }

    private static SpecException noName(String ours, Object found) {
        return new SpecException(
                String.format(Locale.ROOT,
                        "%s: expected the name of a tensor, found %s; write text, in quotes if it is a number", ours,
                        found));
    }
}
