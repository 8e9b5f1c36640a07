/// Tables: scoring their rows, and rows that are larger than memory.
@NullMarked
package dev.hourglass.bench.table;

import org.jspecify.annotations.NullMarked;
