/// From a table to the model of its rows.
@NullMarked
package dev.hourglass.tables.training;

import org.jspecify.annotations.NullMarked;
