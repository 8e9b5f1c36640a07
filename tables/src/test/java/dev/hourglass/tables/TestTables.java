package dev.hourglass.tables;

import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Small tables, and their rows as lists.
final class TestTables {
    static final TableLimits LIMITS = new TableLimits(1L << 28, 1L << 30, 1);

    private TestTables() {}

    static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Runs SQL in a DuckDB without limits, as others make their files.
    static void duckDb(String... statements) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            for (var sql : statements) statement.execute(sql);
        }
    }

    static Path parquet(Path file, String select) throws SQLException {
        duckDb("COPY (" + select + ") TO '" + file + "' (FORMAT parquet)");
        return file;
    }

    static Table open(Path file) {
        return Table.open(TableSource.of(file), LIMITS);
    }

    static TableProfile profile(Path file) {
        try (var table = open(file)) {
            return table.profile();
        }
    }

    static ColumnProfile column(TableProfile profile, String name) {
        return profile.columns().stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }

    static ColumnPlan column(TablePlan plan, String name) {
        return plan.columns().stream().filter(column -> column.name().equals(name)).findFirst().orElseThrow();
    }

    static ColumnSpec numeric(String name) {
        return new ColumnSpec(name, new NumericType(Scale.STANDARD));
    }

    static ColumnSpec categorical(String name) {
        return new ColumnSpec(name, new CategoricalType(64));
    }

    static List<Double> numbers(Table table, ColumnSpec column) {
        var numbers = new ArrayList<Double>();
        for (var values : values(table, column)) {
            Arrays.stream(((ColumnValues.Numbers) values).values()).forEach(numbers::add);
        }
        return numbers;
    }

    static List<String> texts(Table table, ColumnSpec column) {
        var texts = new ArrayList<String>();
        for (var values : values(table, column)) texts.addAll(Arrays.asList(((ColumnValues.Texts) values).values()));
        return texts;
    }

    private static List<ColumnValues> values(Table table, ColumnSpec column) {
        var values = new ArrayList<ColumnValues>();
        try (var reader = table.read(List.of(column), Optional.empty(), Optional.empty())) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                values.add(chunk.get().cells().getFirst());
            }
        }
        return values;
    }
}
