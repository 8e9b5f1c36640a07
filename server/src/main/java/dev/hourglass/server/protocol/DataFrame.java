package dev.hourglass.server.protocol;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Rows as MLflow's protocol has them.
///
/// @param columns name to cells, in their order; a cell is a number, a text, a truth value, a list of such, or null
record DataFrame(Map<String, List<@Nullable Object>> columns, int rows) {
    /// Rows that name their columns.
    ///
    /// @throws DataException if a row has other columns than the first
    static DataFrame ofRecords(List<Map<String, @Nullable Object>> records) {
        var columns = new LinkedHashMap<String, List<@Nullable Object>>();
        for (int row = 0; row < records.size(); row++) {
            var record = records.get(row);
            if (row == 0) {
                record.keySet().forEach(name -> columns.put(name, new ArrayList<>()));
            }
            if (!record.keySet().equals(columns.keySet())) {
                throw new DataException("row %d: expected the columns of row 0, %s, found %s".formatted(row,
                        columns.keySet(), record.keySet()));
            }
            columns.forEach((name, cells) -> cells.add(record.get(name)));
        }
        return new DataFrame(columns, records.size());
    }

    /// Rows of as many cells as there are columns.
    ///
    /// @throws DataException if one has more or fewer, or two columns have one name
    static DataFrame ofRows(List<String> names, List<List<@Nullable Object>> rows) {
        var columns = new LinkedHashMap<String, List<@Nullable Object>>();
        for (var name : names) {
            if (columns.put(name, new ArrayList<>()) != null) {
                throw new DataException("expected columns that differ, found '%s' twice".formatted(name));
            }
        }
        for (int row = 0; row < rows.size(); row++) {
            var cells = rows.get(row);
            if (cells.size() != names.size()) {
                throw new DataException(
                        "row %d: expected %d cells, found %d".formatted(row, names.size(), cells.size()));
            }
            int column = 0;
            for (var values : columns.values()) values.add(cells.get(column++));
        }
        return new DataFrame(columns, rows.size());
    }

    /// Columns of as many cells each.
    ///
    /// @throws DataException if one has more or fewer
    static DataFrame ofColumns(Map<String, List<@Nullable Object>> columns) {
        int rows = columns.isEmpty() ? 0 : columns.values().iterator().next().size();
        columns.forEach((name, cells) -> {
            if (cells.size() != rows) {
                throw new DataException("column '%s': expected %d cells, as the first column has, found %d"
                        .formatted(name, rows, cells.size()));
            }
        });
        return new DataFrame(columns, rows);
    }

    /// The cells of each row.
    List<@Nullable Object> row(int row) {
        var cells = new ArrayList<@Nullable Object>();
        columns.values().forEach(column -> cells.add(column.get(row)));
        return cells;
    }
}
