package dev.hourglass.spark;

import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/// Some rows as a model reads them.
interface RowBlock {
    /// Rows of a full block.
    int ROWS = 1024;

    /// Reads one more row.
    ///
    /// @return what is wrong with it, if it was not added
    Optional<String> add(InternalRow row);

    /// What the model makes of the rows that were added, which are gone afterwards.
    ///
    /// @return of each row the values of the output columns, in Spark's own form
    Object[][] score();
}
