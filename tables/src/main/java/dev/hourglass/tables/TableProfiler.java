package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.table.ColumnValues;
import java.util.ArrayList;
import java.util.List;

/// Reads a table once and takes note of every cell.
final class TableProfiler {
    private final Table table;

    TableProfiler(Table table) {
        this.table = table;
    }

    TableProfile profile() {
        var accumulators = table.format().columns().stream().map(ColumnAccumulator::new).toList();
        long rows = 0;
        try (var reader = table.readAsFound()) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                rows += chunk.get().rows();
                add(accumulators, chunk.get().cells());
            }
        }
        if (rows == 0) {
            throw new DataException(table.name(), "expected rows, found none below the names of columns");
        }
        var columns = new ArrayList<ColumnProfile>();
        for (var accumulator : accumulators) columns.add(accumulator.profile(table));
        return new TableProfile(table.name(), rows, columns);
    }

    private static void add(List<ColumnAccumulator> accumulators, List<ColumnValues> cells) {
        for (int i = 0; i < cells.size(); i++) {
            accumulators.get(i).add(cells.get(i));
        }
    }
}
