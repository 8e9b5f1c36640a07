/// Measures of reconstructions, and the linear autoencoder that every other one has to beat.
@NullMarked
package dev.hourglass.metric;

import org.jspecify.annotations.NullMarked;
