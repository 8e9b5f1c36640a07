package dev.hourglass.model;

import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.model.CellDistribution.LevelDistribution;
import dev.hourglass.model.CellDistribution.NumberDistribution;
import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.Column;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.Scaling;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Draws new rows. A row is a function of the seed and its number: the same bits in any company, on any number of threads.
record RowGenerator(TrainedAutoencoder autoencoder, TableSchema schema, SynthesisCalibration calibration) {
    /// Random numbers of a cell.
    private static final int EACH = 3;
    /// What a rare category becomes, whose name the model does not store.
    private static final String OTHER = "other";

    /// @param first the number of the first row
    List<ColumnValues> rows(long first, int count, long seed) {
        var keys = new long[count];
        var codes = new float[count][];
        for (int i = 0; i < count; i++) {
            keys[i] = Randomness.key(seed, first + i);
            codes[i] = calibration.codes().draw(keys[i]);
        }
        var decoded = count == 0 ? new float[0][] : autoencoder.decode(codes);
        var cells = new ArrayList<ColumnValues>();
        int at = 0;
        for (int i = 0; i < schema.columns().size(); i++) {
            var column = schema.columns().get(i);
            cells.add(cells(column, i, at, decoded, keys));
            at += column.features();
        }
        return cells;
    }

    private ColumnValues cells(Column column, int index, int at, float[][] decoded, long... keys) {
        var distribution = calibration.cells().get(index);
        var texts = new @Nullable String[decoded.length];
        var numbers = new double[decoded.length];
        for (int row = 0; row < decoded.length; row++) {
            var uniform = uniform(keys[row], index);
            numbers[row] = Double.NaN;
            if (isMissing(column, distribution.missing(), decoded[row], at, uniform[0])) {
                continue;
            }
            switch (distribution) {
                case LevelDistribution levels -> {
                    int level = levels.level(decoded[row], at, uniform[1]);
                    numbers[row] = level;
                    texts[row] = column instanceof CategoricalColumn categories ? name(categories, level) : null;
                }
                case NumberDistribution number -> numbers[row] = number(column, number,
                        number.feature(decoded[row][at], uniform[1], uniform[2]));
            }
        }
        return column.isText() ? new ColumnValues.Texts(texts) : new ColumnValues.Numbers(numbers);
    }

    private double[] uniform(long key, int column) {
        long from = 2L * calibration.codes().size() + 1 + (long) EACH * column;
        return new double[] {
            Randomness.uniform(key, from), Randomness.uniform(key, from + 1), Randomness.uniform(key, from + 2)
        };
    }

    static boolean isMissing(Column column, double factor, float[] decoded, int at, double uniform) {
        if (!column.hasIndicator()) {
            return false;
        }
        double odds = factor * decoded[at + column.features() - 1];
        return uniform < odds / (odds + 1 - decoded[at + column.features() - 1]);
    }

    private static String name(CategoricalColumn column, int level) {
        return level < column.levels().size() ? column.levels().get(level) : OTHER;
    }

    /// Within those of training.
    private static double number(Column column, NumberDistribution distribution, double feature) {
        var scaling = scaling(column).orElseThrow();
        var values = distribution.values();
        double least = Resolution.round(scaling.invert(values[0]), distribution.step());
        double most = Resolution.round(scaling.invert(values[values.length - 1]), distribution.step());
        return Math.clamp(Resolution.round(scaling.invert(feature), distribution.step()), least, most);
    }

    private static Optional<Scaling> scaling(Column column) {
        return switch (column) {
            case NumericColumn numeric -> Optional.of(numeric.scaling());
            case CountColumn counts -> Optional.of(counts.scaling());
            case TimestampColumn timestamp -> Optional.of(timestamp.scaling());
            case CategoricalColumn _, BooleanColumn _ -> Optional.empty();
        };
    }
}
