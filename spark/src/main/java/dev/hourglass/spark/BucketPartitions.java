package dev.hourglass.spark;

import org.apache.spark.Partitioner;

/// Deals ranks to buckets one by one.
final class BucketPartitions extends Partitioner {
    private final int count;

    BucketPartitions(int count) {
        this.count = count;
    }

    @Override
    public int numPartitions() {
        return count;
    }

    @Override
    public int getPartition(Object rank) {
        return (Integer) rank % count;
    }
}
