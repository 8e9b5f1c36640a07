package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.TableWriter;
import dev.hourglass.tables.training.ColumnTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `hourglass encode` for the model of a table: id and code of each row, in bounded memory.
record TableEncoder(TableScorer scorer) {
    /// @return how many rows
    long encode(TableSource source, Optional<Path> out) {
        var model = scorer.model();
        int code = model.autoencoder().spec().codeShape().size();
        try (var table = scorer.open(source);
                var writer = writer(scorer.console(), source,
                        List.of(TableScorer.idColumn(scorer.id(table).isPresent())),
                        out, code)) {
            long rows = 0;
            try (var reader = table.read(ColumnTypes.of(model.schema()), scorer.id(table), Optional.empty())) {
                for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                    var chunk = next.get();
                    var cells = new ArrayList<ColumnValues>();
                    cells.add(TableScorer.ids(chunk));
                    cells.addAll(columns(model.encode(chunk.cells(), chunk.rows()), code));
                    writer.write(cells, chunk.rows());
                    rows += chunk.rows();
                }
            }
            writer.finish();
            return rows;
        }
    }

    /// @param first what comes before the codes
    static TableWriter writer(
            Console console, TableSource source, List<OutputColumn> first, Optional<Path> out, int code) {
        var columns = new ArrayList<>(first);
        for (int i = 1; i <= code; i++) columns.add(new OutputColumn("f" + i, CellType.NUMBER));
        return out.map(file -> TableWriter.open(file, columns, source, TableLimits.DEFAULT))
                .orElseGet(() -> TableWriter.csv(console.out(), columns));
    }

    /// With the digits of floats: a double of equal value would have twice as many.
    static List<ColumnValues> columns(float[][] codes, int code) {
        var columns = new ArrayList<ColumnValues>();
        for (int i = 0; i < code; i++) {
            var column = new double[codes.length];
            for (int row = 0; row < column.length; row++) {
                column[row] = Double.parseDouble(Float.toString(codes[row][i]));
            }
            columns.add(new ColumnValues.Numbers(column));
        }
        return columns;
    }
}
