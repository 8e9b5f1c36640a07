package dev.hourglass.datasets.npy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.npy.NpyFormatException;
import dev.hourglass.internal.npy.NpzArchive;
import dev.hourglass.internal.text.FileName;
import dev.hourglass.internal.text.FoundNames;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Arrays in NumPy's archive format NPZ: a ZIP file of NPY files, packed or not.
public final class Npz {
    private static final float MAX_CLASS = 1 << 24;

    private Npz() {}

    /// What an array is for.
    private enum Role {
        TRAIN, TRAIN_LABELS, TEST, TEST_LABELS, ALL, ALL_LABELS;

        static Optional<Role> of(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "x_train", "train_x", "train_images", "train_data", "train" -> Optional.of(TRAIN);
                case "y_train", "train_y", "train_labels" -> Optional.of(TRAIN_LABELS);
                case "x_test", "test_x", "test_images", "test_data", "test" -> Optional.of(TEST);
                case "y_test", "test_y", "test_labels" -> Optional.of(TEST_LABELS);
                case "x", "images", "data", "samples" -> Optional.of(ALL);
                case "y", "labels", "classes", "targets" -> Optional.of(ALL_LABELS);
                default -> Optional.empty();
            };
        }
    }

    /// Reads samples, each array as [Npy#read] does: the only array of the file under any name; or `x`; or `x_train` and
    /// `x_test`, as Keras has them; each with the classes of its samples beside it, where there are some (`y`, `y_train`,
    /// `y_test`). Of other names `images`, `data` and `samples`, `labels`, `classes` and `targets`, `train_images` and the like
    /// are known.
    ///
    /// @return all samples, or those to train on and those to test with
    /// @throws DataException if the file is missing, truncated or damaged, or holds other arrays than these
    public static List<Dataset> read(Path file) {
        try (var archive = NpzArchive.open(file)) {
            var name = FileName.withoutExtension(file);
            var names = archive.names();
            if (names.size() == 1) {
                Dataset samples = archive.read(names.getFirst(), reader -> reader.samples(name));
                return List.of(samples);
            }
            var roles = roles(file, names);
            if (roles.containsKey(Role.ALL)) {
                return List.of(dataset(archive, name, roles, Role.ALL, Role.ALL_LABELS));
            }
            var train = dataset(archive, name, roles, Role.TRAIN, Role.TRAIN_LABELS);
            return roles.containsKey(Role.TEST)
                    ? List.of(train, dataset(archive, name, roles, Role.TEST, Role.TEST_LABELS))
                    : List.of(train);
        }
    }

    private static Map<Role, String> roles(Path file, List<String> names) {
        var roles = new EnumMap<Role, String>(Role.class);
        boolean isKnown = true;
        for (var name : names) {
            var role = Role.of(name);
            isKnown &= role.isPresent() && roles.put(role.get(), name) == null;
        }
        var found = roles.keySet();
        boolean isWhole = Set.of(Role.ALL, Role.ALL_LABELS).containsAll(found) && found.contains(Role.ALL);
        boolean isSplit = !found.contains(Role.ALL) && !found.contains(Role.ALL_LABELS) && found.contains(Role.TRAIN)
                && (found.contains(Role.TEST) || !found.contains(Role.TEST_LABELS));
        if (!isKnown || !(isWhole || isSplit)) {
            throw new DataException(file,
                    String.format(Locale.ROOT,
                            "expected one array, or arrays named x and y, or x_train, y_train, x_test and y_test, found %s; save only the samples with np.save",
                            FoundNames.text(names)));
        }
        return roles;
    }

    private static Dataset dataset(
            NpzArchive archive, String name, Map<Role, String> roles, Role samples, Role labels) {
        var classes = Optional.ofNullable(roles.get(labels)).map(array -> labels(archive, array));
        return archive.read(roles.getOrDefault(samples, ""), reader -> reader.samples(name, classes));
    }

    /// Classes `[sample]` or `[sample][1]`.
    private static Labels labels(NpzArchive archive, String name) {
        return archive.read(name, reader -> {
            var array = reader.array();
            boolean isList = array.extents().size() == 1;
            if (!isList && !(array.extents().size() == 2 && array.extents().getLast() == 1)) {
                throw new NpyFormatException(0, String.format(Locale.ROOT,
                        "expected one class a sample, extents [sample], found %s", array.extents()));
            }
            var classes = new int[array.values().length];
            for (int i = 0; i < classes.length; i++) {
                float found = array.values()[i];
                classes[i] = (int) found;
                if (found != classes[i] || found < 0 || found >= MAX_CLASS) {
                    throw new NpyFormatException(0, String.format(Locale.ROOT,
                            "label %d: expected a whole number of 0 or more, found %s", i, found));
                }
            }
            return Labels.of(classes);
        });
    }
}
