package dev.hourglass.datasets;

import dev.hourglass.data.DataException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A folder of pictures, and which of its subfolders are the parts of the data; they are recognised whatever the case.
///
/// @param parts all pictures; or those to train on, to test with and, where there is such a folder, to validate with
/// @param remarks what a user should be informed of
record PictureFolder(List<PictureListing> parts, List<String> remarks) {
    private static final Set<String> TRAIN = Set.of("train", "training");
    private static final Set<String> TEST = Set.of("test", "testing");
    private static final Set<String> VALIDATION = Set.of("val", "valid", "validation");

    /// @throws DataException if there are no pictures, or the folders do not show what they are for
    static PictureFolder of(Path folder) {
        var train = part(folder, TRAIN);
        var test = part(folder, TEST);
        var validation = part(folder, VALIDATION);
        if (train.isEmpty() || (test.isEmpty() && validation.isEmpty())) {
            return whole(folder);
        }
        // Without a test part the samples to validate with are the only ones that training does not see.
        var roles = new ArrayList<>(List.of(train.get(), test.orElseGet(validation::orElseThrow)));
        if (test.isPresent()) {
            validation.ifPresent(roles::add);
        }
        var passedOver = new PassedOver(folder);
        PictureListing.entries(folder, path -> !roles.contains(path)).forEach(passedOver::addBeside);
        var parts = roles.stream().map(PictureListing::of).toList();
        return new PictureFolder(parts, Stream.of(
                Stream.of(String.format(Locale.ROOT, "%s: training set %s, test set %s%s", folder, name(roles, 0),
                        name(roles, 1),
                        roles.size() > 2 ? ", validation set " + name(roles, 2) : ""))
                        .filter(_ -> !areUsual(roles)),
                passedOver.sentence().map(text -> folder + ": " + text).stream(),
                parts.stream().flatMap(part -> remarks(part).stream())).flatMap(remark -> remark).toList());
    }

    private static boolean areUsual(List<Path> roles) {
        return roles.size() == 2 && name(roles, 0).equals("train") && name(roles, 1).equals("test");
    }

    private static String name(List<Path> roles, int role) {
        return PictureListing.nameOf(roles.get(role));
    }

    private static PictureFolder whole(Path folder) {
        var listing = PictureListing.of(folder);
        return new PictureFolder(List.of(listing), remarks(listing));
    }

    private static List<String> remarks(PictureListing listing) {
        return listing.passedOver().sentence().map(text -> listing.folder() + ": " + text).stream().toList();
    }

    private static Optional<Path> part(Path folder, Set<String> names) {
        var found = PictureListing.entries(
                folder,
                path -> names.contains(PictureListing.nameOf(path).toLowerCase(Locale.ROOT))
                        && Files.isDirectory(path));
        if (found.size() > 1) {
            throw new DataException(folder,
                    String.format(Locale.ROOT,
                            "expected one folder called %s, found %s and %s; rename one or merge them",
                            String.join(" or ", names.stream().sorted().toList()), name(found, 0),
                            name(found, 1)));
        }
        return found.stream().findFirst();
    }

    /// The files of all parts.
    List<Path> files() {
        return parts.stream().flatMap(part -> part.files().stream()).toList();
    }
}
