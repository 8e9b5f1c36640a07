/// The update rules of the optimizers.
@NullMarked
package dev.hourglass.internal.optimizer;

import org.jspecify.annotations.NullMarked;
