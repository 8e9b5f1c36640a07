/// Synthetic rows: how well they are distributed like those of a table, and how far they are from single rows of it.
@NullMarked
package dev.hourglass.synthesis;

import org.jspecify.annotations.NullMarked;
