package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.SchemaJson;
import dev.hourglass.table.TableSchema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/// Reads the cells of a table's rows, encoded as [TableSchema#encode] does.
///
/// @param cells of the columns of the schema, in their order
/// @param schema of the table as JSON
/// @param invalid rows that cannot be read are refused or left out
record CellReader(List<CellColumn> cells, String schema, int size, InvalidRows invalid) implements SampleReader {
    /// @param data the columns there are
    /// @throws DataException if one is missing, or of another type
    static CellReader of(StructType data, TableSchema schema, InvalidRows invalid) {
        var cells = new ArrayList<CellColumn>();
        for (var column : schema.columns()) {
            var cell = CellColumn.of(data, column);
            cells.add(new CellColumn(cell.name(), cells.size(), cell.type()));
        }
        return new CellReader(cells, SchemaJson.write(schema), schema.features(), invalid);
    }

    @Override
    public List<String> columns() {
        return cells.stream().map(CellColumn::name).toList();
    }

    @Override
    public InputForm form() {
        return new InputForm(true);
    }

    @Override
    public boolean allowsMissing() {
        return true;
    }

    @Override
    public Iterator<float[]> call(Iterator<InternalRow> rows) {
        var table = SchemaJson.read(schema);
        var encoded = new ArrayList<float[]>();
        for (long number = 0; rows.hasNext(); number++) {
            var read = read(table, rows.next());
            boolean isFinite = read.stream().noneMatch(
                    cell -> cell instanceof ColumnValues.Numbers(double[] values) && Double.isInfinite(values[0]));
            if (isFinite) {
                var features = new float[size];
                table.encode(read, 1, features);
                encoded.add(features);
            } else if (invalid == InvalidRows.ERROR) {
                throw new DataException(String.format(Locale.ROOT,
                        "partition %d, row %d: expected finite numbers or null, found an infinite one; correct it, or set handleInvalid to skip",
                        TaskContext.getPartitionId(), number));
            }
        }
        return encoded.iterator();
    }

    private List<ColumnValues> read(TableSchema table, InternalRow row) {
        var read = new ArrayList<ColumnValues>();
        for (int i = 0; i < cells.size(); i++) {
            var cell = cells.get(i);
            read.add(table.columns().get(i).isText()
                    ? new ColumnValues.Texts(new @Nullable String[] {cell.text(row)})
                    : new ColumnValues.Numbers(new double[] {cell.number(row)}));
        }
        return read;
    }
}
