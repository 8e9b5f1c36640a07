package dev.hourglass.spark;

import dev.hourglass.table.Column;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.types.StructType;

/// Where a model finds what it reads in the rows of a data set: in one column, or in those of its table.
///
/// @param features the column; empty for the model of a table
/// @param cells of the table's columns, in their order; empty for a model of samples
record RowSource(List<FeatureColumn> features, List<CellColumn> cells) implements Serializable {
    /// @param inputCol the name of the column with features
    /// @throws dev.hourglass.data.DataException if a column is missing, or of the wrong type
    static RowSource of(ScoringModel model, StructType schema, String inputCol) {
        return model.table().isPresent()
                ? new RowSource(List.of(), cells(schema, model.table().get().schema().columns()))
                : new RowSource(List.of(FeatureColumn.of(schema, inputCol)), List.of());
    }

    private static List<CellColumn> cells(StructType schema, List<Column> columns) {
        var cells = new ArrayList<CellColumn>();
        columns.forEach(column -> cells.add(CellColumn.of(schema, column)));
        return cells;
    }

    boolean areVectors() {
        return features.stream().anyMatch(column -> column.kind() == FeatureKind.VECTOR);
    }

    /// What messages call a row's features.
    Optional<String> column() {
        return features.stream().map(FeatureColumn::name).findFirst();
    }

    RowBlock block(ScoringModel model, ScoringColumns columns) {
        return features.isEmpty()
                ? new TableBlock(model.table().orElseThrow(), cells, columns)
                : new FeatureBlock(model, features.getFirst(), columns);
    }
}
