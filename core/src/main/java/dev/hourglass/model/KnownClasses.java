package dev.hourglass.model;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.json.Json;
import dev.hourglass.internal.json.JsonException;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.SpecException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The classes of a classifier or of a conditional model. Samples are of one of them if their class has its name.
///
/// @param names of the classes 0, 1 and so on, which are their numbers where none are stored; empty for a model without
///     classes
/// @param areStored whether the model was given the names
record KnownClasses(List<String> names, boolean areStored) {
    /// Where a model's metadata has the names, as a JSON list.
    private static final String KEY = "class_names";
    /// Bytes that the list may take: half of what the header of a model file holds.
    private static final int MOST_BYTES = 1 << 19;
    private static final int MOST_SHOWN = 20;
    /// Up to so many folders named by numbers had these numbers before names were stored; more were in the order of their
    /// letters, 10 before 2.
    private static final int MOST_DIGITS = 10;

    /// What the metadata of a model have.
    ///
    /// @throws SpecException if they are not the names of its classes
    static KnownClasses of(Autoencoder spec, Map<String, String> metadata) {
        int classes = count(spec);
        var stored = metadata.get(KEY);
        return classes == 0 || stored == null
                ? new KnownClasses(Labels.numbered(classes), false)
                : of(classes, parsed(stored));
    }

    /// Names that a model is given.
    ///
    /// @throws SpecException if it has another number of classes, or two names are the same
    static KnownClasses of(Autoencoder spec, List<String> names) {
        return of(count(spec), names);
    }

    private static KnownClasses of(int classes, List<String> names) {
        if (names.size() != classes || new HashSet<>(names).size() != classes) {
            throw new SpecException(String.format(Locale.ROOT,
                    "%s: expected a name of its own for each of %d classes, found %s", KEY, classes, listed(names)));
        }
        var known = new KnownClasses(List.copyOf(names), true);
        int bytes = known.text().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MOST_BYTES) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "the names of %,d classes take %,d bytes of a model file, expected at most %,d; shorten them",
                            classes, bytes, MOST_BYTES));
        }
        return known;
    }

    private static List<String> parsed(String text) {
        try {
            if (Json.parse(text) instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
                return list.stream().map(String.class::cast).toList();
            }
        } catch (JsonException e) {
            throw new SpecException(
                    String.format(Locale.ROOT, "%s: expected a JSON list of texts: %s", KEY, e.getMessage()));
        }
        throw new SpecException(String.format(Locale.ROOT, "%s: expected a JSON list of texts, found %s", KEY, text));
    }

    /// How many classes a model has: those of its targets, or of the labels it is conditioned on.
    static int count(Autoencoder spec) {
        return Math.max(spec.latent().classes(), spec.outputs().classes());
    }

    private String text() {
        return Json.write(names);
    }

    /// What a model's metadata get.
    Map<String, String> metadata() {
        return Map.of(KEY, text());
    }

    /// Labels of these classes.
    ///
    /// @param numbers of the classes of some samples
    Labels labels(int... numbers) {
        return areStored ? Labels.named(names, numbers) : Labels.of(numbers);
    }

    /// @throws SpecException naming the classes, if none is called so
    int number(String name) {
        int number = names.indexOf(name);
        if (number < 0) {
            throw new SpecException(String.format(Locale.ROOT,
                    "expected a class of the model (%s), found '%s'%s", listed(), name, suggestion(name)));
        }
        return number;
    }

    /// Samples with their labels numbered as these classes are, matched by name.
    ///
    /// @param data with labels
    /// @throws DataException naming the first sample of another class
    Dataset numbered(Dataset data) {
        var labels = data.labels().orElseThrow();
        var own = labels.names();
        if (!areStored && labels.isNamed() && names.size() > MOST_DIGITS) {
            throw new DataException(data.name(),
                    String.format(Locale.ROOT,
                            "expected labels without names, such as those of IDX files, because the model stores no class names and more than %d folders were numbered alphabetically when it was trained, found %s; train it again to store the names",
                            MOST_DIGITS, listed(own)));
        }
        if (own.equals(names)) {
            return data;
        }
        var known = new HashSet<>(names);
        for (int i = 0; i < labels.size(); i++) {
            var name = own.get(labels.of(i));
            if (!known.contains(name)) {
                throw new DataException(data.name(), unknown(i, name, labels.isNamed()));
            }
        }
        return data.withLabels(labels.as(names));
    }

    private String unknown(int sample, String name, boolean isNamed) {
        return areStored || !isNamed
                ? String.format(Locale.ROOT,
                        "sample %d: expected a class of the model (%s), found '%s'%s; rename the class, or remove its samples",
                        sample, listed(), name, suggestion(name))
                : String.format(Locale.ROOT,
                        "sample %d: expected a class by its number (%s), because the model stores no class names, found '%s'; rename the class to its number, or train the model again to store the names",
                        sample, listed(), name);
    }

    private String suggestion(String name) {
        boolean isNumber = name.chars().allMatch(Character::isDigit);
        return isNumber || name.length() == 1
                ? ""
                : Suggestion.of(name, names).map(close -> "; did you mean '" + close + "'?").orElse("");
    }

    private String listed() {
        return listed(names);
    }

    private static String listed(List<String> names) {
        if (names.size() > 1 && names.equals(Labels.numbered(names.size()))) {
            return "0 to " + (names.size() - 1);
        }
        var first = String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())));
        return names.size() <= MOST_SHOWN
                ? first
                : String.format(Locale.ROOT, "%s and %,d more", first, names.size() - MOST_SHOWN);
    }
}
