package dev.hourglass.datasets;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What lies in a folder of pictures and is not read, so that a user can be informed of it.
final class PassedOver {
    private static final int MOST_NAMES = 3;

    private final Path folder;
    /// How many files of each extension.
    private final TreeMap<String, Integer> files = new TreeMap<>();
    private final List<String> nested = new ArrayList<>();
    private long nestedPictures;
    private final List<String> empty = new ArrayList<>();
    private final List<String> beside = new ArrayList<>();

    PassedOver(Path folder) {
        this.folder = folder;
    }

    /// A file that is no picture by its extension.
    void addFile(Path file) {
        var name = PictureListing.nameOf(file);
        int dot = name.lastIndexOf('.');
        files.merge(dot < 1 ? "without extension" : name.substring(dot).toLowerCase(Locale.ROOT), 1, Integer::sum);
    }

    /// Folders below a class, of which those with pictures count.
    ///
    /// @return whether there are pictures in them
    boolean addNested(List<Path> folders) {
        long before = nestedPictures;
        for (var below : folders) {
            long pictures = pictures(below);
            if (pictures > 0) {
                nested.add(within(below));
                nestedPictures += pictures;
            }
        }
        return nestedPictures > before;
    }

    /// A folder in which there is no picture.
    void addEmpty(Path path) {
        empty.add(within(path));
    }

    /// A file or folder beside those of the parts.
    void addBeside(Path path) {
        beside.add(within(path));
    }

    private static long pictures(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.filter(PictureListing::isPicture).filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new DataException(folder, "the folder cannot be read: " + e.getMessage(), e);
        }
    }

    private String within(Path path) {
        return folder.relativize(path).toString();
    }

    /// What was passed over, and why; empty if nothing was.
    Optional<String> sentence() {
        var reasons = new ArrayList<String>();
        int count = files.values().stream().mapToInt(Integer::intValue).sum();
        if (count > 0) {
            reasons.add(String.format(Locale.ROOT, "%,d %s (%s)", count,
                    count == 1 ? "file that is not a picture" : "files that are not pictures",
                    names(files.keySet())));
        }
        if (nestedPictures > 0) {
            reasons.add(String.format(Locale.ROOT, "%,d %s in folders below a class (%s)", nestedPictures,
                    nestedPictures == 1 ? "picture" : "pictures", names(nested)));
        }
        if (!empty.isEmpty()) {
            reasons.add(String.format(Locale.ROOT, "%,d %s without pictures (%s)", empty.size(),
                    empty.size() == 1 ? "folder" : "folders", names(empty)));
        }
        if (!beside.isEmpty()) {
            reasons.add(String.format(Locale.ROOT, "other files and folders (%s)", names(beside)));
        }
        return reasons.isEmpty() ? Optional.empty() : Optional.of("skipped " + String.join(", ", reasons));
    }

    private static String names(Collection<String> names) {
        return names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "))
                + (names.size() > MOST_NAMES ? ", ..." : "");
    }
}
