package dev.hourglass.spark;

import dev.hourglass.data.DataException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import scala.collection.AbstractIterator;
import scala.collection.Iterator;

/// The rows of a partition with what a model makes of them, block by block.
final class ScoredRows extends AbstractIterator<Object> {
    private final Iterator<InternalRow> rows;
    private final RowBlock block;
    private final InternalRow nothing;
    private final InvalidRows invalid;
    private final String place;
    private final JoinedRow joined = new JoinedRow();
    /// Of the block: copies, because an iterator of rows uses one object for all.
    private final List<InternalRow> kept = new ArrayList<>(RowBlock.ROWS);
    /// Of each of them its place among the scored ones; -1 if it is invalid.
    private final int[] places = new int[RowBlock.ROWS];
    private Object[][] scored = new Object[0][];
    private int next;
    private long read;

    /// @param outputs how many values a row gets
    /// @param place of the partition, for messages
    ScoredRows(Iterator<InternalRow> rows, RowBlock block, int outputs, InvalidRows invalid, String place) {
        this.rows = rows;
        this.block = block;
        this.nothing = new GenericInternalRow(outputs);
        this.invalid = invalid;
        this.place = place;
    }

    @Override
    public boolean hasNext() {
        while (next == kept.size() && rows.hasNext()) {
            readBlock();
        }
        return next < kept.size();
    }

    private void readBlock() {
        kept.clear();
        next = 0;
        int valid = 0;
        while (kept.size() < RowBlock.ROWS && rows.hasNext()) {
            var row = rows.next();
            var problem = block.add(row);
            if (problem.isPresent() && invalid == InvalidRows.ERROR) {
                throw new DataException(String.format(Locale.ROOT,
                        "%s, row %d: %s; correct it, or set handleInvalid to skip or keep", place, read,
                        problem.get()));
            }
            read++;
            if (problem.isEmpty() || invalid == InvalidRows.KEEP) {
                places[kept.size()] = problem.isPresent() ? -1 : valid++;
                kept.add(row.copy());
            }
        }
        scored = block.score();
    }

    @Override
    public Object next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = kept.get(next);
        int at = places[next++];
        return joined.apply(row, at < 0 ? nothing : new GenericInternalRow(scored[at]));
    }
}
