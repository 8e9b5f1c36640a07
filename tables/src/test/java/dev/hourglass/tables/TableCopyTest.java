package dev.hourglass.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TimestampType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCopyTest {
    private static final List<ColumnSpec> INPUTS = List.of(
            new ColumnSpec("amount", new NumericType(Scale.STANDARD)), new ColumnSpec("kind", new CategoricalType(8)),
            new ColumnSpec("express", new BooleanType()), new ColumnSpec("day", new TimestampType()),
            new ColumnSpec("count", new NumericType(Scale.STANDARD)));
    /// Of 1234.56789, "desk", yes, 2026-03-01T00:00:07Z and 2.6.
    private static final List<Object> PREDICTED = List.of(1234.56789, "desk", 1.0, 1_772_323_207.0, 2.6);

    @TempDir
    Path folder;

    /// Copies a file, with predictions in the place of missing cells.
    private List<String> copied(Path in, String name) throws IOException {
        var out = folder.resolve(name);
        try (var table = TestTables.open(in);
                var copy = table.copy(INPUTS, out);
                var writer = TableWriter.open(out, copy.columns(), TableSource.of(in), TestTables.LIMITS)) {
            for (var next = copy.next(); next.isPresent(); next = copy.next()) {
                var rows = next.get();
                var isMissing = new boolean[INPUTS.size()][rows.rows()];
                for (int i = 0; i < isMissing.length; i++) {
                    for (int row = 0; row < rows.rows(); row++) isMissing[i][row] = rows.inputs().get(i).isMissing(row);
                }
                writer.write(copy.replaced(rows, predicted(rows.rows()), isMissing), rows.rows());
            }
            writer.finish();
        }
        return name.endsWith(".parquet") ? List.of() : Files.readAllLines(out);
    }

    private static List<ColumnValues> predicted(int rows) {
        return PREDICTED.stream().<ColumnValues>map(cell -> {
            var texts = new @Nullable String[rows];
            var numbers = new double[rows];
            for (int row = 0; row < rows; row++) {
                texts[row] = cell.toString();
                numbers[row] = cell instanceof Double number ? number : 0;
            }
            return cell instanceof String ? new ColumnValues.Texts(texts) : new ColumnValues.Numbers(numbers);
        }).toList();
    }

    @Test
    void csvStaysAsItIsButForMissingCells() throws IOException {
        var in = TestTables.write(folder.resolve("in.csv"), """
                id;note;amount;kind;express;day;count
                0012345678901234567890;" a; b ";1.234,50;desk;Y;01.02.2026;1
                7;NA;NA;?;;;
                007;;-0,5;chair;N;15.12.2025;3
                """);

        assertThat(copied(in, "out.tsv")).containsExactly("id\tnote\tamount\tkind\texpress\tday\tcount",
                "0012345678901234567890\t\" a; b \"\t1.234,50\tdesk\tY\t01.02.2026\t1",
                "7\tNA\t1234,57\tdesk\tY\t01.03.2026\t3",
                "007\t\t-0,5\tchair\tN\t15.12.2025\t3");
    }

    @Test
    void timesAndTruthInTheWordsOfTheFile() throws IOException {
        var in = TestTables.write(folder.resolve("in.csv"), """
                amount,kind,express,day,count
                "1,000.5",a,true,"Jan 5, 2026",4
                ,b,false,"Feb 5, 2026",5
                "2,000.5",a,,,
                """);
        var lines = copied(in, "out.csv");
        assertThat(lines.get(2)).isEqualTo("1234.57,b,false,\"Feb 5, 2026\",5");
        assertThat(lines.get(3)).isEqualTo("\"2,000.5\",a,true,\"Mar 01, 2026\",3");

        TestTables.write(in, """
                amount,kind,express,day,count
                1.5,a,yes,2026-01-05 10:00:00,4
                2.5,b,no,,5
                """);
        assertThat(copied(in, "out.csv").get(2)).isEqualTo("2.5,b,no,2026-03-01 00:00:07,5");
    }

    /// In columns that no model reads.
    @Test
    void infiniteNumbersStay() throws IOException, SQLException {
        var in = TestTables.parquet(folder.resolve("in.parquet"),
                """
                SELECT * FROM (VALUES (1::BIGINT, 12::INTEGER, 1.5::DOUBLE, 'a', true, DATE '2026-01-01', 4::INTEGER, '-inf'::DOUBLE),
                (1, 13, NULL, NULL, NULL, NULL, NULL, 0.5)) AS t(big, small, amount, kind, express, day, count, ratio)""");

        assertThat(copied(in, "out.json")).first().asString().endsWith("\"ratio\":\"-inf\"}");
        assertThat(copied(in, "out.csv")).first().asString().endsWith(",ratio");
        assertThat(Files.readAllLines(folder.resolve("out.csv")).get(1)).endsWith(",-inf");
        copied(in, "out.parquet");
        try (var table = TestTables.open(folder.resolve("out.parquet"))) {
            assertThat(table.aggregate(List.of("min(ratio)"))).containsExactly("-Infinity");
        }
    }

    @Test
    void numbersStayNumbersInParquetAndJson() throws IOException, SQLException {
        var in = TestTables.parquet(folder.resolve("in.parquet"), """
                SELECT * FROM (VALUES (9007199254740993::BIGINT, 12::INTEGER, 1.5::DOUBLE, 'a', true, DATE '2026-01-01', 4::INTEGER),
                (1, 13, NULL, NULL, NULL, NULL, NULL)) AS t(big, small, amount, kind, express, day, count)""");

        assertThat(copied(in, "out.json")).containsExactly(
                "{\"big\":\"9007199254740993\",\"small\":12,\"amount\":1.5,\"kind\":\"a\",\"express\":true,\"day\":\"2026-01-01\",\"count\":4}",
                "{\"big\":\"1\",\"small\":13,\"amount\":1234.57,\"kind\":\"desk\",\"express\":true,\"day\":\"2026-03-01\",\"count\":3}");
        copied(in, "out.parquet");
        try (var table = TestTables.open(folder.resolve("out.parquet"))) {
            assertThat(table.format().columns()).extracting(StoredColumn::kind).startsWith(ColumnKind.INTEGER,
                    ColumnKind.INTEGER, ColumnKind.NUMBER, ColumnKind.TEXT, ColumnKind.BOOLEAN);
        }
    }

    @Test
    void aMissingColumnIsRefused() {
        var in = TestTables.write(folder.resolve("in.csv"), "amount,kind,express,day\n1,a,yes,2026-01-01\n");

        try (var table = TestTables.open(in)) {
            assertThatExceptionOfType(DataException.class)
                    .isThrownBy(() -> table.copy(INPUTS, folder.resolve("out.csv")))
                    .withMessageContaining("expected a column 'count'");
        }
    }

    @Test
    void predictionsAreRoundedToSixDigits() {
        assertThat(TableCopy.rounded(1.0 / 3, Double.NaN, 12345678))
                .isEqualTo(new ColumnValues.Numbers(new double[] {0.333333, Double.NaN, 12345700}));
    }
}
