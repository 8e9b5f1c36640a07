/// How a gradient becomes a step.
@NullMarked
package dev.hourglass.spec.optimizer;

import org.jspecify.annotations.NullMarked;
