package dev.hourglass.profile;

import java.util.List;

/// Where the time of training steps went. All seconds are sums over threads and steps, except `seconds` itself.
///
/// @param threads at most; the engine uses fewer while these are faster
/// @param steps measured
/// @param samples in these steps
/// @param seconds from the beginnings of these steps to their ends
/// @param threadSeconds the same, each step as often as threads were in use
/// @param layers in forward order
/// @param filling reading samples into panels, and corrupting them
/// @param loss the loss and its gradient
/// @param update clearing and adding up the gradients, the optimizer, packing the weights
public record Profile(
        int threads,
        long steps,
        long samples,
        double seconds,
        double threadSeconds,
        List<LayerProfile> layers,
        double filling,
        double loss,
        double update) {
    public Profile {
        layers = List.copyOf(layers);
    }

    /// All layers together.
    public Pass computing() {
        return layers.stream().map(LayerProfile::total).reduce(new Pass(0, 0), Pass::plus);
    }

    /// How many threads took a step, on average over the time.
    public double meanThreads() {
        return threadSeconds / seconds;
    }

    /// The rest: waiting for other threads, and handing out work.
    public double waiting() {
        return threadSeconds - computing().seconds() - filling - loss - update;
    }
}
