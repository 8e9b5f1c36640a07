package dev.hourglass.tables.training;

import dev.hourglass.data.DataException;
import dev.hourglass.table.ColumnFitter;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.table.TableSchema;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableChunk;
import dev.hourglass.tables.TablePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All rows of a table in memory, as features of columns that are fitted to them.
///
/// @param labels what the label column says of each row, null where it says nothing; empty where there is none
public record TrainingTable(EncodedTable rows, List<@Nullable String> labels) {
    /// Reads a table twice: to fit its columns, and to encode its rows.
    ///
    /// @throws DataException if a cell cannot be read, or a column has nothing to learn from
    public static TrainingTable read(Table table, TablePlan plan) {
        return encode(table, fit(table, plan), plan.inputs(), plan.id(), plan.label());
    }

    private static TableSchema fit(Table table, TablePlan plan) {
        var fitters = plan.inputs().stream().map(ColumnFitter::of).toList();
        try (var reader = table.read(plan.inputs(), Optional.empty(), Optional.empty())) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                var cells = chunk.get().cells();
                for (int i = 0; i < fitters.size(); i++) fitters.get(i).add(cells.get(i), chunk.get().rows());
            }
        }
        return new TableSchema(fitters.stream().map(ColumnFitter::fit).toList());
    }

    /// Reads rows for columns that are fitted already.
    ///
    /// @param columns as what the schema's columns are read
    /// @throws DataException if a cell cannot be read
    public static TrainingTable encode(
            Table table, TableSchema schema, List<ColumnSpec> columns, Optional<String> id, Optional<String> label) {
        var features = new float[0];
        var ids = new ArrayList<String>();
        var labels = new ArrayList<@Nullable String>();
        int rows = 0;
        try (var reader = table.read(columns, id, label)) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                features = withRoom(table, features, rows + chunk.get().rows(), schema.features());
                encode(chunk.get(), schema, features, rows);
                addIds(chunk.get(), rows, ids);
                chunk.get().labels().ifPresent(texts -> labels.addAll(Arrays.asList(texts.values())));
                rows += chunk.get().rows();
            }
        }
        var exact = Arrays.copyOf(features, rows * schema.features());
        return new TrainingTable(EncodedTable.of(table.name(), schema, exact, rows, ids), labels);
    }

    private static float[] withRoom(Table table, float[] features, long rows, int width) {
        long needed = rows * width;
        if (needed <= features.length) {
            return features;
        }
        if (needed > Integer.MAX_VALUE - 16) {
            throw new DataException(table.name(), String.format(Locale.ROOT,
                    "expected rows that fit into memory as %d features each, found more than %,d; train on a part of them",
                    width, (Integer.MAX_VALUE - 16) / width));
        }
        return Arrays.copyOf(features, (int) Math.min(Integer.MAX_VALUE - 16, Math.max(needed, 2L * features.length)));
    }

    private static void encode(TableChunk chunk, TableSchema schema, float[] features, int at) {
        var own = new float[chunk.rows() * schema.features()];
        schema.encode(chunk.cells(), chunk.rows(), own);
        System.arraycopy(own, 0, features, at * schema.features(), own.length);
    }

    /// A row without a cell there is named by its number.
    private static void addIds(TableChunk chunk, int rows, List<String> ids) {
        if (chunk.ids().isPresent()) {
            var texts = chunk.ids().get().values();
            for (int i = 0; i < texts.length; i++) {
                ids.add(Objects.requireNonNullElse(texts[i], Integer.toString(rows + i + 1)));
            }
        }
    }

    /// Which rows are anomalies, by their labels; empty where there are none.
    ///
    /// @throws DataException if the labels are not of two kinds
    public Optional<AnomalyLabels> anomalies() {
        return labels.isEmpty() ? Optional.empty() : Optional.of(AnomalyLabels.of(labels));
    }
}
