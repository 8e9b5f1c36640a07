package dev.hourglass.internal.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What data are called that come from a file or folder.
public final class FileName {
    private static final Pattern EXTENSION = Pattern.compile("(?<=.)(\\.[^.]*)?(\\.gz)?$");

    private FileName() {}

    /// The name of a folder, also for `.` and the like, or of a file without its extension.
    public static String withoutExtension(Path path) {
        var last = path.toAbsolutePath().normalize().getFileName();
        var name = last == null ? path.toString() : last.toString();
        return Files.isDirectory(path) ? name : EXTENSION.matcher(name).replaceFirst("");
    }
}
