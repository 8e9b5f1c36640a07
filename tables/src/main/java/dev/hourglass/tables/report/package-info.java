/// Figures and a page about the model of a table.
@NullMarked
package dev.hourglass.tables.report;

import org.jspecify.annotations.NullMarked;
