package dev.hourglass.internal.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Java's names as the notation and its messages have them.
final class Names {
    private Names() {}

    /// `learningRate` and `LEAKY_RELU` as `learning_rate` and `leaky_relu`.
    static String snake(String java) {
        return java.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /// What a family or an enum is a kind of: `layer`, `activation`.
    static String noun(Class<?> type) {
        return snake(type.getSimpleName());
    }

    /// The names of an enum's constants.
    static List<String> constants(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(constant -> snake(constant.toString())).toList();
    }

    static String withArticle(String noun) {
        return ("aeiou".indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
    }

    /// `a, b or c`.
    static String either(List<String> names) {
        return joined(names, " or ");
    }

    /// `'a', 'b' and 'c'`.
    static String quotedAll(List<String> names) {
        return joined(names.stream().map(Quoted::quoted).toList(), " and ");
    }

    private static String joined(List<String> names, String last) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return names.stream().limit(names.size() - 1L).collect(Collectors.joining(", ")) + last + names.getLast();
    }
}
