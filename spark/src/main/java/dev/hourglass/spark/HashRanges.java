package dev.hourglass.spark;

import org.apache.spark.Partitioner;

/// Cuts the hashes of rows into ranges of equal width, the lowest first.
final class HashRanges extends Partitioner {
    private final int count;

    HashRanges(int count) {
        this.count = count;
    }

    @Override
    public int numPartitions() {
        return count;
    }

    @Override
    public int getPartition(Object hash) {
        return (int) Math.unsignedMultiplyHigh((Long) hash, count);
    }
}
