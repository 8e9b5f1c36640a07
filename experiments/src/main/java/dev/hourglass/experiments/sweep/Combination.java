package dev.hourglass.experiments.sweep;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/// One value for each thing that varies.
///
/// @param values key to value, in the order in which the variations were given
public record Combination(Map<String, String> values) {
    private static final int LONGEST_FOLDER = 80;

    public Combination {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    Combination with(String key, String value) {
        var more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new Combination(more);
    }

    /// As it was written, `code=2 loss=mse`.
    public String text() {
        return values.entrySet().stream().map(v -> v.getKey() + "=" + v.getValue()).collect(Collectors.joining(" "));
    }

    /// A name for a folder, `code-2_loss-mse`. It does not depend on which other values there are, so that a sweep can be
    /// widened; a value that is no name by itself gets a checksum.
    public String folder() {
        var plain = values.entrySet().stream()
                .map(v -> v.getKey() + "-" + v.getValue())
                .collect(Collectors.joining("_"));
        var name = plain.replaceAll("[^A-Za-z0-9._-]+", "-");
        if (name.equals(plain) && name.length() <= LONGEST_FOLDER) {
            return name;
        }
        var checksum = new CRC32();
        checksum.update(text().getBytes(StandardCharsets.UTF_8));
        return String.format(Locale.ROOT, "%s_%08x", name.substring(0, Math.min(name.length(), LONGEST_FOLDER)),
                checksum.getValue());
    }
}
