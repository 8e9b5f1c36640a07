/// From a spec and data to a trained autoencoder: epochs, schedules, early stopping, listeners, diagnostics and checkpoints.
@NullMarked
package dev.hourglass.train;

import org.jspecify.annotations.NullMarked;
