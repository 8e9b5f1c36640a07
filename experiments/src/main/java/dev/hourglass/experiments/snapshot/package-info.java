/// What a model makes of the same few samples after each epoch of its training, kept in the run's folder.
@NullMarked
package dev.hourglass.experiments.snapshot;

import org.jspecify.annotations.NullMarked;
