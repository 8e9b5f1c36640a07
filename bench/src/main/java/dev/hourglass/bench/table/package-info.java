/// Scoring the rows of a table.
@NullMarked
package dev.hourglass.bench.table;

import org.jspecify.annotations.NullMarked;
