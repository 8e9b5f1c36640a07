package dev.hourglass.data;

/// All features of all samples in one array, in the form they came in.
sealed interface Features {
    int count();

    /// Writes the features `from` to `from + count - 1` to `into[at]`, `into[at + stride]` and so on.
    void read(int from, int count, float[] into, int at, int stride);

    void addTo(Fingerprint fingerprint);

    /// Pixels from 0 to 255, which read as 0 to 1.
    record Bytes(byte[] pixels) implements Features {
        private static final float[] VALUE = new float[256];

        static {
            for (int i = 0; i < VALUE.length; i++) {
                VALUE[i] = i / 255f;
            }
        }

        @Override
        public int count() {
            return pixels.length;
        }

        @Override
        public void read(int from, int count, float[] into, int at, int stride) {
            for (int i = 0; i < count; i++) {
                into[at + i * stride] = VALUE[pixels[from + i] & 0xff];
            }
        }

        @Override
        public void addTo(Fingerprint fingerprint) {
            fingerprint.add(pixels);
        }
    }

    /// Numbers as they are.
    record Floats(float[] values) implements Features {
        @Override
        public int count() {
            return values.length;
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
        public void addTo(Fingerprint fingerprint) {
            fingerprint.add(values);
        }
    }
}
