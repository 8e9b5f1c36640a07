package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/// The SHA-256 of a dataset: shape and labels first, then the samples, numbers in little-endian order.
final class Fingerprint {
    private static final int BLOCK = 1 << 13;

    private final MessageDigest digest = sha256();

    private Fingerprint() {}

    static Fingerprint of(Shape shape, Optional<Labels> labels) {
        var fingerprint = new Fingerprint();
        fingerprint.add(shape.toString());
        labels.ifPresent(classes -> fingerprint.add(classes.size(), classes::of));
        return fingerprint;
    }

    static String ofSelection(String whole, int[] samples) {
        var fingerprint = new Fingerprint();
        fingerprint.add(whole);
        fingerprint.add(samples.length, i -> samples[i]);
        return fingerprint.hex();
    }

    Fingerprint add(byte[] pixels) {
        digest.update(pixels);
        return this;
    }

    Fingerprint add(float[] values) {
        var block = ByteBuffer.allocate(BLOCK * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < values.length; from += BLOCK) {
            int count = Math.min(BLOCK, values.length - from);
            block.clear().asFloatBuffer().put(values, from, count);
            digest.update(block.limit(count * Float.BYTES));
        }
        return this;
    }

    String hex() {
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
