package dev.hourglass.internal.notation;

import dev.hourglass.internal.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Trees in YAML's flow style, on one line: `{dense: {units: 36, activation: relu}}`.
public final class Flow {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

    /// What YAML 1.1 or 1.2 reads as something else than text.
    private static final Set<String> RESERVED = Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

    private static final double SMALLEST_PLAIN = 1e-5;

    private Flow() {}

    public static String text(Object tree) {
        return switch (tree) {
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ": " + text(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(Flow::text).collect(Collectors.joining(", ", "[", "]"));
            case String text -> isPlain(text) ? text : Json.write(text);
            case Double number -> number(number);
            case null, default -> String.valueOf(tree);
        };
    }

    /// A small fraction without an exponent, as people write a learning rate.
    private static String number(double number) {
        return Math.abs(number) >= SMALLEST_PLAIN && Math.abs(number) < 1
                ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
                : Double.toString(number).replace('E', 'e');
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !RESERVED.contains(text.toLowerCase(Locale.ROOT));
    }
}
