package dev.hourglass.data;

import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalInt;

/// All features of all samples in one array, in the form they came in.
sealed interface Features {
    /// Bytes of a line of the processor's cache.
    int LINE = 64;

    int count();

    /// Of a feature that is a level of a pixel.
    OptionalInt bits();

    /// Whether some may be NaN.
    default boolean hasMissing() {
        return false;
    }

    /// Writes the features `from` to `from + count - 1` to `into[at]`, `into[at + stride]` and so on.
    void read(int from, int count, float[] into, int at, int stride);

    /// See [Dataset#prefetch], of the features `from` to `from + count - 1`.
    int prefetch(int from, int count);

    /// Adds the features `from` to `from + count - 1`.
    void addTo(Fingerprint fingerprint, int from, int count);

    /// A sample of any dataset, in the form given by its bits.
    ///
    /// @throws DataException if there are levels that the bits rule out
    static Features of(Dataset data, int sample) {
        var features = data.sample(sample);
        return switch (data.bits().orElse(Float.SIZE)) {
            case Byte.SIZE -> {
                var pixels = new byte[features.length];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (byte) level(data, sample, i, features[i], Bytes.LARGEST);
                }
                yield Bytes.of(pixels);
            }
            case Short.SIZE -> {
                var pixels = new short[features.length];
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (short) level(data, sample, i, features[i], Shorts.LARGEST);
                }
                yield new Shorts(pixels);
            }
            default -> Floats.canonical(features);
        };
    }

    private static int level(Dataset data, int sample, int feature, float value, float largest) {
        int level = Math.round(value * largest);
        if (level < 0 || level > largest || level / largest != value) {
            throw new DataException(data.name(), String.format(Locale.ROOT,
                    "sample %d, feature %d: expected a level of %d bits, one of 0 to %.0f divided by %.0f, found %s",
                    sample, feature, data.bits().orElseThrow(), largest, largest, value));
        }
        return level;
    }

    /// Pixels from 0 to 255, which read as 0 to 1.
    ///
    /// @param shifted by 128, so that they are signed, as the JIT wants bytes that vectors convert
    record Bytes(byte[] shifted) implements Features {
        private static final int SHIFT = 128;
        private static final float LARGEST = 255f;
        private static final float RECIPROCAL = 1f / LARGEST;
        private static final int BLOCK = 1 << 13;

        /// Keeps the array, and changes it.
        static Bytes of(byte[] pixels) {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = (byte) (pixels[i] - SHIFT);
            }
            return new Bytes(pixels);
        }

        @Override
        public int count() {
            return shifted.length;
        }

        @Override
        public OptionalInt bits() {
            return OptionalInt.of(Byte.SIZE);
        }

        @Override
        public void read(int from, int count, float[] into, int at, int stride) {
            if (stride == 1) {
                readRow(from, count, into, at);
                return;
            }
            for (int i = 0; i < count; i++) {
                into[at + i * stride] = divided((float) shifted[from + i] + SHIFT);
            }
        }

        private void readRow(int from, int count, float[] into, int at) {
            for (int i = 0; i < count; i++) {
                into[at + i] = divided((float) shifted[from + i] + SHIFT);
            }
        }

        @Override
        public int prefetch(int from, int count) {
            int sum = 0;
            for (int i = 0; i < count; i += LINE) {
                sum += shifted[from + i];
            }
            return sum;
        }

        /// `pixel / 255` with the bits of a division, for whole numbers from 0 to 255: a guess and its correction (Markstein
        /// 1990), which take less time than a division.
        private static float divided(float pixel) {
            float guess = pixel * RECIPROCAL;
            return Math.fma(Math.fma(-guess, LARGEST, pixel), RECIPROCAL, guess);
        }

        @Override
        public void addTo(Fingerprint fingerprint, int from, int count) {
            for (int at = from; at < from + count; at += BLOCK) {
                var pixels = Arrays.copyOfRange(shifted, at, Math.min(at + BLOCK, from + count));
                for (int i = 0; i < pixels.length; i++) {
                    pixels[i] = (byte) (pixels[i] + SHIFT);
                }
                fingerprint.add(pixels);
            }
        }
    }

    /// Pixels of 16 bits, unsigned: 0 to 65535, which read as 0 to 1.
    record Shorts(short[] pixels) implements Features {
        private static final float LARGEST = 65535f;

        @Override
        public int count() {
            return pixels.length;
        }

        @Override
        public OptionalInt bits() {
            return OptionalInt.of(Short.SIZE);
        }

        @Override
        public void read(int from, int count, float[] into, int at, int stride) {
            for (int i = 0; i < count; i++) {
                into[at + i * stride] = Short.toUnsignedInt(pixels[from + i]) / LARGEST;
            }
        }

        @Override
        public int prefetch(int from, int count) {
            int sum = 0;
            for (int i = 0; i < count; i += LINE / Short.BYTES) {
                sum += pixels[from + i];
            }
            return sum;
        }

        @Override
        public void addTo(Fingerprint fingerprint, int from, int count) {
            fingerprint.add(pixels, from, count);
        }
    }

    /// Numbers as they are.
    ///
    /// @param hasMissing whether some may be NaN, always with the same bits
    record Floats(float[] values, boolean hasMissing) implements Features {
        /// Keeps the array.
        ///
        /// @throws DataException naming the first sample and feature that is not finite
        static Floats of(String name, Shape shape, float[] values) {
            for (int i = 0; i < values.length; i++) {
                if (!Float.isFinite(values[i])) {
                    throw nonFinite(name, shape, i, values[i]);
                }
            }
            return new Floats(values, false);
        }

        /// Keeps the array, and changes it.
        ///
        /// @throws DataException naming the first sample and feature that is infinite
        static Floats withMissing(String name, Shape shape, float[] values) {
            for (int i = 0; i < values.length; i++) {
                if (Float.isInfinite(values[i])) {
                    throw nonFinite(name, shape, i, values[i]);
                }
            }
            return canonical(values);
        }

        /// Keeps the array, and changes it.
        private static Floats canonical(float[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.isNaN(values[i]) ? Float.NaN : values[i];
            }
            return new Floats(values, true);
        }

        private static DataException nonFinite(String name, Shape shape, int index, float value) {
            return new DataException(
                    String.format(Locale.ROOT,
                            "%s: sample %d, feature %d: expected a finite number, found %s; remove or fill it",
                            name, index / shape.size(), index % shape.size(), value));
        }

        @Override
        public int count() {
            return values.length;
        }

        @Override
        public OptionalInt bits() {
            return OptionalInt.empty();
        }

        @Override
        public void read(int from, int count, float[] into, int at, int stride) {
            if (stride == 1) {
                System.arraycopy(values, from, into, at, count);
                return;
            }
            for (int i = 0; i < count; i++) {
                into[at + i * stride] = values[from + i];
            }
        }

        @Override
        public int prefetch(int from, int count) {
            int sum = 0;
            for (int i = 0; i < count; i += LINE / Float.BYTES) {
                sum += Float.floatToRawIntBits(values[from + i]);
            }
            return sum;
        }

        @Override
        public void addTo(Fingerprint fingerprint, int from, int count) {
            fingerprint.add(values, from, count);
        }
    }
}
