package dev.hourglass.cli.command;

import dev.hourglass.data.DataException;
import dev.hourglass.datasets.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/// What the files of written pictures are called.
///
/// @param files for each picture a path within the folder that is written to
/// @param sources files that are read and must stay as they are
record PictureNames(List<Path> files, List<Path> sources) {
    private static final int FEWEST_DIGITS = 5;

    PictureNames {
        files = List.copyOf(files);
        sources = List.copyOf(sources);
    }

    /// Those of a folder's pictures if all of them are used, else numbers.
    static PictureNames of(DataSource source, PartOption part, int samples) {
        var files = source.pictures();
        return files.isPresent() && part.isAll()
                ? like(source.pictureFolder(), files.get())
                : numbered(samples, files.orElse(List.of()));
    }

    /// `00000.png` and so on.
    static PictureNames numbered(int count, List<Path> sources) {
        int digits = Math.max(FEWEST_DIGITS, Integer.toString(count).length());
        return new PictureNames(
                IntStream.range(0, count).mapToObj(i -> Path.of(("%0" + digits + "d.png").formatted(i))).toList(),
                sources);
    }

    /// The names of other pictures, with `.png` in place of their extension, in the same subfolders.
    ///
    /// @param folder that all of them are in
    /// @throws DataException where two names would be the same
    static PictureNames like(Path folder, List<Path> sources) {
        var names = new LinkedHashMap<Path, Path>();
        for (var source : sources) {
            var inside = folder.relativize(source);
            var png = png(inside);
            var other = names.putIfAbsent(png, inside);
            if (other != null) {
                throw new DataException(
                        folder, "%s and %s would both become %s; rename one of them".formatted(other, inside, png));
            }
        }
        return new PictureNames(List.copyOf(names.keySet()), sources);
    }

    private static Path png(Path picture) {
        var name = String.valueOf(picture.getFileName());
        return picture.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".png");
    }

    /// Refuses a folder in which a picture that is read would be written over.
    ///
    /// @param option that names the folder
    /// @throws DataException naming the first such picture
    void requireFree(String option, Path folder) throws IOException {
        var read = new HashSet<Path>();
        for (var source : sources) {
            read.add(source.toRealPath());
        }
        for (var file : files) {
            var written = folder.resolve(file);
            if (Files.exists(written) && read.contains(written.toRealPath())) {
                throw new DataException("%s %s: would overwrite %s, one of the input pictures; choose "
                        .formatted(option, folder, written) + "another folder");
            }
        }
    }
}
