package dev.hourglass.internal.exec;

import dev.hourglass.spec.layer.Activation;

/// How many units of a layer can learn.
///
/// @param title of the layer, such as `encoder layer 1 (dense 784->36)`
/// @param dead units, filters of a convolution, whose activation has no slope at any of the samples: a rectifier that
///     is always below 0, a logistic function that is always saturated. No gradient passes them. A unit of the output that is
///     saturated where the target is, is none of them
/// @param units of the layer
/// @param samples that were passed forward
public record LayerActivity(String title, Activation activation, int dead, int units, int samples) {
    /// The share of the units that are dead.
    public double share() {
        return (double) dead / units;
    }
}
