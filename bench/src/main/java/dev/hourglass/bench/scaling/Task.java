package dev.hourglass.bench.scaling;

import dev.hourglass.bench.step.Pace;
import dev.hourglass.bench.step.RandomPixels;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.optimizer.Adam;

/// What is timed at one size.
///
/// @param steps that are timed as one
record Task(Autoencoder model, int batch, int samples, int steps) {
    /// A step, over the same two batches again and again.
    static Task step(Autoencoder model, int batch) {
        return new Task(model, batch, 2 * batch, 1);
    }

    static Task epoch(Autoencoder model, int batch, int samples) {
        return new Task(model, batch, samples, samples / batch);
    }

    Pace pace(int threads) {
        return new Pace(model, new Adam(0.001), batch, RandomPixels.of(model.input(), samples), threads, steps);
    }

    /// In all that is timed as one.
    double multiplyAdds() {
        return (double) Graph.of(model, batch).work().total() * batch * steps;
    }
}
