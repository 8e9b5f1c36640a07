package dev.hourglass.drift;

import dev.hourglass.table.BooleanColumn;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.CountColumn;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.NumericColumn;
import dev.hourglass.table.TableSchema;
import dev.hourglass.table.TimestampColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Counts the rows of tables in two passes, block by block: one to find the cuts of numbers, one to count.
final class ReferenceBuilder {
    private static final int BLOCK = 1024;
    private static final int MOST_CUTS = 200;
    /// Rows that cuts are found from; the counts are of all rows.
    private static final int MOST_SAMPLED = 1 << 14;

    private final TableSchema schema;
    private final List<EncodedTable> tables;
    private final int[] offsets;

    ReferenceBuilder(List<EncodedTable> tables) {
        this.schema = tables.getFirst().schema();
        this.tables = tables;
        this.offsets = schema.offsets();
    }

    private interface Rows {
        /// @param first the number of the block's first row, over all tables
        void accept(float[] features, int rows, long first);
    }

    List<ColumnCounts> build() {
        var counts = new ArrayList<ColumnCounts>();
        var sample = sample();
        for (int i = 0; i < offsets.length; i++) {
            counts.add(switch (schema.columns().get(i)) {
                case NumericColumn _, CountColumn _, TimestampColumn _ -> numbers(sample[i]);
                case CategoricalColumn categories -> new LevelCounts(0, new long[LevelCounts.levels(categories)]);
                case BooleanColumn yesOrNo -> new LevelCounts(0, new long[LevelCounts.levels(yesOrNo)]);
            });
        }
        forEach((features, rows, _) -> {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < offsets.length; i++) {
                    counts.get(i).add(features, row * schema.features() + offsets[i]);
                }
            }
        });
        return counts;
    }

    /// `[column][row]` of the first features, every row or every so many.
    private float[][] sample() {
        long rows = tables.stream().mapToLong(EncodedTable::rows).sum();
        long stride = Math.max(1, Math.ceilDiv(rows, MOST_SAMPLED));
        var sample = new float[offsets.length][(int) Math.ceilDiv(rows, stride)];
        forEach((features, count, first) -> {
            for (int row = 0; row < count; row++) {
                if ((first + row) % stride == 0) {
                    for (int i = 0; i < offsets.length; i++) {
                        sample[i][(int) ((first + row) / stride)] = features[row * schema.features() + offsets[i]];
                    }
                }
            }
        });
        return sample;
    }

    /// Each distinct number, or where there are many, as many quantiles.
    private static ColumnCounts numbers(float... sample) {
        var sorted = sample.clone();
        int known = 0;
        for (float value : sample) {
            if (!Float.isNaN(value)) {
                sorted[known++] = value + 0f;
            }
        }
        Arrays.sort(sorted, 0, known);
        int distinct = distinct(sorted, known);
        var values = distinct <= MOST_CUTS ? Arrays.copyOf(sorted, Math.min(known, sorted.length))
                : quantiles(sorted, known);
        var cuts = known == 0 ? new float[] {0} : Arrays.copyOf(values, unique(values));
        return new NumberCounts(0, cuts, new long[2 * cuts.length + 1]);
    }

    private static int distinct(float[] sorted, int count) {
        int distinct = 0;
        for (int i = 0; i < count; i++) distinct += i == 0 || sorted[i] > sorted[i - 1] ? 1 : 0;
        return distinct;
    }

    private static float[] quantiles(float[] sorted, int count) {
        var quantiles = new float[MOST_CUTS];
        for (int i = 0; i < MOST_CUTS; i++) {
            quantiles[i] = sorted[(int) ((long) i * (count - 1) / (MOST_CUTS - 1))];
        }
        return quantiles;
    }

    /// Moves the distinct ones of rising values to the front, and counts them.
    private static int unique(float[] values) {
        int kept = 0;
        for (float value : values) {
            if (kept == 0 || value > values[kept - 1]) {
                values[kept++] = value;
            }
        }
        return kept;
    }

    private void forEach(Rows action) {
        long first = 0;
        for (var table : tables) {
            for (int from = 0; from < table.rows(); from += BLOCK) {
                int count = Math.min(BLOCK, table.rows() - from);
                var features = new float[count * schema.features()];
                table.read(from, count, features);
                action.accept(features, count, first + from);
            }
            first += table.rows();
        }
    }
}
