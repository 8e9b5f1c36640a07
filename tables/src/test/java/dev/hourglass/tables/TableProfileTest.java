package dev.hourglass.tables;

import static dev.hourglass.tables.TestTables.column;
import static dev.hourglass.tables.TestTables.profile;
import static dev.hourglass.tables.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.tables.ColumnProfile.LevelCount;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableProfileTest {
    @TempDir
    private Path folder;

    @Test
    void describesNumbers() {
        var x = column(profile(write(folder.resolve("a.csv"), "x,y\n1.5,a\n,a\n2.5,b\n8,a\n")), "x");

        assertThat(x.rows()).isEqualTo(4);
        assertThat(x.missing()).isEqualTo(1);
        assertThat(x.distinct()).isEqualTo(new DistinctCount(3, true));
        assertThat(x.examples()).containsExactly("1.5", "2.5", "8");
        var numbers = x.numbers().orElseThrow();
        assertThat(numbers.least()).isEqualTo(1.5);
        assertThat(numbers.most()).isEqualTo(8);
        assertThat(numbers.mean()).isEqualTo(4);
        assertThat(numbers.variance()).isCloseTo((6.25 + 2.25 + 16) / 3, within(1e-12));
        assertThat(numbers.skewness()).isCloseTo((-15.625 - 3.375 + 64) / 3 / Math.pow(24.5 / 3, 1.5), within(1e-12));
        assertThat(numbers.isRising()).isTrue();
    }

    @Test
    void describesTexts() {
        var y = column(profile(write(folder.resolve("a.csv"), "x,y\n1,bob\n2,ann\n3,\n4,a b c\n5,bob\n")), "y");

        assertThat(y.missing()).isEqualTo(1);
        assertThat(y.frequent()).startsWith(new LevelCount("bob", 2));
        assertThat(y.texts().orElseThrow())
                .isEqualTo(new TextStatistics("a b c", "bob", 3.5, 0.25, 0, Optional.empty(), 0, List.of()));
    }

    @Test
    void writesExamplesOfDatesAsDates() {
        var day = column(
                profile(write(folder.resolve("a.csv"), "day,at\n31.12.2023,2024-01-01 10:00:00\n01.01.2024,\n")),
                "day");

        assertThat(day.examples()).containsExactly("2023-12-31", "2024-01-01");
    }

    @Test
    void isTheSameOnOneAndOnTwoThreads() throws SQLException {
        var file = TestTables.parquet(folder.resolve("a.parquet"),
                "SELECT sin(i) * 1e6 AS x, 'c' || (i * 31 % 977) AS y, i % 50000 AS n FROM range(300000) t(i)");

        TableProfile one;
        TableProfile two;
        try (var table = Table.open(TableSource.of(file), new TableLimits(1L << 28, 1L << 30, 1))) {
            one = table.profile();
        }
        try (var table = Table.open(TableSource.of(file), new TableLimits(1L << 28, 1L << 30, 2))) {
            two = table.profile();
        }

        assertThat(two).isEqualTo(one);
        assertThat(column(one, "x").distinct()).isEqualTo(new DistinctCount(10_000, false));
    }
}
