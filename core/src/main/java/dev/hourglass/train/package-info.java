/// From a spec and data to a trained autoencoder: epochs, schedules, early stopping, listeners and the doctor.
@NullMarked
package dev.hourglass.train;

import org.jspecify.annotations.NullMarked;
