package dev.hourglass.datasets;

import dev.hourglass.data.DataException;
import dev.hourglass.datasets.picture.PictureFormat;
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
/// @param passedOver what is in the folder and was not listed
record PictureListing(Path folder, List<Path> files, List<String> classes, PassedOver passedOver) {
    /// What systems write into folders that people look at.
    private static final Set<String> HIDDEN = Set.of("Thumbs.db", "desktop.ini");

    /// @throws DataException if there are no pictures, or some in the folder and some in subfolders
    static PictureListing of(Path folder) {
        var passedOver = new PassedOver(folder);
        var flat = pictures(folder, passedOver);
        var files = new ArrayList<Path>();
        var classes = new ArrayList<String>();
        for (var subfolder : entries(folder, Files::isDirectory)) {
            var found = pictures(subfolder, passedOver);
            boolean isNested = passedOver.addNested(entries(subfolder, Files::isDirectory));
            if (found.isEmpty() && !isNested) {
                passedOver.addEmpty(subfolder);
            }
            for (var file : found) {
                files.add(file);
                classes.add(nameOf(subfolder));
            }
        }
        if (flat.isEmpty() && files.isEmpty()) {
            throw new DataException(folder,
                    String.format(Locale.ROOT, "expected pictures (%s) in the folder or its subfolders, found none%s",
                            PictureFormat.NAMES, passedOver.sentence().map(text -> "; " + text).orElse("")));
        }
        if (!flat.isEmpty() && !files.isEmpty()) {
            throw new DataException(folder,
                    String.format(Locale.ROOT,
                            "expected all pictures in the folder or all in subfolders, found %s and %s",
                            folder.relativize(flat.getFirst()), folder.relativize(files.getFirst())));
        }
        return flat.isEmpty() ? new PictureListing(folder, files, classes, passedOver)
                : new PictureListing(folder, flat, List.of(), passedOver);
    }

    /// One file alone.
    static PictureListing ofFile(Path file) {
        var folder = file.toAbsolutePath().normalize().getParent();
        var root = folder == null ? file : folder;
        return new PictureListing(root, List.of(file), List.of(), new PassedOver(root));
    }

    /// The paths of the files within a folder that this one is in, or is, with `/` between the parts.
    List<String> names(Path root) {
        return files.stream()
                .map(file -> root.relativize(root.isAbsolute() ? file.toAbsolutePath().normalize() : file))
                .map(path -> String.join("/", parts(path)))
                .toList();
    }

    private static List<String> parts(Path path) {
        return StreamSupport.stream(path.spliterator(), false).map(Path::toString).toList();
    }

    private static List<Path> pictures(Path folder, PassedOver passedOver) {
        var files = entries(folder, Files::isRegularFile);
        files.stream().filter(file -> !isPicture(file)).forEach(passedOver::addFile);
        return files.stream().filter(PictureListing::isPicture).toList();
    }

    /// All but hidden ones, by name.
    static List<Path> entries(Path folder, Predicate<Path> wanted) {
        var entries = new ArrayList<Path>();
        try (var all = Files.newDirectoryStream(folder)) {
            for (var entry : all) {
                if (!isHidden(entry) && wanted.test(entry)) entries.add(entry);
            }
        } catch (IOException | DirectoryIteratorException e) {
            throw new DataException(folder, "the folder cannot be read: " + e.getMessage(), e);
        }
        entries.sort(Comparator.comparing(PictureListing::nameOf));
        return entries;
    }

    private static boolean isHidden(Path path) {
        return nameOf(path).startsWith(".") || HIDDEN.contains(nameOf(path));
    }

    /// By its extension.
    static boolean isPicture(Path file) {
        var name = nameOf(file);
        return PictureFormat.isExtension(name.substring(name.lastIndexOf('.') + 1));
    }

    static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }
}
