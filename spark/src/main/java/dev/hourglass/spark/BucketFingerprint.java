package dev.hourglass.spark;

import dev.hourglass.spec.Shape;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;

/// SHA-256 of the rows of all buckets: of the shape, then of each bucket's own, in their order. So it is computed where the rows are.
final class BucketFingerprint {
    private BucketFingerprint() {}

    static String of(JavaRDD<float[]> buckets, Shape shape) {
        var parts = buckets
                .mapPartitions((FlatMapFunction<Iterator<float[]>, byte[]> & Serializable) BucketFingerprint::of)
                .collect();
        var all = sha256();
        all.update(shape.toString().getBytes(StandardCharsets.UTF_8));
        parts.forEach(all::update);
        return HexFormat.of().formatHex(all.digest());
    }

    private static Iterator<byte[]> of(Iterator<float[]> blocks) {
        var sum = sha256();
        while (blocks.hasNext()) {
            var block = blocks.next();
            var bytes = ByteBuffer.allocate(block.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(block);
            sum.update(bytes);
        }
        return List.of(sum.digest()).iterator();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
