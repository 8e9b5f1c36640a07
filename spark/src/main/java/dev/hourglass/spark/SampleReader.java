package dev.hourglass.spark;

import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.catalyst.InternalRow;

/// Reads rows to train on: what a task runs.
interface SampleReader extends FlatMapFunction<Iterator<InternalRow>, float[]> {
    /// The columns of the rows that it is given.
    List<String> columns();

    /// Features of a row.
    int size();

    /// Whether features may be missing, which are then NaN.
    boolean allowsMissing();

    /// What a network reads of a row.
    InputForm form();
}
