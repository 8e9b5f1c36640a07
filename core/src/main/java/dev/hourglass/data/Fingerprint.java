package dev.hourglass.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.IntUnaryOperator;

/// The SHA-256 of a dataset: shape and labels first, then the samples, numbers in little-endian order.
final class Fingerprint {
    private static final int BLOCK = 1 << 13;

    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    /// Reads all samples.
    ///
    /// @throws DataException if there are levels that the dataset's bits rule out
    static String of(Dataset data) {
        var fingerprint = new Fingerprint();
        fingerprint.add(data.shape().toString());
        data.labels().ifPresent(classes -> fingerprint.add(classes.size(), classes::of));
        data.labels().filter(Labels::isNamed)
                .ifPresent(classes -> fingerprint.add(String.join("\0", classes.names())));
        for (int sample = 0; sample < data.size(); sample++) {
            fingerprint.addSample(data, sample);
        }
        return fingerprint.hex();
    }

    /// From the array that holds it, where there is one.
    void addSample(Dataset data, int sample) {
        switch (data) {
            case ArrayDataset all -> all.addTo(this, sample);
            case DatasetSelection some -> some.addTo(this, sample);
            case AnnotatedDataset annotated -> addSample(annotated.samples(), sample);
            default -> Features.of(data, sample).addTo(this, 0, data.shape().size());
        }
    }

    void add(byte[] pixels) {
        digest.update(pixels);
    }

    void add(float[] values, int from, int count) {
        addBlocks(from, count, Float.BYTES, (block, at, length) -> block.asFloatBuffer().put(values, at, length));
    }

    void add(short[] values, int from, int count) {
        addBlocks(from, count, Short.BYTES, (block, at, length) -> block.asShortBuffer().put(values, at, length));
    }

    private interface Block {
        void fill(ByteBuffer block, int at, int length);
    }

    private void addBlocks(int from, int count, int bytesEach, Block numbers) {
        var block = ByteBuffer.allocate(Math.min(BLOCK, count) * bytesEach).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = from; at < from + count; at += BLOCK) {
            int length = Math.min(BLOCK, from + count - at);
            numbers.fill(block.clear(), at, length);
            digest.update(block.limit(length * bytesEach));
        }
    }

    private String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    private void add(String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private void add(int count, IntUnaryOperator number) {
        var bytes = ByteBuffer.allocate(count * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putInt(number.applyAsInt(i));
        }
        digest.update(bytes.flip());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
