/// Models to play with: codes, reconstructions, samples, filters, activations and scores.
@NullMarked
package dev.hourglass.studio.model;

import org.jspecify.annotations.NullMarked;
