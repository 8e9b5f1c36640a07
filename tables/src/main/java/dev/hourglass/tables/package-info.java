/// Tables in CSV, JSON, Parquet and DuckDB's files: [dev.hourglass.tables.Table] opens one, says what its columns are and reads its
/// rows; [dev.hourglass.tables.TablePlan] decides what a model reads of it; [dev.hourglass.tables.TableWriter] writes rows.
///
/// DuckDB does the reading. It runs in the process, may open the files of the table alone, and loads no extensions.
@NullMarked
package dev.hourglass.tables;

import org.jspecify.annotations.NullMarked;
