/// Tables that are larger than memory.
@NullMarked
package dev.hourglass.bench.table;

import org.jspecify.annotations.NullMarked;
