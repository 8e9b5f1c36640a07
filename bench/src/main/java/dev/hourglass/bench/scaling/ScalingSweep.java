package dev.hourglass.bench.scaling;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// What is made larger, while everything else stays.
enum ScalingSweep {
    BATCH("batch", "784-392-784, dense") {
        @Override
        List<Integer> sizes() {
            return List.of(64, 128, 256, 512, 1024, 2048, 4096, 8192, 16_384);
        }

        @Override
        Task task(int size) {
            return Task.step(dense(784, 392, 1), size);
        }
    },
    WIDTH("hidden units", "256-width-256, dense, batch 512") {
        @Override
        List<Integer> sizes() {
            return List.of(16, 32, 64, 128, 256, 512, 1024, 2048);
        }

        @Override
        Task task(int size) {
            return Task.step(dense(256, size, 1), 512);
        }
    },
    DEPTH("hidden layers", "256 units in each layer, dense, batch 256") {
        @Override
        List<Integer> sizes() {
            return List.of(1, 2, 4, 8, 16, 32, 64);
        }

        @Override
        Task task(int size) {
            return Task.step(dense(256, 256, size), 256);
        }
    },
    SIDE("pixels a side", "conv 3x3, channels 1-16-16-1, batch 32") {
        @Override
        List<Integer> sizes() {
            return List.of(8, 12, 16, 24, 32, 48, 64, 96, 128);
        }

        @Override
        Task task(int size) {
            return Task.step(convolutional(size), 32);
        }
    },
    SAMPLES(
            "samples",
            "784-36-784, dense, batch 256; an epoch") {
        @Override
        List<Integer> sizes() {
            return List.of(1024, 2048, 4096, 8192, 16_384, 32_768, 65_536);
        }

        @Override
        Task task(int size) {
            return Task.epoch(dense(784, 36, 1), 256, size);
        }
    };

    private final String title;
    private final String network;

    ScalingSweep(String title, String network) {
        this.title = title;
        this.network = network;
    }

    /// From small to large.
    abstract List<Integer> sizes();

    /// What is done at one size.
    abstract Task task(int size);

    /// What grows.
    String title() {
        return title;
    }

    /// What stays.
    String network() {
        return network;
    }

    /// Whether an epoch is timed instead of a step.
    boolean isEpoch() {
        return this == SAMPLES;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static Autoencoder dense(int features, int units, int layers) {
        var hidden = Collections.nCopies(layers, (Layer) new Dense(units, Activation.RELU));
        return new Autoencoder(
                Shape.of(features), hidden, List.of(new Dense(features, Activation.IDENTITY)), new MeanSquaredError());
    }

    private static Autoencoder convolutional(int side) {
        return new Autoencoder(
                Shape.of(side, side, 1),
                List.of(new Conv2d(16, 3, Activation.RELU), new Conv2d(16, 3, Activation.RELU)),
                List.of(new Conv2d(1, 3, Activation.IDENTITY)),
                new MeanSquaredError());
    }
}
