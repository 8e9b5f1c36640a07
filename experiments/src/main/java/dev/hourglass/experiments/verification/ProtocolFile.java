package dev.hourglass.experiments.verification;

import dev.hourglass.data.DataException;
import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.protocol.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A protocol under the name of its file.
public record ProtocolFile(String name, Protocol protocol) {
    private static final String SUFFIX = ".yaml";

    /// Every protocol of a folder, in the order of their names.
    ///
    /// @throws DataException if there is no such folder, or none in it
    /// @throws SpecException if a file is no protocol, saying where and how to mend it
    public static List<ProtocolFile> all(Path folder, List<String> overrides) {
        var names = names(folder);
        if (names.isEmpty()) {
            throw new DataException(folder, "expected protocols, files NAME.yaml, found none");
        }
        return names.stream().map(name -> read(folder, name, overrides)).toList();
    }

    /// One protocol of a folder.
    ///
    /// @param overrides such as `train.epochs=20`, applied in order
    /// @throws DataException if the folder has no protocol of this name
    /// @throws SpecException if the file is no protocol, saying where and how to mend it
    public static ProtocolFile read(Path folder, String name, List<String> overrides) {
        var names = names(folder);
        if (!names.contains(name)) {
            throw new DataException(folder,
                    String.format(Locale.ROOT, "expected the name of a protocol (%s), found '%s'%s",
                            names.isEmpty() ? "there is none" : String.join(", ", names), FoundNames.printable(name),
                            Suggestion.of(name, names).map(near -> "; did you mean '" + near + "'?").orElse("")));
        }
        return new ProtocolFile(name, SpecDocument.read(folder.resolve(name + SUFFIX)).protocol(overrides));
    }

    private static List<String> names(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder,
                    "no such folder of protocols; run this in the project's folder, or name another one with --protocols");
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length())).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
