package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;

/// Reads the features of rows that stand in one column.
///
/// @param size features of a row
/// @param allowsMissing whether they may be missing, which are then NaN
/// @param invalid rows that cannot be read are refused or left out
record FeatureReader(FeatureColumn column, int size, boolean allowsMissing, InvalidRows invalid)
        implements SampleReader {
    @Override
    public List<String> columns() {
        return List.of(column.name());
    }

    @Override
    public InputForm form() {
        return new InputForm(false);
    }

    @Override
    public Iterator<float[]> call(Iterator<InternalRow> rows) {
        var read = new ArrayList<float[]>();
        for (long number = 0; rows.hasNext(); number++) {
            var features = new float[size];
            var problem = column.read(rows.next(), features, 0, size, allowsMissing);
            if (problem.isPresent() && invalid == InvalidRows.ERROR) {
                throw new DataException(String.format(Locale.ROOT,
                        "column '%s', partition %d, row %d: %s; correct it, or set handleInvalid to skip",
                        column.name(), TaskContext.getPartitionId(), number, problem.get()));
            }
            if (problem.isEmpty()) {
                read.add(features);
            }
        }
        return read.iterator();
    }
}
