package dev.hourglass.tables;

import static dev.hourglass.tables.TestTables.LIMITS;
import static dev.hourglass.tables.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a query must not reach.
class TableSafetyTest {
    @TempDir
    private Path folder;

    private TableSource data = TableSource.of("unset.csv");
    private Path secret = Path.of("unset");

    @BeforeEach
    void writeFiles() {
        data = TableSource.of(write(folder.resolve("data.csv"), "x,y\n1,a\n"));
        secret = write(folder.resolve("secret.csv"), "x,y\nhidden,b\n");
    }

    @Test
    void readsNoOtherFile() {
        for (var sql : List.of(
                "SELECT * FROM '" + secret + "'", "SELECT * FROM read_csv('" + secret + "')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM glob('/etc/*')", "SELECT * FROM read_blob('" + folder + "/../*')",
                "SELECT * FROM read_csv('" + folder + "/data.csv/../secret.csv')",
                "SELECT * FROM read_json('https://localhost/x.json')")) {
            assertRefused(sql);
        }
    }

    @Test
    void runsNothingButASelect() {
        for (var sql : List.of(
                "COPY data TO '" + folder.resolve("out.csv") + "'", "ATTACH '" + folder.resolve("out.duckdb") + "'",
                "INSTALL httpfs",
                "SELECT 1) ; COPY (SELECT 1) TO '" + folder.resolve("out.csv") + "'; SELECT (1",
                "SELECT 1); ATTACH '" + folder.resolve("out.duckdb") + "'; SELECT (1",
                "SELECT 1); INSTALL httpfs; SELECT (1",
                "SELECT 1); SET enable_external_access = true; SELECT (1")) {
            assertRefused(sql);
        }
        assertThat(folder.resolve("out.csv")).doesNotExist();
        assertThat(folder.resolve("out.duckdb")).doesNotExist();
    }

    private void assertRefused(String sql) {
        assertThatThrownBy(() -> Table.open(TableSource.query(sql, data), LIMITS)).as(sql)
                .isInstanceOf(DataException.class)
                .hasMessageMatching("query: expected (a|one) SELECT over 'data', found .*")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hidden").doesNotContain("\n"));
    }

    @Test
    void aLockedSessionOpensAndChangesNothing() throws SQLException {
        try (var session = DuckSession.open(LIMITS)) {
            session.lock(List.of());

            for (var sql : List.of(
                    "COPY (SELECT 1) TO '" + folder.resolve("out.csv") + "'",
                    "ATTACH '" + folder.resolve("out.duckdb") + "'",
                    "INSTALL httpfs", "LOAD httpfs", "SET memory_limit = '99GB'", "SET allowed_directories = ['/']",
                    "SET lock_configuration = false", "SELECT * FROM read_csv('" + secret + "')",
                    "EXPORT DATABASE '" + folder + "'")) {
                assertThatThrownBy(() -> session.run(sql)).as(sql).isInstanceOf(SQLException.class);
            }
        }
    }

    @Test
    void theLimitsAreThoseThatWereGiven() throws SQLException {
        try (var session = DuckSession.open(new TableLimits(1L << 27, 1L << 20, 3))) {
            var settings = session.rows("SELECT current_setting('threads'), current_setting('memory_limit'), "
                    + "current_setting('max_temp_directory_size'), current_setting('temp_directory')").getFirst();

            assertThat(settings).containsExactly("3", "128.0 MiB", "1.0 MiB", session.folder().toString());
        }
    }

    @Test
    void removesItsFolder() throws IOException, SQLException {
        Path temporary;
        try (var session = DuckSession.open(LIMITS)) {
            temporary = session.folder();
            Files.writeString(temporary.resolve("left.txt"), "x");
        }

        assertThat(temporary).doesNotExist();
    }
}
