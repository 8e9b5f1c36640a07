package dev.hourglass.spark;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.List;

/// The samples of one bucket, by their numbers in the whole training. Which bucket, a task decides: an engine reads one after the other.
final class BucketSamples implements Dataset {
    /// Values of a block, about four megabytes.
    private static final int BLOCK = 1 << 20;

    private final Shape shape;
    private final int samples;
    private final int buckets;
    private final boolean hasMissing;
    private final int each;
    private List<float[]> blocks = List.of();
    private int bucket;

    /// @param samples of the training
    BucketSamples(Shape shape, int samples, int buckets, boolean hasMissing) {
        this.shape = shape;
        this.samples = samples;
        this.buckets = buckets;
        this.hasMissing = hasMissing;
        this.each = rows(shape.size());
    }

    /// Rows of a block.
    static int rows(int features) {
        return Math.max(1, BLOCK / features);
    }

    /// @param next the rows of a bucket, in blocks
    void use(int number, List<float[]> next) {
        bucket = number;
        blocks = next;
    }

    @Override
    public String name() {
        return "bucket";
    }

    @Override
    public Shape shape() {
        return shape;
    }

    @Override
    public int size() {
        return samples;
    }

    @Override
    public boolean hasMissing() {
        return hasMissing;
    }

    @Override
    public void read(int sample, int from, int count, float[] into, int at, int stride) {
        int row = (sample - bucket) / buckets;
        var block = blocks.get(row / each);
        int first = row % each * shape.size() + from;
        if (stride == 1) {
            System.arraycopy(block, first, into, at, count);
            return;
        }
        for (int i = 0; i < count; i++) {
            into[at + i * stride] = block[first + i];
        }
    }
}
