package dev.hourglass.io;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Idx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Data files and folders of every kind that is understood, recognised by what they hold.
public final class Datasets {
    private static final String UNDERSTOOD = "expected a folder of pictures, a folder with train and test folders of "
            + "pictures, a folder with the four MNIST files, an NPY file or an IDX file of pictures";
    private static final String TRAIN = "train";
    private static final String TEST = "test";
    private static final String TRAIN_IMAGES = "train-images-idx3-ubyte";
    private static final Pattern EXTENSION = Pattern.compile("(?<=.)(\\.[^.]*)?(\\.gz)?$");
    private static final int GZIP_MAGIC = 0x1f8b;

    private Datasets() {}

    /// Opens pictures as they are, and everything else.
    ///
    /// @throws DataException if there is nothing, or nothing that is understood
    public static DataSplit open(Path path) {
        return open(path, ImageFolder.Options.DEFAULT);
    }

    /// Opens one of
    ///
    /// - a folder with MNIST's `train-images-idx3-ubyte`, `train-labels-idx1-ubyte`, `t10k-images-idx3-ubyte` and
    ///   `t10k-labels-idx1-ubyte`, each with or without `.gz`,
    /// - a folder with the subfolders `train` and `test`, each as [ImageFolder] reads it,
    /// - any other folder as [ImageFolder] reads it,
    /// - a file that [Npy] reads,
    /// - a file of pictures that [Idx] reads.
    ///
    /// Where there is no test part, about a tenth of the samples is held out ([DataSplit#heldOut]).
    ///
    /// @param options for folders of pictures
    /// @throws DataException if there is nothing, or nothing that is understood
    public static DataSplit open(Path path, ImageFolder.Options options) {
        var parts = parts(path, options);
        return parts.size() == 1 ? DataSplit.heldOut(parts.getFirst()) : new DataSplit(parts.get(0), parts.get(1));
    }

    /// The same data as they come, in their own order: all samples, or those to train on and those to test with where the
    /// data say which is which.
    ///
    /// @param options for folders of pictures
    /// @throws DataException if there is nothing, or nothing that is understood
    public static List<Dataset> parts(Path path, ImageFolder.Options options) {
        if (!Files.exists(path)) {
            throw new DataException(path, "no such file or folder");
        }
        return Files.isDirectory(path) ? openFolder(path, options) : List.of(openFile(path));
    }

    /// The files of the samples of [#parts], in the order of all samples; empty where the data are no folder of pictures.
    ///
    /// @throws DataException if there are no pictures in a folder, or it cannot be read
    public static Optional<List<Path>> pictures(Path path) {
        if (!Files.isDirectory(path) || withOrWithoutGz(path, TRAIN_IMAGES).isPresent()) {
            return Optional.empty();
        }
        var folders = hasParts(path) ? List.of(path.resolve(TRAIN), path.resolve(TEST)) : List.of(path);
        return Optional.of(folders.stream().flatMap(folder -> PictureListing.of(folder).files().stream()).toList());
    }

    private static boolean hasParts(Path folder) {
        return Files.isDirectory(folder.resolve(TRAIN)) && Files.isDirectory(folder.resolve(TEST));
    }

    /// The name of a folder, also for `.` and the like, or of a file without its extension.
    static String nameOf(Path path) {
        var last = path.toAbsolutePath().normalize().getFileName();
        var name = last == null ? path.toString() : last.toString();
        return Files.isDirectory(path) ? name : EXTENSION.matcher(name).replaceFirst("");
    }

    private static List<Dataset> openFolder(Path folder, ImageFolder.Options options) {
        if (withOrWithoutGz(folder, TRAIN_IMAGES).isPresent()) {
            return List.of(
                    idx(folder, TRAIN_IMAGES, "train-labels-idx1-ubyte"),
                    idx(folder, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"));
        }
        if (hasParts(folder)) {
            var split = ImageFolder.readSplit(folder, options);
            return List.of(split.train(), split.test());
        }
        return List.of(ImageFolder.read(folder, options));
    }

    private static Dataset idx(Path folder, String images, String labels) {
        var classes = Idx.labels(required(folder, labels));
        return Idx.images(nameOf(folder), required(folder, images), Optional.of(classes));
    }

    private static Path required(Path folder, String name) {
        return withOrWithoutGz(folder, name).orElseThrow(() -> new DataException(folder,
                "expected %s or %s.gz beside %s, found neither".formatted(name, name, TRAIN_IMAGES)));
    }

    private static Optional<Path> withOrWithoutGz(Path folder, String name) {
        return Optional.of(folder.resolve(name)).filter(Files::isRegularFile)
                .or(() -> Optional.of(folder.resolve(name + ".gz")).filter(Files::isRegularFile));
    }

    private static Dataset openFile(Path file) {
        int magic = firstTwoBytes(file);
        if (magic == (0x93 << 8 | 'N') || file.toString().toLowerCase(Locale.ROOT).endsWith(".npy"))
            return Npy.read(file);
        if (magic == 0 || magic == GZIP_MAGIC) return Idx.images(nameOf(file), file, Optional.empty());
        throw new DataException(file, UNDERSTOOD + ", found another kind of file");
    }

    /// As one number, or -1 if there are fewer.
    private static int firstTwoBytes(Path file) {
        try (var in = Files.newInputStream(file)) {
            int first = in.read();
            int second = in.read();
            return second < 0 ? -1 : first << 8 | second;
        } catch (IOException trouble) {
            throw new DataException(file, "cannot be read: " + trouble.getMessage(), trouble);
        }
    }
}
