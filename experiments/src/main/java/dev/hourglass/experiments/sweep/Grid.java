package dev.hourglass.experiments.sweep;

import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Experiment;
import dev.hourglass.spec.SpecException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Every combination of the values that vary, the first variation slowest.
public final class Grid {
    /// What the tutorials vary, in the order in which it is applied.
    static final List<String> HYPER_PARAMETERS = List.of("layers", "units", "code", "loss");

    private final String name;
    private final Experiment base;

    private Grid(String name, Experiment base) {
        this.name = name;
        this.base = base;
    }

    /// @param name what messages call the spec
    /// @throws SpecException naming the first combination that is no spec, and why
    public static List<Trial> of(String name, Experiment base, List<Variation> variations) {
        var seen = new HashSet<String>();
        for (var variation : variations) {
            if (!HYPER_PARAMETERS.contains(variation.key()) && !variation.key().contains(".")) {
                throw unknown(variation);
            }
            if (!seen.add(variation.key())) {
                throw new SpecException(
                        String.format(Locale.ROOT, "--vary %s: given twice; put all its values into one list",
                                variation.key()));
            }
        }
        var grid = new Grid(name, base);
        return combinations(variations).stream().map(c -> new Trial(c, grid.experiment(c))).toList();
    }

    private static SpecException unknown(Variation variation) {
        var nearest = Suggestion.of(variation.key(), HYPER_PARAMETERS)
                .map(near -> String.format(Locale.ROOT, "; did you mean %s?", near))
                .orElse("");
        return new SpecException(
                String.format(Locale.ROOT,
                        "--vary %s: unknown key%s (known: code, layers, units, loss, and any key of --set, such as train.batch)",
                        variation.key(), nearest));
    }

    private static List<Combination> combinations(List<Variation> variations) {
        var combinations = List.of(new Combination(Map.of()));
        for (var variation : variations) {
            var longer = new ArrayList<Combination>();
            for (var combination : combinations) {
                variation.values().forEach(value -> longer.add(combination.with(variation.key(), value)));
            }
            combinations = longer;
        }
        return combinations;
    }

    private Experiment experiment(Combination combination) {
        var model = base.model();
        var changes = new ArrayList<String>();
        try {
            for (var key : HYPER_PARAMETERS) {
                var value = combination.values().get(key);
                if (value == null) {
                    continue;
                }
                if (key.equals("loss")) {
                    changes.add("model.loss=" + value);
                } else {
                    model = changed(model, key, count(key, value));
                }
            }
        } catch (SpecException e) {
            throw e.at(String.format(Locale.ROOT, "%s with %s", name, combination.text()));
        }
        combination.values().forEach((key, value) -> {
            if (!HYPER_PARAMETERS.contains(key)) changes.add(key + "=" + value);
        });
        var changed = base.withModel(model);
        return changes.isEmpty() ? changed : SpecFile.parse(name, SpecFile.write(changed), changes);
    }

    private static Autoencoder changed(Autoencoder model, String key, int count) {
        return switch (key) {
            case "layers" -> ArchitectureVariation.withLayers(model, count);
            case "units" -> ArchitectureVariation.withUnits(model, count);
            case "code" -> ArchitectureVariation.withCode(model, count);
            default -> throw new IllegalArgumentException(key);
        };
    }

    private static int count(String key, String value) {
        if (!value.matches("\\d{1,9}")) {
            throw new SpecException(String.format(Locale.ROOT, "%s: expected a whole number, found %s", key, value));
        }
        return Integer.parseInt(value);
    }
}
