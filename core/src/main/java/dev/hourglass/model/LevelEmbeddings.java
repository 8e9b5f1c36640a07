package dev.hourglass.model;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.TableSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What the first layer of a model has learnt of each level of a category: the numbers that it adds to its units where a row has the level.
/// That is an embedding (Guo and Berkhahn 2016): a level is one feature of a sample, so the layer's weights on it are a row of a table that
/// training looks up and moves. Levels that say the same about the other columns have embeddings that are alike.
///
/// @param levels in the order of their features; those that are not kept are the last one, `other`, where training rows had any
/// @param vectors `[level][unit]`
public record LevelEmbeddings(String column, List<String> levels, float[][] vectors) {
    private static final String OTHER = "other";

    public LevelEmbeddings {
        levels = List.copyOf(levels);
    }

    /// @throws SpecException if the column is not one of categories or truth values, or the encoder does not begin with a dense layer
    static LevelEmbeddings of(TrainedAutoencoder autoencoder, TableSchema schema, String name) {
        int index = index(schema, name);
        var levels = levels(schema.columns().get(index));
        var weights = firstWeights(autoencoder);
        int units = weights.shape().getLast();
        var values = weights.array();
        var vectors = new float[levels.size()][];
        for (int i = 0; i < vectors.length; i++) {
            int from = (schema.offsets()[index] + i) * units;
            vectors[i] = Arrays.copyOfRange(values, from, from + units);
        }
        return new LevelEmbeddings(name, levels, vectors);
    }

    private static int index(TableSchema schema, String name) {
        var names = new ArrayList<String>();
        for (int i = 0; i < schema.columns().size(); i++) {
            var column = schema.columns().get(i);
            if (levels(column).isEmpty()) {
                continue;
            }
            if (column.name().equals(name)) {
                return i;
            }
            names.add(column.name());
        }
        throw new SpecException(String.format(Locale.ROOT,
                "expected a column of categories that the model reads, found '%s'; there %s",
                name,
                names.isEmpty() ? "is none" : "are " + "'" + String.join("', '", names) + "'"));
    }

    private static List<String> levels(Column column) {
        return switch (column) {
            case CategoricalColumn categories when categories.hasSeenOthers() -> {
                var all = new ArrayList<>(categories.levels());
                all.add(OTHER);
                yield all;
            }
            case CategoricalColumn categories -> categories.levels();
            case BooleanColumn _ -> List.of("false", "true");
            default -> List.of();
        };
    }

    private static Weights firstWeights(TrainedAutoencoder autoencoder) {
        var encoder = autoencoder.spec().encoder();
        int first = 0;
        while (first < encoder.size() && encoder.get(first) instanceof Dropout) first++;
        if (first == encoder.size() || !(encoder.get(first) instanceof Dense)) {
            throw new SpecException(String.format(Locale.ROOT,
                    "model.encoder: expected a dense layer at its beginning, whose weights are the embeddings, found %s; train a model with one",
                    first == encoder.size() ? "none" : kind(encoder.get(first))));
        }
        var name = String.format(Locale.ROOT, "encoder.%d.weight", first);
        return autoencoder.weights().stream().filter(weights -> weights.name().equals(name)).findFirst().orElseThrow();
    }

    private static String kind(Layer layer) {
        return layer.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
