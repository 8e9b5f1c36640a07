/// Drift: how the columns of a table, and the scores of its rows, differ from those of training.
@NullMarked
package dev.hourglass.drift;

import org.jspecify.annotations.NullMarked;
