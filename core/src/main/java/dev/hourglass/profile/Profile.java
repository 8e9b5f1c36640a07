package dev.hourglass.profile;

import java.util.List;

/// Where the time of training steps went. All seconds are sums over threads and steps, except [#seconds] itself.
///
/// @param steps measured
/// @param samples in these steps
/// @param seconds from the beginnings of these steps to their ends
/// @param layers in forward order
/// @param filling reading samples into panels, and corrupting them
/// @param loss the loss and its gradient
/// @param update clearing and adding up the gradients, the optimizer, packing the weights
public record Profile(
        int threads,
        long steps,
        long samples,
        double seconds,
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

    /// What the threads had: each of them all the time.
    public double threadSeconds() {
        return threads * seconds;
    }

    /// The rest: waiting for other threads, and handing out work.
    public double waiting() {
        return threadSeconds() - computing().seconds() - filling - loss - update;
    }
}
