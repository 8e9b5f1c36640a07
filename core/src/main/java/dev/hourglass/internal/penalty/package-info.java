/// Penalties on codes and weights: their costs and gradients side by side.
@NullMarked
package dev.hourglass.internal.penalty;

import org.jspecify.annotations.NullMarked;
