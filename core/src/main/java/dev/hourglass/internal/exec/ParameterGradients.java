package dev.hourglass.internal.exec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32C;

/// The gradient of the objective by all parameters, of some samples of a batch: a value that can be sent and added.
///
/// The gradients of all slices of a batch, added, are that of the batch, with penalties on weights among them. What an objective
/// has of a whole batch (the means of KL sparsity, the winners of lifetime sparsity, free bits) is taken of each slice by itself.
///
/// @param values in file order, each divided by the samples of the whole batch; kept, not copied
/// @param loss the objective, as a mean over the samples
/// @param samples that it is the gradient of
/// @param batchSize samples of the whole batch
public record ParameterGradients(float[] values, double loss, int samples, int batchSize) {
    /// The first bytes: "HGgradnt".
    private static final long MAGIC = 0x746e646172674748L;
    private static final int VERSION = 1;
    /// Magic, version, samples, batch size, number of values, loss.
    private static final int HEADER = Long.BYTES + 4 * Integer.BYTES + Double.BYTES;
    private static final int CHECKSUM = Integer.BYTES;
    private static final int MOST_VALUES = (Integer.MAX_VALUE - HEADER - CHECKSUM) / Float.BYTES - 1;

    public ParameterGradients {
        if (samples < 1 || samples > batchSize) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected gradients of 1 to %d samples of a batch of %d, found %d", batchSize,
                    batchSize, samples));
        }
    }

    /// The sum of the gradients of several slices of a batch, added in the order of the list, in single precision; the loss is the mean over
    /// all samples.
    ///
    /// @param slices at least one, which share no sample
    /// @throws IllegalArgumentException if they are not of one batch, or of one network
    public static ParameterGradients sum(List<ParameterGradients> slices) {
        var first = slices.getFirst();
        var all = new ParameterGradients(first.values.clone(), first.loss, first.samples, first.batchSize);
        for (var next : slices.subList(1, slices.size())) {
            all = all.plus(next);
        }
        return all;
    }

    /// Adds the gradients of another slice to the values of these, in place.
    ///
    /// @throws IllegalArgumentException if they are not of one batch, or of one network
    ParameterGradients plus(ParameterGradients next) {
        next.requireLike(this);
        for (int i = 0; i < values.length; i++) {
            values[i] += next.values[i];
        }
        int all = Math.addExact(samples, next.samples);
        return new ParameterGradients(values, (loss * samples + next.loss * next.samples) / all, all, batchSize);
    }

    /// The Euclidean length, in double precision.
    double norm() {
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        return Math.sqrt(squares);
    }

    private void requireLike(ParameterGradients other) {
        if (values.length != other.values.length || batchSize != other.batchSize) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected gradients of %d parameters and a batch of %d samples, found %d and %d",
                    other.values.length, other.batchSize, values.length, batchSize));
        }
    }

    /// @throws IllegalArgumentException if these are not the gradients of a whole batch for a network of so many parameters
    void requireWholeBatch(int parameters) {
        if (values.length != parameters) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected gradients of %d parameters, found %d", parameters, values.length));
        }
        if (samples != batchSize) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "expected gradients of all %d samples of a batch, found those of %d; add the other slices",
                    batchSize, samples));
        }
    }

    /// All of it as bytes, little endian, with a checksum at the end.
    ///
    /// @throws IllegalArgumentException if there are more values than an array of bytes can hold
    public byte[] toBytes() {
        if (values.length > MOST_VALUES) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "expected at most %d values for an array of bytes, found %d", MOST_VALUES,
                    values.length));
        }
        int length = HEADER + values.length * Float.BYTES;
        var bytes = ByteBuffer.allocate(length + CHECKSUM).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(MAGIC).putInt(VERSION).putInt(samples).putInt(batchSize).putInt(values.length).putDouble(loss);
        bytes.asFloatBuffer().put(values);
        bytes.putInt(length, checksum(bytes.array(), length));
        return bytes.array();
    }

    /// Reads what [#toBytes] wrote, as untrusted input.
    ///
    /// @throws IllegalArgumentException if the bytes are cut off, damaged or something else
    public static ParameterGradients fromBytes(byte[] bytes) {
        if (bytes.length < HEADER + CHECKSUM) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "gradients: expected at least %d bytes, found %d", HEADER + CHECKSUM, bytes.length));
        }
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long magic = buffer.getLong();
        if (magic != MAGIC) {
            throw unexpected("first eight bytes", Long.toHexString(MAGIC), Long.toHexString(magic));
        }
        int version = buffer.getInt();
        if (version != VERSION) {
            throw unexpected("version", VERSION, version);
        }
        int samples = buffer.getInt();
        int batchSize = buffer.getInt();
        int count = buffer.getInt();
        double loss = buffer.getDouble();
        long expected = HEADER + (long) count * Float.BYTES + CHECKSUM;
        if (count < 0 || bytes.length != expected) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "gradients of %d parameters: expected %d bytes, found %d", count, expected,
                    bytes.length));
        }
        int stored = buffer.getInt(bytes.length - CHECKSUM);
        int found = checksum(bytes, bytes.length - CHECKSUM);
        if (stored != found) {
            throw unexpected("checksum", Integer.toHexString(stored), Integer.toHexString(found));
        }
        var values = new float[count];
        buffer.asFloatBuffer().get(values);
        return new ParameterGradients(values, loss, samples, batchSize);
    }

    private static int checksum(byte[] bytes, int length) {
        var sum = new CRC32C();
        sum.update(bytes, 0, length);
        return (int) sum.getValue();
    }

    private static IllegalArgumentException unexpected(String part, Object expected, Object found) {
        return new IllegalArgumentException(String.format(
                Locale.ROOT, "gradients: expected %s %s, found %s", part, expected, found));
    }
}
