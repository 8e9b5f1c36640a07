package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the rows of a table come from. Nothing is opened before [Table#open].
public sealed interface TableSource {
    /// What stands for standard input.
    String STANDARD_INPUT = "-";

    /// A short name for messages.
    String describe();

    /// The files that are read.
    default List<Path> files() {
        return switch (this) {
            case TableFiles(var files) -> files;
            case DatabaseTable(var file, _) -> List.of(file);
            case CsvStream _ -> List.of();
            case TableQuery(_, var tables) ->
                tables.values().stream().flatMap(table -> table.files().stream()).toList();
        };
    }

    /// Files of one format, read one after the other.
    ///
    /// @param files at least one
    record TableFiles(List<Path> files) implements TableSource {
        public TableFiles {
            files = List.copyOf(files);
            if (files.isEmpty()) {
                throw new DataException("table: expected at least one file, found none");
            }
        }

        @Override
        public String describe() {
            return files.size() == 1 ? files.getFirst().toString() : files.getFirst() + " and others";
        }
    }

    /// A table of a DuckDB database.
    ///
    /// @param table `name` or `schema.name`; empty for the only one
    record DatabaseTable(Path file, Optional<String> table) implements TableSource {
        @Override
        public String describe() {
            return file + table.map(name -> "?" + name).orElse("");
        }
    }

    /// CSV from a stream, which is read once, to its end, when the table is opened.
    record CsvStream(InputStream in) implements TableSource {
        @Override
        public String describe() {
            return "standard input";
        }
    }

    /// The rows of a `SELECT`. It sees the named tables and nothing else: no other file, no network. It runs once, when the table is
    /// opened.
    ///
    /// @param tables by the names that the query calls them
    record TableQuery(String sql, Map<String, TableSource> tables) implements TableSource {
        public TableQuery {
            tables = Map.copyOf(tables);
        }

        @Override
        public String describe() {
            return "query";
        }
    }

    /// A file, a pattern such as `2024-*.csv` or `logs/**.parquet` (files in order of their names), `base.duckdb`,
    /// `base.duckdb?table`, or `-` for CSV on standard input.
    ///
    /// @throws DataException if the name is empty, or no file matches a pattern
    static TableSource of(String location) {
        if (location.isBlank()) {
            throw new DataException("table: expected the name of a file, found nothing");
        }
        if (location.equals(STANDARD_INPUT)) {
            return new CsvStream(System.in);
        }
        int database = location.lastIndexOf(TableFormat.DATABASE + "?");
        if (database >= 0) {
            int end = database + TableFormat.DATABASE.length();
            return new DatabaseTable(Path.of(location.substring(0, end)), Optional.of(location.substring(end + 1)));
        }
        if (location.endsWith(TableFormat.DATABASE)) {
            return new DatabaseTable(Path.of(location), Optional.empty());
        }
        return FilePattern.isPattern(location) && !Files.exists(Path.of(location))
                ? new TableFiles(FilePattern.matches(location))
                : of(Path.of(location));
    }

    /// Whether there is anything of this name; patterns are not looked at.
    static boolean exists(String location) {
        return FilePattern.isPattern(location)
                || Files.exists(Path.of(location.replaceFirst("(\\" + TableFormat.DATABASE + ")\\?.*", "$1")));
    }

    /// A file.
    static TableSource of(Path file) {
        return file.toString().endsWith(TableFormat.DATABASE)
                ? new DatabaseTable(file, Optional.empty())
                : new TableFiles(List.of(file));
    }

    /// The rows of a `SELECT` over a table that it calls `data`.
    static TableSource query(String sql, TableSource data) {
        return new TableQuery(sql, Map.of("data", data));
    }
}
