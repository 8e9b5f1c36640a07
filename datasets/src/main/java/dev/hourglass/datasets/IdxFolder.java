package dev.hourglass.datasets;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Idx;
import dev.hourglass.internal.text.FileName;
import dev.hourglass.internal.text.FoundNames;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The four files of MNIST, or of data in its form (Fashion-MNIST, KMNIST, EMNIST), in one folder.
///
/// Their names are those of MNIST, with a point or a hyphen before `idx`, packed or not, and with a prefix such as
/// `emnist-letters-` that is the same for all; the test files are called `t10k` or `test`.
record IdxFolder(Path folder, Map<Role, Path> files) {
    /// The names that are looked for, in a few words.
    static final String NAMES = "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte and "
            + "t10k-labels-idx1-ubyte (each with or without .gz; also .idx3-ubyte, test for t10k, and a common prefix, such as "
            + "emnist-letters-)";

    private static final Pattern NAME = Pattern.compile(
            "(.*-)?(train|t10k|test)-(images|labels)[-.]idx[13]-ubyte(\\.gz)?", Pattern.CASE_INSENSITIVE);
    private static final Pattern ALMOST = Pattern.compile(".*(ubyte|\\.idx\\d?)(\\.gz)?", Pattern.CASE_INSENSITIVE);

    /// What a file is for.
    enum Role {
        TRAIN_IMAGES, TRAIN_LABELS, TEST_IMAGES, TEST_LABELS;

        static Role of(String part, String kind) {
            boolean isTrain = part.equalsIgnoreCase("train");
            if (kind.equalsIgnoreCase("images")) {
                return isTrain ? TRAIN_IMAGES : TEST_IMAGES;
            }
            return isTrain ? TRAIN_LABELS : TEST_LABELS;
        }

        /// The name of such a file in a folder where another one lies.
        String like(String name) {
            var images = name.replaceFirst("(?i)\\.gz$", "");
            return switch (this) {
                case TRAIN_IMAGES -> images;
                case TRAIN_LABELS -> labels(images);
                case TEST_IMAGES -> test(images);
                case TEST_LABELS -> labels(test(images));
            };
        }

        private static String labels(String images) {
            return images.replaceFirst("(?i)images([-.])idx3", "labels$1idx1");
        }

        private static String test(String images) {
            return images.replaceFirst("(?i)train(-images)", (images.startsWith("train") ? "t10k" : "test") + "$1");
        }
    }

    IdxFolder {
        files = Map.copyOf(files);
    }

    /// Empty where there are no pictures of that kind.
    ///
    /// @throws DataException if files are missing, if there are those of several data sets, or if there are only files whose names
    ///     almost fit
    static Optional<IdxFolder> in(Path folder) {
        var sets = new TreeMap<String, Map<Role, Path>>();
        var almost = new ArrayList<String>();
        for (var file : files(folder)) {
            var name = String.valueOf(file.getFileName());
            var matcher = NAME.matcher(name);
            if (matcher.matches()) {
                var set = sets.computeIfAbsent(
                        Optional.ofNullable(matcher.group(1)).orElse(""), _ -> new EnumMap<>(Role.class));
                // A file comes before its packed copy.
                set.putIfAbsent(Role.of(matcher.group(2), matcher.group(3)), file);
            } else if (ALMOST.matcher(name).matches()) {
                almost.add(name);
            }
        }
        if (sets.size() > 1) {
            throw new DataException(folder,
                    String.format(Locale.ROOT,
                            "expected the files of one data set, found those of %s; put each into a folder of its own",
                            sets.keySet().stream()
                                    .map(prefix -> prefix.isEmpty() ? "mnist" : prefix.replaceFirst("-$", ""))
                                    .collect(Collectors.joining(", "))));
        }
        if (sets.isEmpty() && !almost.isEmpty()) {
            throw new DataException(folder,
                    String.format(Locale.ROOT, "expected files named %s, found %s", NAMES, FoundNames.text(almost)));
        }
        return sets.values().stream().findFirst().map(found -> whole(folder, found));
    }

    private static IdxFolder whole(Path folder, Map<Role, Path> found) {
        var images = Optional.ofNullable(found.get(Role.TRAIN_IMAGES)).orElseThrow(() -> new DataException(folder,
                String.format(Locale.ROOT, "expected files named %s, found %s", NAMES,
                        FoundNames.text(names(found.values())))));
        for (var role : Role.values()) {
            if (!found.containsKey(role)) {
                var name = role.like(String.valueOf(images.getFileName()));
                throw new DataException(folder, String.format(Locale.ROOT,
                        "expected %s or %s.gz beside %s, found neither", name, name, images.getFileName()));
            }
        }
        return new IdxFolder(folder, found);
    }

    private static List<String> names(Collection<Path> files) {
        return files.stream().map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }

    private static List<Path> files(Path folder) {
        var files = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            entries.forEach(files::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw new DataException(folder, "the folder cannot be read: " + e.getMessage(), e);
        }
        files.sort(null);
        return files;
    }

    /// Those to train on and those to test with.
    List<Dataset> parts() {
        return List.of(
                dataset(Role.TRAIN_IMAGES, Role.TRAIN_LABELS), dataset(Role.TEST_IMAGES, Role.TEST_LABELS));
    }

    private Dataset dataset(Role images, Role labels) {
        var classes = Idx.labels(file(labels));
        return Idx.images(FileName.withoutExtension(folder), file(images), Optional.of(classes));
    }

    private Path file(Role role) {
        var file = files.get(role);
        if (file == null) {
            throw new IllegalStateException("no file for " + role);
        }
        return file;
    }
}
