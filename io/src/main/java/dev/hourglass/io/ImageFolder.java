package dev.hourglass.io;

import dev.hourglass.data.ClassOrder;
import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// A folder of PNG, JPEG, GIF (the first picture of each) and BMP files as a dataset.
///
/// Either the pictures lie in the folder itself and have no labels, or each of its subfolders is a class: the
/// subfolders in the order of [ClassOrder] are the labels 0, 1 and so on, with their names. Samples are in the order of
/// subfolder and file name, and are called by their path within the folder. Files that are not pictures by their extension, and files and folders whose name begins with a dot, are
/// passed over.
///
/// Transparent pixels are laid on white. Colours become grey by the luma of ITU-R BT.601.
public final class ImageFolder {
    /// The longest array that every JVM can allocate.
    private static final long MAX_BYTES = Integer.MAX_VALUE - 16;

    private static final int COLOURS = 3;

    private final Options options;
    private final Path root;
    private final List<PictureListing> parts;

    private ImageFolder(Options options, Path root, List<PictureListing> parts) {
        this.options = options;
        this.root = root;
        this.parts = parts;
    }

    /// Whether samples have one channel or three.
    public enum ColourMode {
        /// Grey if every pixel of every picture is grey, else colour.
        AUTO,
        /// `[height, width, 1]`
        GREY,
        /// `[height, width, 3]`: red, green, blue
        COLOUR
    }

    /// @param resize the size that every picture is brought to, whatever its proportions; without it all pictures must
    ///         be of one size
    public record Options(ColourMode colourMode, Optional<ImageSize> resize) {
        /// As the files are.
        public static final Options DEFAULT = new Options(ColourMode.AUTO, Optional.empty());
    }

    /// Reads the pictures as they are.
    ///
    /// @throws DataException if there are none, one cannot be decoded, or they differ in size
    public static Dataset read(Path folder) {
        return read(folder, Options.DEFAULT);
    }

    /// @throws DataException if there are no pictures, one cannot be decoded, or they differ in size and are not
    ///         resized
    public static Dataset read(Path folder, Options options) {
        return new ImageFolder(options, folder, List.of(PictureListing.of(folder))).datasets(Datasets.nameOf(folder))
                .getFirst();
    }

    /// Reads the subfolders `train` and `test`, each as [#read(Path, Options)] does, with one size, one colour mode and
    /// one list of classes for both.
    ///
    /// @throws DataException if either has no pictures, one cannot be decoded, or they differ in size and are not
    ///         resized
    public static DataSplit readSplit(Path folder, Options options) {
        var parts = List.of(PictureListing.of(folder.resolve("train")), PictureListing.of(folder.resolve("test")));
        var datasets = new ImageFolder(options, folder, parts).datasets(Datasets.nameOf(folder));
        return new DataSplit(datasets.getFirst(), datasets.getLast());
    }

    private List<Dataset> datasets(String name) {
        var size = options.resize().orElseGet(this::commonSize);
        for (var part : parts) requireRoom(part, shape(size, options.colourMode() == ColourMode.COLOUR ? COLOURS : 1));
        var decoded = parts.stream().map(part -> part.files().stream().map(this::decode).toList()).toList();
        boolean colour = decoded.stream().flatMap(Collection::stream).anyMatch(Pixels::isColour);
        var shape = shape(size, colour || options.colourMode() == ColourMode.COLOUR ? COLOURS : 1);
        var classes = classes();
        var datasets = new ArrayList<Dataset>();
        for (int i = 0; i < parts.size(); i++) {
            requireRoom(parts.get(i), shape);
            var part = parts.get(i);
            var pictures = decoded.get(i);
            datasets.add(Dataset.ofBytes(
                    name, shape, pictures.size(),
                    (picture, into, at) -> pictures.get(picture).copyTo(into, at, shape.channels()),
                    labels(part, classes)).withSampleNames(part.names(root)));
        }
        return datasets;
    }

    private ImageSize commonSize() {
        var first = parts.getFirst().files().getFirst();
        var expected = PictureFile.size(first);
        for (var part : parts) {
            for (var file : part.files()) {
                var found = PictureFile.size(file);
                if (!found.equals(expected)) {
                    throw new DataException(file,
                            "expected a picture of size %s like %s, found %s; resize all to one size, or remove it"
                                    .formatted(expected, first, found));
                }
            }
        }
        return expected;
    }

    private Pixels decode(Path file) {
        var pixels = PictureFile.decode(file);
        if (options.colourMode() == ColourMode.GREY) pixels = pixels.toGrey();
        return options.resize().isPresent() ? Resampling.resize(pixels, options.resize().get()) : pixels;
    }

    private Shape shape(ImageSize size, int channels) {
        try {
            return Shape.of(size.height(), size.width(), channels);
        } catch (SpecException unusable) {
            throw new DataException(parts.getFirst().folder(),
                    "the pictures are too large: %s; give a smaller size that they are resized to"
                            .formatted(unusable.getMessage()),
                    unusable);
        }
    }

    private static void requireRoom(PictureListing part, Shape shape) {
        long bytes = (long) part.files().size() * shape.size();
        if (bytes > MAX_BYTES) {
            throw new DataException(part.folder(),
                    "%d pictures of shape %s are %d bytes, expected at most %d; give a smaller size to resize them to"
                            .formatted(part.files().size(), shape, bytes, MAX_BYTES));
        }
    }

    private List<String> classes() {
        var classes = new TreeSet<>(ClassOrder.INSTANCE);
        for (var part : parts) classes.addAll(part.classes());
        return List.copyOf(classes);
    }

    private static Optional<Labels> labels(PictureListing part, List<String> classes) {
        if (part.classes().isEmpty()) return Optional.empty();
        return Optional.of(Labels.ofNames(part.classes(), classes));
    }
}
