package dev.hourglass.bench.serving;

import dev.hourglass.model.TrainedAutoencoder;
import java.util.SplittableRandom;

/// A sample that a model can reconstruct.
final class ServedSample {
    private static final int SHORT = 10_000;

    private ServedSample() {}

    /// Numbers in 0..1 of four digits, as pixels have in JSON that people send.
    static float[] of(TrainedAutoencoder model) {
        var random = new SplittableRandom(1);
        var sample = new float[model.spec().input().size()];
        for (int i = 0; i < sample.length; i++) sample[i] = random.nextInt(SHORT) / (float) SHORT;
        return sample;
    }
}
