package dev.hourglass.spark;

import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/// Scores the rows of a partition: what a task runs. Rows are in Spark's own form, so that columns which pass through are copied as bytes.
final class BlockScorer extends AbstractFunction1<Iterator<Object>, Iterator<Object>> implements Serializable {
    private final ModelReference model;
    private final RowSource source;
    private final ScoringColumns columns;
    private final InvalidRows invalid;

    BlockScorer(ModelReference model, RowSource source, ScoringColumns columns, InvalidRows invalid) {
        this.model = model;
        this.source = source;
        this.columns = columns;
        this.invalid = invalid;
    }

    @Override
    public Iterator<Object> apply(Iterator<Object> rows) {
        var block = source.block(model.model(), columns);
        var found = rows.map(row -> (InternalRow) row);
        var place = source.column().map(name -> "column '" + name + "', ").orElse("") + "partition "
                + TaskContext.getPartitionId();
        return new ScoredRows(found, block, columns.outputs().size(), invalid, place);
    }
}
