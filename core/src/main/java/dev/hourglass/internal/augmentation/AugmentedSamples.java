package dev.hourglass.internal.augmentation;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.spec.Shape;
import java.util.Optional;

/// The samples of a micro-batch, varied, as a part of their dataset: under their numbers there. Used by one thread at a time.
public final class AugmentedSamples implements Dataset {
    private final Dataset data;
    private final Augmenter augmenter;
    private final int size;
    private final float[] original;
    private float[] varied = {};
    private int[] numbers = {};
    private int count;
    /// Where the sample that was read last is; they are mostly read in order.
    private int last;

    public AugmentedSamples(Dataset data, Augmenter augmenter) {
        this.data = data;
        this.augmenter = augmenter;
        this.size = data.shape().size();
        this.original = new float[size];
    }

    /// Varies some samples, which take the place of those before.
    ///
    /// @param order numbers of samples in the dataset, of which those from `from` on are taken
    public void take(int[] order, int from, int samples, Noise noise) {
        if (numbers.length < samples) {
            numbers = new int[samples];
            varied = new float[Math.multiplyExact(samples, size)];
        }
        count = samples;
        last = 0;
        for (int i = 0; i < samples; i++) {
            numbers[i] = order[from + i];
            data.read(numbers[i], 0, size, original, 0, 1);
            augmenter.apply(original, varied, i * size, noise.key(numbers[i], Noise.AUGMENTATION));
        }
    }

    @Override
    public void read(int sample, int from, int features, float[] into, int at, int stride) {
        int first = find(sample) * size + from;
        for (int i = 0; i < features; i++) {
            into[at + i * stride] = varied[first + i];
        }
    }

    private int find(int sample) {
        for (int i = 0; i < count; i++) {
            int place = (last + i) % count;
            if (numbers[place] == sample) {
                last = place;
                return place;
            }
        }
        throw new IllegalArgumentException("expected a sample of the micro-batch, found " + sample);
    }

    @Override
    public String name() {
        return data.name();
    }

    @Override
    public Shape shape() {
        return data.shape();
    }

    @Override
    public int size() {
        return data.size();
    }

    @Override
    public Optional<Labels> labels() {
        return data.labels();
    }
}
