package dev.hourglass.app.run;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.io.Datasets;
import dev.hourglass.io.ImageFolder;
import dev.hourglass.io.eyes.Eyes;
import dev.hourglass.mnist.Mnist;
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
/// @param parts all samples in their own order, or those to train on and those to test with
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
    /// @param pictures how a folder of pictures is read
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
                    "%s: no such file or folder; the data that need no file are %s, %s and %s:COUNT"
                            .formatted(nameOrPath, MNIST, EYES, EYES));
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
        return "pictures resized to %s, %s"
                .formatted(size, pictures.colourMode().name().toLowerCase(Locale.ROOT));
    }

    /// Samples to train on and to test with; about a tenth is held out where the data have no test part ([DataSplit#heldOut]).
    ///
    /// @throws DataException where there are fewer than two samples
    public DataSplit split() {
        return parts.size() == 1 ? DataSplit.heldOut(parts.getFirst()) : new DataSplit(parts.get(0), parts.get(1));
    }

    /// The files that the samples come from, in the order of all parts; empty unless the data are a folder of pictures.
    public Optional<List<Path>> pictures() {
        var path = Path.of(name);
        return path.isAbsolute() ? Datasets.pictures(path) : Optional.empty();
    }
}
