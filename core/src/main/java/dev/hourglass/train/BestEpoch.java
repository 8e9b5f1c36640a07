package dev.hourglass.train;

import dev.hourglass.model.TrainedAutoencoder;

/// The epoch with the lowest validation loss.
record BestEpoch(int epoch, double loss, TrainedAutoencoder model) {}
