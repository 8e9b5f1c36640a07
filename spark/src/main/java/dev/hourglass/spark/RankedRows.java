package dev.hourglass.spark;

import dev.hourglass.data.ContentOrder;
import dev.hourglass.data.DataException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.functions;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/// The rows of a data set in the order of their content ([ContentOrder]), which does not depend on how they were partitioned.
///
/// @param sorted one partition for each range of hashes
/// @param offsets the rank of each partition's first row, and at the end how many rows there are
/// @param form of what a network reads of a row, by which rows are ranked
record RankedRows(JavaRDD<float[]> sorted, int[] offsets, InputForm form) implements AutoCloseable {
    /// One row with its hash.
    private record Hashed(long hash, float[] inputs, float[] row) {}

    /// @throws DataException if there are no rows, or too many
    static RankedRows of(Dataset<?> data, SampleReader reader) {
        var selected = (org.apache.spark.sql.classic.Dataset<?>) data
                .select(reader.columns().stream().map(RankedRows::column).toArray(Column[]::new));
        var form = reader.form();
        var rows = selected.queryExecution().toRdd().toJavaRDD().mapPartitions(reader);
        var sorted = rows
                .mapToPair((PairFunction<float[], Long, float[]> & Serializable) row -> new Tuple2<>(
                        ContentOrder.hash(form.inputs(row)), row))
                .partitionBy(new HashRanges(Math.max(1, rows.getNumPartitions())))
                .mapPartitions(
                        (FlatMapFunction<Iterator<Tuple2<Long, float[]>>, float[]> & Serializable) found -> sort(
                                found, form))
                .persist(StorageLevel.MEMORY_AND_DISK());
        var counts = sorted
                .mapPartitions((FlatMapFunction<Iterator<float[]>, Integer> & Serializable) RankedRows::count)
                .collect();
        var offsets = new int[counts.size() + 1];
        long all = 0;
        for (int i = 0; i < counts.size(); i++) {
            all += counts.get(i);
            if (all > Integer.MAX_VALUE) {
                throw new DataException(String.format(Locale.ROOT,
                        "the data set: expected at most %,d rows to train on, found more; train on a sample",
                        Integer.MAX_VALUE));
            }
            offsets[i + 1] = (int) all;
        }
        if (all == 0) {
            throw new DataException("the data set: expected rows to train on, found none");
        }
        return new RankedRows(sorted, offsets, form);
    }

    private static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    private static Iterator<float[]> sort(Iterator<Tuple2<Long, float[]>> rows, InputForm form) {
        var all = new ArrayList<Hashed>();
        rows.forEachRemaining(row -> all.add(new Hashed(row._1(), form.inputs(row._2()), row._2())));
        all.sort(((Comparator<Hashed>) (a, b) -> Long.compareUnsigned(a.hash, b.hash))
                .thenComparing((a, b) -> ContentOrder.compare(a.inputs, b.inputs))
                .thenComparing((a, b) -> Arrays.compare(a.row, b.row)));
        return all.stream().map(Hashed::row).iterator();
    }

    private static Iterator<Integer> count(Iterator<float[]> rows) {
        int count = 0;
        for (; rows.hasNext(); rows.next()) count++;
        return List.of(count).iterator();
    }

    int size() {
        return offsets[offsets.length - 1];
    }

    /// Rows with their ranks, from one rank on.
    ///
    /// @param to the first rank that is not among them
    private JavaPairRDD<Integer, float[]> range(int from, int to) {
        var firsts = offsets;
        return sorted
                .mapPartitionsWithIndex(
                        (Function2<Integer, Iterator<float[]>, Iterator<Tuple2<Integer, float[]>>> & Serializable) (
                                partition, rows) -> range(firsts[partition], rows, from, to),
                        false)
                .mapToPair((PairFunction<Tuple2<Integer, float[]>, Integer, float[]> & Serializable) row -> row);
    }

    private static Iterator<Tuple2<Integer, float[]>> range(int first, Iterator<float[]> rows, int from, int to) {
        var found = new ArrayList<Tuple2<Integer, float[]>>();
        for (int rank = first; rows.hasNext(); rank++) {
            var row = rows.next();
            if (rank >= from && rank < to) {
                found.add(new Tuple2<>(rank, row));
            }
        }
        return found.iterator();
    }

    /// Brings rows to the driver.
    ///
    /// @param to the first rank that is not among them
    /// @return `[row][feature]` in the order of their ranks
    float[][] collect(int from, int to) {
        return range(from, to)
                .map((Function<Tuple2<Integer, float[]>, float[]> & Serializable) row -> row._2())
                .collect().toArray(float[][]::new);
    }

    /// Rows of the lowest ranks in their buckets.
    ///
    /// @param samples how many of them
    /// @param count of the buckets
    /// @param size features of a row
    /// @return a partition for each bucket, whose rows stand one behind the other in blocks ([BucketSamples#rows])
    JavaRDD<float[]> buckets(int samples, int count, int size) {
        var inputs = form;
        return range(0, samples).partitionBy(new BucketPartitions(count))
                .mapPartitionsWithIndex(
                        (Function2<Integer, Iterator<Tuple2<Integer, float[]>>, Iterator<float[]>> & Serializable) (
                                bucket,
                                rows) -> blocks(bucket, rows, samples, count, size, inputs),
                        true)
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static Iterator<float[]> blocks(
            int bucket, Iterator<Tuple2<Integer, float[]>> rows, int samples, int count, int size,
            InputForm form) {
        int own = Math.ceilDiv(samples - bucket, count);
        int each = BucketSamples.rows(size);
        var blocks = new ArrayList<float[]>();
        for (int first = 0; first < own; first += each) {
            blocks.add(new float[Math.min(each, own - first) * size]);
        }
        while (rows.hasNext()) {
            var row = rows.next();
            int at = (row._1() - bucket) / count;
            System.arraycopy(form.inputs(row._2()), 0, blocks.get(at / each), at % each * size, size);
        }
        return Collections.unmodifiableList(blocks).iterator();
    }

    @Override
    public void close() {
        sorted.unpersist(false);
    }
}
