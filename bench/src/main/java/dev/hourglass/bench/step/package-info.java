/// Training steps of Hourglass alone, timed in this process.
@NullMarked
package dev.hourglass.bench.step;

import org.jspecify.annotations.NullMarked;
