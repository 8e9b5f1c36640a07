package dev.hourglass.bench.step;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.Optional;
import java.util.Random;

/// Samples for networks of which only the speed matters.
public final class RandomPixels {
    private RandomPixels() {}

    public static Dataset of(Shape shape, int samples) {
        var pixels = new byte[Math.multiplyExact(samples, shape.size())];
        new Random(1).nextBytes(pixels);
        return Dataset.ofBytes("random pixels", shape, pixels, Optional.empty());
    }
}
