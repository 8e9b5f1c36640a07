package dev.hourglass.spark;

import dev.hourglass.model.TrainedAutoencoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.WeakHashMap;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/// A model on the driver: the bytes of its file, which go to executors once.
final class SharedModel {
    private final byte[] file;
    private final String sha256;
    private final ScoringModel model;
    private final Map<SparkContext, Broadcast<byte[]>> broadcasts = new WeakHashMap<>();

    /// @param file its bytes, kept as they are
    SharedModel(byte[] file) {
        this.file = file;
        this.sha256 = sha256(file);
        this.model = ScoringModel.of(file);
    }

    static SharedModel of(TrainedAutoencoder model) {
        return new SharedModel(ScoringModel.file(model));
    }

    byte[] file() {
        return file;
    }

    ScoringModel model() {
        return model;
    }

    /// What tasks find it by.
    synchronized ModelReference reference(SparkContext context) {
        var broadcast = broadcasts.computeIfAbsent(context,
                found -> JavaSparkContext.fromSparkContext(found).broadcast(file));
        return new ModelReference(sha256, broadcast);
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
