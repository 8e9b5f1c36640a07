/// From a spec and a batch size, once, to a fixed list of operations over buffers with fixed places.
@NullMarked
package dev.hourglass.internal.graph;

import org.jspecify.annotations.NullMarked;
