/// Loops that keep a rectangle of sums in registers. `TileWriter` (with the tests) writes them from a table.
@NullMarked
package dev.hourglass.internal.kernel.tile;

import org.jspecify.annotations.NullMarked;
