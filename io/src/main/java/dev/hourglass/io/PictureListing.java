package dev.hourglass.io;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/// The picture files of a folder, in the order of subfolder and file name.
///
/// @param files at least one
/// @param classes for each file the name of its subfolder; empty if the files lie in the folder itself
record PictureListing(Path folder, List<Path> files, List<String> classes) {
    private static final Set<String> EXTENSIONS = Set.of("png", "jpg", "jpeg", "gif", "bmp");

    /// @throws DataException if there are no pictures, or some in the folder and some in subfolders
    static PictureListing of(Path folder) {
        var flat = pictures(folder);
        var files = new ArrayList<Path>();
        var classes = new ArrayList<String>();
        for (var subfolder : entries(folder, Files::isDirectory)) {
            for (var file : pictures(subfolder)) {
                files.add(file);
                classes.add(nameOf(subfolder));
            }
        }
        if (flat.isEmpty() && files.isEmpty()) {
            throw new DataException(folder,
                    "expected pictures (PNG, JPEG, GIF or BMP) in the folder or its subfolders, found none");
        }
        if (!flat.isEmpty() && !files.isEmpty()) {
            throw new DataException(folder, "expected all pictures in the folder or all in subfolders, found %s and %s"
                    .formatted(folder.relativize(flat.getFirst()), folder.relativize(files.getFirst())));
        }
        return flat.isEmpty() ? new PictureListing(folder, files, classes)
                : new PictureListing(folder, flat, List.of());
    }

    /// The paths of the files within a folder that this one is in, or is, with `/` between the parts.
    List<String> names(Path root) {
        return files.stream().map(file -> String.join("/", parts(root.relativize(file)))).toList();
    }

    private static List<String> parts(Path path) {
        return StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
    }

    private static List<Path> pictures(Path folder) {
        return entries(folder, file -> Files.isRegularFile(file) && isPicture(nameOf(file)));
    }

    private static List<Path> entries(Path folder, Predicate<Path> wanted) {
        var entries = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder)) {
            for (var entry : all) {
                if (!nameOf(entry).startsWith(".") && wanted.test(entry)) entries.add(entry);
            }
        } catch (IOException | DirectoryIteratorException trouble) {
            throw new DataException(folder, "the folder cannot be read: " + trouble.getMessage(), trouble);
        }
        entries.sort(Comparator.comparing(PictureListing::nameOf));
        return entries;
    }

    private static boolean isPicture(String name) {
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
