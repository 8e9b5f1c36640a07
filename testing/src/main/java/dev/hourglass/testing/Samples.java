package dev.hourglass.testing;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Shape;
import java.util.Optional;
import java.util.SplittableRandom;

/// Small data to test with.
public final class Samples {
    private Samples() {}

    /// Pictures of 6 by 6 pixels: one of three bars in a place that its class decides, in grey that varies.
    public static Dataset bars(int count, long seed) {
        var random = new SplittableRandom(seed);
        var pixels = new byte[count * 36];
        var classes = new int[count];
        for (int i = 0; i < count; i++) {
            classes[i] = i % 3;
            for (int y = 0; y < 6; y++) {
                for (int x = 2 * classes[i]; x < 2 * classes[i] + 2; x++) {
                    pixels[i * 36 + y * 6 + x] = (byte) random.nextInt(150, 256);
                }
            }
        }
        return Dataset.ofBytes("bars", Shape.of(6, 6, 1), pixels, Optional.of(Labels.of(classes)));
    }

    /// A table of four columns in 0..1.
    public static Dataset table(int count, long seed) {
        var random = new SplittableRandom(seed);
        var values = new float[count * 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble();
        }
        return Dataset.ofFloats("table", Shape.of(4), values, Optional.empty());
    }
}
