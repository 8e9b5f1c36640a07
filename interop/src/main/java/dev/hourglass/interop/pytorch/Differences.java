package dev.hourglass.interop.pytorch;

import dev.hourglass.internal.file.TensorEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where the tensors of a file are not those that are expected.
final class Differences {
    private final List<String> missing = new ArrayList<>();
    private final List<String> shapes = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private boolean isBiasMissing;

    private Differences() {}

    /// All differences in one sentence, with shapes as PyTorch has them; empty where there are none.
    static Optional<String> between(List<ExpectedTensor> expected, Map<String, TensorEntry> found) {
        var differences = new Differences();
        var rest = new LinkedHashMap<>(found);
        for (var tensor : expected) {
            var entry = rest.remove(tensor.name());
            if (entry == null) {
                differences.missing.add(tensor.title() + " " + tensor.shape());
                differences.isBiasMissing |= tensor.isBias();
            } else {
                differences.compare(tensor, entry);
            }
        }
        rest.values().forEach(entry -> differences.unexpected.add(entry.name() + " " + entry.shape()));
        return differences.sentence();
    }

    private void compare(ExpectedTensor tensor, TensorEntry entry) {
        if (!entry.shape().equals(tensor.shape())) {
            shapes.add(String.format(Locale.ROOT, "%s expected %s found %s", tensor.title(), tensor.shape(),
                    entry.shape()));
        }
        if (!entry.type().isRead()) {
            types.add(String.format(Locale.ROOT, "%s %s", tensor.title(), entry.type()));
        }
    }

    private Optional<String> sentence() {
        var parts = new ArrayList<String>();
        add(parts, "missing: ", missing, isBiasMissing ? " (use zeros for a missing bias)" : "");
        add(parts, "of another shape: ", shapes, "");
        add(parts, "of another type: ", types, " (expected F32, F16, BF16 or F64)");
        add(parts, "unexpected: ", unexpected, " (map their names with --map, or remove them from the file)");
        return parts.isEmpty()
                ? Optional.empty()
                : Optional.of("the tensors are not those of the spec; " + String.join("; ", parts));
    }

    private static void add(List<String> parts, String what, List<String> tensors, String remedy) {
        if (!tensors.isEmpty()) {
            parts.add(what + String.join(", ", tensors) + remedy);
        }
    }
}
