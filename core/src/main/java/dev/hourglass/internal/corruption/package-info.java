/// Corruptions of inputs.
@NullMarked
package dev.hourglass.internal.corruption;

import org.jspecify.annotations.NullMarked;
