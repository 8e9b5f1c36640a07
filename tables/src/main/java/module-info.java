/// Tables in files and databases: what their columns are, and their rows, in and out.
@SuppressWarnings("requires-automatic") // DuckDB's driver has no module descriptor
module dev.hourglass.tables {
    requires duckdb.jdbc;
    requires java.sql;
    requires static transitive org.jspecify;
    requires transitive dev.hourglass.experiments;

    exports dev.hourglass.tables;
    exports dev.hourglass.tables.report;
    exports dev.hourglass.tables.training;
}
