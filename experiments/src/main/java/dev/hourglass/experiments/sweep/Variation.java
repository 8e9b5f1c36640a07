package dev.hourglass.experiments.sweep;

import dev.hourglass.spec.SpecException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// One thing that varies in a sweep, and the values that it takes: `code=2,8,36`.
///
/// @param key one of the four hyper-parameters, or a dotted path into the spec
/// @param values as they were written, at least one, all different
public record Variation(String key, List<String> values) {
    public Variation {
        values = List.copyOf(values);
    }

    /// Commas inside brackets or braces belong to a value: `model.corruption={gaussian: {sigma: 0.5, clip: [0, 1]}},none`.
    ///
    /// @throws SpecException if it is not a key and a list, or a value stands there twice
    public static Variation parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw new SpecException(
                    String.format(Locale.ROOT, "--vary %s: expected a key and values, such as code=2,8,36", text));
        }
        var values = split(text.substring(equals + 1));
        var seen = new HashSet<String>();
        for (var value : values) {
            if (value.isEmpty()) {
                throw new SpecException(
                        String.format(Locale.ROOT,
                                "--vary %s: expected at least one value and none empty, such as code=2,8,36", text));
            }
            if (!seen.add(value)) {
                throw new SpecException(
                        String.format(Locale.ROOT, "--vary %s: the value %s is given twice", text, value));
            }
        }
        return new Variation(text.substring(0, equals).strip(), values);
    }

    private static List<String> split(String list) {
        var values = new ArrayList<String>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            switch (list.charAt(i)) {
                case '[', '{' -> depth++;
                case ']', '}' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        values.add(list.substring(from, i).strip());
                        from = i + 1;
                    }
                }
                default -> {}
            }
        }
        values.add(list.substring(from).strip());
        return values;
    }
}
