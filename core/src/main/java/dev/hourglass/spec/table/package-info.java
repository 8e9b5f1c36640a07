/// Which columns of a table a model reads, and as what.
@NullMarked
package dev.hourglass.spec.table;

import org.jspecify.annotations.NullMarked;
