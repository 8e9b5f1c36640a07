/// What people and machines read afterwards: tables, JSON and the report of a run.
@NullMarked
package dev.hourglass.app.report;

import org.jspecify.annotations.NullMarked;
