package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.model.LevelEmbeddings;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.TableWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `hourglass table embeddings`: a row for each level of a category.
///
/// @param model its file, which is not written over
record EmbeddingWriter(Console console, Path model) {
    void write(LevelEmbeddings embeddings, Optional<Path> out) {
        int units = embeddings.vectors()[0].length;
        var columns = new ArrayList<>(List.of(new OutputColumn("level", CellType.TEXT)));
        for (int i = 0; i < units; i++) columns.add(new OutputColumn("e" + i, CellType.NUMBER));
        var cells = new ArrayList<ColumnValues>();
        cells.add(new ColumnValues.Texts(embeddings.levels().toArray(String[]::new)));
        cells.addAll(TableEncoder.columns(embeddings.vectors(), units));
        try (var writer = writer(columns, out)) {
            writer.write(cells, embeddings.levels().size());
            writer.finish();
        }
    }

    private TableWriter writer(List<OutputColumn> columns, Optional<Path> out) {
        return out.map(file -> TableWriter.open(file, columns, TableSource.of(model.toString()), TableLimits.DEFAULT))
                .orElseGet(() -> TableWriter.csv(console.out(), columns));
    }
}
