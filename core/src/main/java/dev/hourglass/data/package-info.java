/// Samples to learn from, held in memory.
@NullMarked
package dev.hourglass.data;

import org.jspecify.annotations.NullMarked;
