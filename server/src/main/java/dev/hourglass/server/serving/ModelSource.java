package dev.hourglass.server.serving;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A model file and the name under which it is served.
///
/// @param name letters, digits, `-`, `_` and `.`, not first a point
public record ModelSource(String name, Path file) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final String EXTENSION = ".hourglass";
    private static final String IN_RUN = "model" + EXTENSION;

    public ModelSource {
        if (!NAME.matcher(name).matches()) {
            throw new DataException(
                    "%s: expected a name of letters, digits, '-', '_' and '.', found '%s'; give it one by NAME=FILE"
                            .formatted(file, name));
        }
    }

    /// The models that arguments name.
    ///
    /// @param arguments each a model file, `NAME=FILE`, or a folder: of it all files that end with `.hourglass`, and of run folders in it
    ///     `model.hourglass`
    /// @throws DataException if a file or folder is missing, a folder has no model, or two models have one name
    public static List<ModelSource> of(List<String> arguments) {
        var sources = arguments.stream().flatMap(argument -> sources(argument).stream()).toList();
        var files = new HashMap<String, Path>();
        for (var source : sources) {
            var other = files.put(source.name(), source.file());
            if (other != null) {
                throw new DataException(
                        "expected a name for each model, found '%s' for %s and for %s; give one another name by NAME=FILE"
                                .formatted(source.name(), other, source.file()));
            }
        }
        return sources;
    }

    private static List<ModelSource> sources(String argument) {
        var path = Path.of(argument);
        if (Files.isDirectory(path)) {
            return inFolder(path);
        }
        int split = argument.indexOf('=');
        if (split > 0 && !Files.exists(path)) {
            return List.of(new ModelSource(argument.substring(0, split), Path.of(argument.substring(split + 1))));
        }
        return List.of(new ModelSource(nameOf(path), path));
    }

    private static List<ModelSource> inFolder(Path folder) {
        var found = new ArrayList<Path>();
        try (Stream<Path> children = Files.list(folder)) {
            for (var child : children.sorted(Comparator.comparing(Path::toString)).toList()) {
                if (Files.isRegularFile(child.resolve(IN_RUN))) {
                    found.add(child.resolve(IN_RUN));
                } else if (Files.isRegularFile(child) && child.toString().endsWith(EXTENSION)) {
                    found.add(child);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (found.isEmpty()) {
            throw new DataException(folder, "expected model files (*.hourglass) or run folders, found none");
        }
        return found.stream().map(file -> new ModelSource(nameOf(file), file)).toList();
    }

    /// A run's model is called as its folder.
    private static String nameOf(Path file) {
        var own = file.getFileName().toString();
        var folder = file.toAbsolutePath().normalize().getParent();
        if (own.equals(IN_RUN) && folder != null && folder.getFileName() != null) {
            return folder.getFileName().toString();
        }
        return own.endsWith(EXTENSION) ? own.substring(0, own.length() - EXTENSION.length()) : own;
    }
}
