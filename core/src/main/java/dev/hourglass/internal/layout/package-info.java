/// Places in memory: extents, halos, buffers, variables, parameter tensors, and linear maps as phases.
@NullMarked
package dev.hourglass.internal.layout;

import org.jspecify.annotations.NullMarked;
