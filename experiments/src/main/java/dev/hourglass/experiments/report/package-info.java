/// The reports of a run and of a sweep, and the tables in them.
@NullMarked
package dev.hourglass.experiments.report;

import org.jspecify.annotations.NullMarked;
