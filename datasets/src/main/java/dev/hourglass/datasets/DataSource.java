package dev.hourglass.datasets;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.eyes.Eyes;
import dev.hourglass.datasets.mnist.Mnist;
import dev.hourglass.spec.ImageSize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Data under the name by which a user asks for them.
///
/// @param name `mnist`, `eyes`, `eyes:COUNT` or an absolute path
/// @param parts all samples in their own order, or those to train on, those to test with and perhaps those to validate with
/// @param preprocessing what was done to the data beforehand
public record DataSource(String name, List<Dataset> parts, Optional<String> preprocessing) {
    private static final String MNIST = "mnist";
    private static final String EYES = "eyes";
    private static final Pattern COUNTED_EYES = Pattern.compile("eyes:(\\d{1,9})");
    private static final int USUAL_EYES = 4000;

    public DataSource {
        parts = List.copyOf(parts);
    }

    /// Data that are taken as they are.
    private DataSource(String name, List<Dataset> parts) {
        this(name, parts, Optional.empty());
    }

    /// @param nameOrPath the name of data that come with the program, or a path whose kind is recognised
    /// @param pictures how pictures are read
    /// @throws DataException where there is no such thing or it cannot be used
    public static DataSource open(String nameOrPath, ImageFolder.Options pictures) {
        if (nameOrPath.equals(MNIST)) {
            var mnist = Mnist.load();
            return new DataSource(MNIST, List.of(mnist.train(), mnist.test()));
        }
        var counted = COUNTED_EYES.matcher(nameOrPath);
        if (nameOrPath.equals(EYES) || counted.matches()) {
            var eyes = Eyes.split(nameOrPath.equals(EYES) ? USUAL_EYES : Integer.parseInt(counted.group(1)));
            return new DataSource(nameOrPath, List.of(eyes.train(), eyes.test()));
        }
        var path = Path.of(nameOrPath);
        if (!exists(nameOrPath)) {
            throw new DataException(
                    String.format(Locale.ROOT,
                            "%s: no such file or folder; the data that need no file are %s, %s and %s:COUNT",
                            nameOrPath, MNIST, EYES, EYES));
        }
        return new DataSource(
                path.toAbsolutePath().normalize().toString(),
                Datasets.parts(path, pictures),
                Datasets.pictures(path).flatMap(_ -> pictures.resize()).map(size -> preprocessing(size, pictures)));
    }

    /// Whether a name is known, or a path leads somewhere.
    public static boolean exists(String nameOrPath) {
        return nameOrPath.equals(MNIST) || nameOrPath.equals(EYES) || COUNTED_EYES.matcher(nameOrPath).matches()
                || Files.exists(Path.of(nameOrPath));
    }

    private static String preprocessing(ImageSize size, ImageFolder.Options pictures) {
        return String.format(Locale.ROOT, "pictures resized to %s, %s", size,
                pictures.colourMode().name().toLowerCase(Locale.ROOT));
    }

    /// What a user should be informed of: what was passed over in a folder of pictures, and which subfolders are its parts.
    public List<String> remarks() {
        var path = Path.of(name);
        return path.isAbsolute() ? Datasets.remarks(path) : List.of();
    }

    /// The folder that [#pictures] are in.
    public Path pictureFolder() {
        var path = Path.of(name);
        var parent = path.getParent();
        return Files.isDirectory(path) || parent == null ? path : parent;
    }

    /// Samples to judge a trained model by, beside those to train on; the only one, where there is one.
    public DataSplit evaluationSplit() {
        if (parts.size() == 1 && parts.getFirst().size() == 1) {
            return new DataSplit(parts.getFirst().slice(0, 0), parts.getFirst());
        }
        return split();
    }

    /// Samples to validate with, where the data have a part for it.
    public Optional<Dataset> validation() {
        return parts.size() > 2 ? Optional.of(parts.get(2)) : Optional.empty();
    }

    /// Samples to train on and to test with; about a tenth is held out where the data have no test part ([DataSplit#heldOut]).
    ///
    /// @throws DataException where there are fewer than two samples
    public DataSplit split() {
        return parts.size() == 1 ? DataSplit.heldOut(parts.getFirst()) : new DataSplit(parts.get(0), parts.get(1));
    }

    /// Whether the data come with the program: they are the same always, and so is their test part.
    public boolean isBuiltIn() {
        return !Path.of(name).isAbsolute();
    }

    /// The files that the samples come from, in the order of all parts; empty unless the data are pictures.
    public Optional<List<Path>> pictures() {
        return isBuiltIn() ? Optional.empty() : Datasets.pictures(Path.of(name));
    }
}
