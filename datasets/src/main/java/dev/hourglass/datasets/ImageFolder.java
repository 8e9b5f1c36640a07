package dev.hourglass.datasets;

import dev.hourglass.data.ClassOrder;
import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.datasets.picture.PictureFile;
import dev.hourglass.datasets.picture.PictureSample;
import dev.hourglass.datasets.picture.Pixels;
import dev.hourglass.datasets.picture.Resampling;
import dev.hourglass.internal.text.FileName;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// Picture files as a dataset: PNG, JPEG, GIF (the first picture of each), BMP, TIFF and WebP.
///
/// Either the pictures lie in a folder itself and have no labels, or each of its subfolders is a class: the
/// subfolders in the order of [ClassOrder] are the labels 0, 1 and so on, with their names. Samples are in the order of
/// subfolder and file name, and are called by their path within the folder. Files that are not pictures by their
/// extension, folders below a class, and files and folders whose name begins with a dot are passed over.
///
/// Pictures are turned upright, as their EXIF data or TIFF's own tag say. Transparent pixels are laid on white. Colours
/// are those of sRGB, also where a file brings a profile of its own or has the inks CMYK; they become grey by the luma of
/// ITU-R BT.601. Levels keep their 8 or 16 bits; if any picture has 16, the dataset has.
public final class ImageFolder {
    /// The longest array that every JVM can allocate.
    private static final long MAX_VALUES = Integer.MAX_VALUE - 16;

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
        /// As the model wants them; without a model, grey if every pixel of every picture is grey, else colour.
        AUTO,
        /// `[height, width, 1]`
        GREY,
        /// `[height, width, 3]`: red, green, blue
        COLOUR
    }

    /// @param resize the size that every picture is brought to, whatever its proportions; without it all pictures must
    ///         be of one size
    /// @param input of the model that the pictures are read for; with [ColourMode#AUTO] it decides between grey and colour
    public record Options(ColourMode colourMode, Optional<ImageSize> resize, Optional<Shape> input) {
        /// As the files are.
        public static final Options DEFAULT = new Options(ColourMode.AUTO, Optional.empty());

        /// For no model in particular.
        public Options(ColourMode colourMode, Optional<ImageSize> resize) {
            this(colourMode, resize, Optional.empty());
        }

        /// As the files are, with the channels of a model's input: grey pictures become colour ones for a model of
        /// colours.
        public static Options of(Shape input) {
            return new Options(ColourMode.AUTO, Optional.empty(), Optional.of(input));
        }
    }

    /// Reads the pictures as they are.
    ///
    /// @throws DataException if there are none, one cannot be decoded, or they differ in size
    public static Dataset read(Path folder) {
        return read(folder, Options.DEFAULT);
    }

    /// @param path of a folder, or of one picture
    /// @throws DataException if there are no pictures, one cannot be decoded, they differ in size and are not
    ///         resized, or do not fit the model
    public static Dataset read(Path path, Options options) {
        var listing = Files.isDirectory(path) ? PictureListing.of(path) : PictureListing.ofFile(path);
        return read(FileName.withoutExtension(path), listing.folder(), List.of(listing), options).getFirst();
    }

    /// Reads several folders, with one size, one colour mode and one list of classes for all.
    ///
    /// @param root the folder that all are in, or are; samples are called by their paths within it
    static List<Dataset> read(String name, Path root, List<PictureListing> parts, Options options) {
        return new ImageFolder(options, root, parts).datasets(name);
    }

    private List<Dataset> datasets(String name) {
        var decoded = decoded();
        var all = decoded.stream().flatMap(List::stream).toList();
        var size = all.getFirst().size();
        var shape = shape(size, channels(size, all));
        boolean isDeep = all.stream().anyMatch(pixels -> pixels.bits() == Short.SIZE);
        var classes = classes();
        var datasets = new ArrayList<Dataset>();
        for (int i = 0; i < parts.size(); i++) {
            requireRoom(parts.get(i), shape);
            datasets.add(dataset(name, shape, isDeep, decoded.get(i), labels(parts.get(i), classes))
                    .withSampleNames(parts.get(i).names(root)));
        }
        return datasets;
    }

    private static Dataset dataset(
            String name, Shape shape, boolean isDeep, List<Pixels> pictures, Optional<Labels> labels) {
        int channels = shape.channels();
        return isDeep
                ? Dataset.ofShorts(name, shape, pictures.size(),
                        (picture, into) -> pictures.get(picture).copyTo(into, channels), labels)
                : Dataset.ofBytes(name, shape, pictures.size(),
                        (picture, into) -> pictures.get(picture).copyTo(into, channels), labels);
    }

    private List<List<Pixels>> decoded() {
        var decoded = new ArrayList<List<Pixels>>();
        Optional<ImageSize> expected = Optional.empty();
        for (var part : parts) {
            var pictures = new ArrayList<Pixels>();
            for (var file : part.files()) {
                var pixels = decode(file);
                if (expected.isEmpty()) {
                    expected = Optional.of(pixels.size());
                    requireRoom(pixels.size());
                }
                requireSize(file, expected.get(), pixels.size());
                pictures.add(pixels);
            }
            decoded.add(pictures);
        }
        return decoded;
    }

    private void requireSize(Path file, ImageSize expected, ImageSize found) {
        var input = options.input().filter(Shape::isImage);
        if (input.isPresent() && !found.equals(new ImageSize(input.get().height(), input.get().width()))) {
            throw new DataException(file,
                    String.format(Locale.ROOT,
                            "expected a picture of size [%d, %d], the model's, found %s; add --resize to resize all",
                            input.get().height(), input.get().width(), found));
        }
        if (!found.equals(expected)) {
            throw new DataException(file,
                    String.format(Locale.ROOT,
                            "expected a picture of size %s like %s, found %s; resize all to one size, or remove it",
                            expected, parts.getFirst().files().getFirst(), found));
        }
    }

    private Pixels decode(Path file) {
        var pixels = PictureFile.decode(file);
        if (options.colourMode() == ColourMode.GREY) {
            pixels = pixels.toGrey();
        }
        return options.resize().isPresent() ? Resampling.resize(pixels, options.resize().get()) : pixels;
    }

    private int channels(ImageSize size, List<Pixels> all) {
        var wanted = switch (options.colourMode()) {
            case COLOUR -> OptionalInt.of(COLOURS);
            case GREY -> OptionalInt.of(1);
            case AUTO ->
                options.input().map(input -> PictureSample.channels(input, size)).orElseGet(OptionalInt::empty);
        };
        boolean isColour = all.stream().anyMatch(Pixels::isColour);
        if (wanted.isEmpty()) {
            return isColour ? COLOURS : 1;
        }
        if (wanted.getAsInt() == 1 && isColour) {
            throw refusedColours(all);
        }
        return wanted.getAsInt();
    }

    private DataException refusedColours(List<Pixels> all) {
        var files = parts.stream().flatMap(part -> part.files().stream()).toList();
        int first = IntStream.range(0, all.size()).filter(i -> all.get(i).isColour()).findFirst().orElseThrow();
        var input = options.input().orElseThrow();
        return new DataException(files.get(first),
                String.format(Locale.ROOT,
                        "expected a grey picture, because the model's input is %s, found a colour picture; %s", input,
                        input.isImage() ? "add --resize to convert all to grey" : "convert all to grey"));
    }

    private Shape shape(ImageSize size, int channels) {
        try {
            return Shape.of(size.height(), size.width(), channels);
        } catch (SpecException e) {
            throw new DataException(parts.getFirst().folder(),
                    String.format(Locale.ROOT,
                            "the pictures are too large: %s; resize them to a smaller size",
                            e.getMessage()),
                    e);
        }
    }

    private void requireRoom(ImageSize size) {
        for (var part : parts) {
            requireRoom(part, shape(size, options.colourMode() == ColourMode.COLOUR ? COLOURS : 1));
        }
    }

    private static void requireRoom(PictureListing part, Shape shape) {
        long values = (long) part.files().size() * shape.size();
        if (values > MAX_VALUES) {
            throw new DataException(part.folder(),
                    String.format(Locale.ROOT,
                            "%d pictures of shape %s are %d values, expected at most %d; resize them to a smaller size",
                            part.files().size(), shape, values, MAX_VALUES));
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
