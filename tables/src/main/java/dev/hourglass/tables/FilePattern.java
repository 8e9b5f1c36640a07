package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Patterns of paths: `*` and `?` within a name, `**` over folders, `[abc]` and `{a,b}`.
final class FilePattern {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");

    private FilePattern() {}

    static boolean isPattern(String location) {
        return SPECIAL.matcher(location).find();
    }

    /// The files that match, in order of their paths.
    static List<Path> matches(String pattern) {
        int special = SPECIAL.matcher(pattern).results().findFirst().orElseThrow().start();
        int separator = pattern.lastIndexOf('/', special);
        var folder = Path.of(separator < 0 ? "" : pattern.substring(0, Math.max(1, separator)));
        var matcher = matcher(pattern);
        if (!Files.isDirectory(folder)) {
            throw new DataException(pattern, String.format(Locale.ROOT, "expected a folder '%s', found none", folder));
        }
        int depth = pattern.contains("**") ? Integer.MAX_VALUE : 1 + (int) pattern.substring(special).chars()
                .filter(c -> c == '/').count();
        try (var files = Files.find(folder, depth, (file, kind) -> !kind.isDirectory() && matcher.matches(file))) {
            var found = files.sorted().toList();
            if (found.isEmpty()) {
                throw new DataException(pattern, "expected files that match, found none; check the pattern");
            }
            return found;
        } catch (IOException e) {
            throw new DataException(pattern, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        } catch (PatternSyntaxException e) {
            throw new DataException(pattern, "expected a file or a pattern, found an error: " + e.getDescription(), e);
        }
    }
}
