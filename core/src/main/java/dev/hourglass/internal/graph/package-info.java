/// From a spec and a batch size, once, to a graph of ops over variables with fixed places.
@NullMarked
package dev.hourglass.internal.graph;

import org.jspecify.annotations.NullMarked;
