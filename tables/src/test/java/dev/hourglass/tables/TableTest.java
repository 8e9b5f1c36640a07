package dev.hourglass.tables;

import static dev.hourglass.tables.TestTables.LIMITS;
import static dev.hourglass.tables.TestTables.categorical;
import static dev.hourglass.tables.TestTables.column;
import static dev.hourglass.tables.TestTables.numbers;
import static dev.hourglass.tables.TestTables.numeric;
import static dev.hourglass.tables.TestTables.open;
import static dev.hourglass.tables.TestTables.parquet;
import static dev.hourglass.tables.TestTables.texts;
import static dev.hourglass.tables.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.TimestampType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final Locale LOCALE = Locale.getDefault();

    @TempDir
    private Path folder;

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(LOCALE);
    }

    @Test
    void findsWhatTheTextsOfCsvAre() {
        var file = write(folder.resolve("a.csv"), """
                amount,count,name,paid,day,at,zip
                1.5,1,ann,yes,2024-02-29,2024-02-29 10:00:00,01234
                -2e3,2,bob,no,2024-03-01,2024-03-01T11:30:00Z,99999
                """);

        try (var table = open(file)) {
            assertThat(table.format().columns()).extracting(StoredColumn::kind).containsExactly(
                    ColumnKind.NUMBER, ColumnKind.INTEGER, ColumnKind.TEXT, ColumnKind.BOOLEAN, ColumnKind.DATE,
                    ColumnKind.TIMESTAMP,
                    ColumnKind.TEXT);
            assertThat(numbers(table, numeric("amount"))).containsExactly(1.5, -2000.0);
            assertThat(numbers(table, new ColumnSpec("paid", new BooleanType()))).containsExactly(1.0, 0.0);
            assertThat(numbers(table, new ColumnSpec("day", new TimestampType()))).containsExactly(seconds(2024, 2, 29),
                    seconds(2024, 3, 1));
            assertThat(numbers(table, new ColumnSpec("at", new TimestampType()))).containsExactly(
                    seconds(2024, 2, 29) + 36_000, seconds(2024, 3, 1) + 41_400);
            assertThat(texts(table, categorical("zip"))).containsExactly("01234", "99999");
        }
    }

    private static double seconds(int year, int month, int day) {
        return LocalDate.of(year, month, day).toEpochSecond(LocalDateTime.MIN.toLocalTime(), ZoneOffset.UTC);
    }

    @Test
    void readsSemicolonsAndDecimalCommasInAnyLocale() {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        var file = write(folder.resolve("a.csv"), "betrag;tag\n1.234,5;31.12.2023\n-0,25;01.02.2024\n7;13.02.2024\n");

        try (var table = open(file)) {
            assertThat(table.format()).isEqualTo(new StoredFormat(";", List.of(
                    new StoredColumn("betrag", ColumnKind.NUMBER, StoredColumn.DECIMAL_COMMA),
                    new StoredColumn("tag", ColumnKind.DATE, "%d.%m.%Y"))));
            assertThat(numbers(table, numeric("betrag"))).containsExactly(1234.5, -0.25, 7.0);
            assertThat(numbers(table, new ColumnSpec("tag", new TimestampType())).getFirst())
                    .isEqualTo(seconds(2023, 12, 31));
            assertThat(texts(table, categorical("betrag"))).containsExactly("1234.5", "-0.25", "7");
        }
    }

    @Test
    void readsNumbersWithThousandsSeparated() {
        var file = write(folder.resolve("a.csv"), "x,y\n\"1,234\",a\n\"12,345.5\",b\n");

        try (var table = open(file)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1234.0, 12345.5);
        }
    }

    @Test
    void readsTabsQuotesBlanksAndAByteOrderMark() {
        var file = write(folder.resolve("a.tsv"), "\uFEFFselect\t\"q\"\"t\"\tWeight (kg)\n1\t\"a\tb\"\t 2 \n3\tc\t4\n");

        try (var table = open(file)) {
            assertThat(numbers(table, numeric("select"))).containsExactly(1.0, 3.0);
            assertThat(texts(table, categorical("q\"t"))).containsExactly("a\tb", "c");
            assertThat(numbers(table, numeric("Weight (kg)"))).containsExactly(2.0, 4.0);
        }
    }

    @Test
    void takesTheUsualWordsForMissing() {
        var file = write(folder.resolve("a.csv"), "x,y\n1,NA\nN/A,b\nnull,NULL\n?,c\nNaN,\nnan,d\n,nothing\n");

        try (var table = open(file)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0, Double.NaN, Double.NaN, Double.NaN,
                    Double.NaN, Double.NaN,
                    Double.NaN);
            assertThat(texts(table, categorical("y"))).containsExactly(null, "b", null, "c", null, "d", "nothing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inf", "-Infinity", "1e400", "-1E999"})
    void refusesAnInfiniteNumberByColumnAndRow(String number) {
        var csv = write(folder.resolve("a.csv"), "x,y\n1,a\nNA,b\n" + number + ",c\n2,d\n");

        for (var column : List.of(numeric("x"), categorical("x"))) {
            try (var table = open(csv)) {
                assertThatThrownBy(() -> cells(table, column)).isInstanceOf(DataException.class)
                        .hasMessage(csv + ": column 'x', row 3: expected a finite number, found '" + number
                                + "'; correct it, leave the cell empty, or have it missing with "
                                + "--query 'SELECT * REPLACE (CASE WHEN isfinite(\"x\") THEN \"x\" END AS \"x\") FROM data'");
            }
        }
        var finite = TableSource.query(
                "SELECT * REPLACE (CASE WHEN isfinite(\"x\") THEN \"x\" END AS \"x\") FROM data", TableSource.of(csv));
        try (var table = Table.open(finite, LIMITS)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0, Double.NaN, Double.NaN, 2.0);
        }
    }

    private static void cells(Table table, ColumnSpec column) {
        if (column.type() instanceof CategoricalType) {
            texts(table, column);
        } else {
            numbers(table, column);
        }
    }

    @Test
    void refusesAnInfiniteNumberOfParquetButNotNaN() throws SQLException {
        var infinite = parquet(folder.resolve("a.parquet"), "SELECT unnest(['1', '-inf', 'nan'])::DOUBLE AS x");
        var missing = parquet(folder.resolve("b.parquet"), "SELECT unnest(['1', 'nan'])::DOUBLE AS x");

        try (var table = open(infinite)) {
            assertThatThrownBy(() -> numbers(table, numeric("x")))
                    .hasMessageContaining("column 'x', row 2: expected a finite number, found '-inf'; ");
        }
        try (var table = open(missing)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0, Double.NaN);
        }
    }

    @Test
    void readsGzip() throws IOException {
        var file = folder.resolve("a.csv.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write("x,y\n1,a\n2,b\n".getBytes(StandardCharsets.UTF_8));
        }

        try (var table = open(file)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0, 2.0);
        }
    }

    @Test
    void readsFilesThatMatchAPatternInOrderOfTheirNames() {
        write(folder.resolve("part-2.csv"), "y,x\nc,3\n");
        write(folder.resolve("part-1.csv"), "x,y\n1,a\n2,b\n");
        write(folder.resolve("other.csv"), "z\n9\n");

        try (var table = Table.open(TableSource.of(folder + "/part-*.csv"), LIMITS)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0, 2.0, 3.0);
            assertThat(texts(table, categorical("y"))).containsExactly("a", "b", "c");
        }
    }

    @Test
    void refusesFilesOfOtherColumnsAsOneTable() {
        write(folder.resolve("part-1.csv"), "x,y\n1,a\n");
        write(folder.resolve("part-2.csv"), "x,z\n1,a\n");

        assertThatThrownBy(() -> Table.open(TableSource.of(folder + "/part-*.csv"), LIMITS))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("part-2.csv: expected the columns of")
                .hasMessageContaining("found none called 'y'");
    }

    @Test
    void readsAFileWhoseNameLooksLikeAPattern() {
        var file = write(folder.resolve("a[1]*.csv"), "x,y\n1,a\n");

        try (var table = open(file)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0);
        }
    }

    @Test
    void readsALinkToAFileOfAnotherName() throws IOException {
        var file = write(folder.resolve("blob"), "x,y\n1,a\n");
        var link = Files.createSymbolicLink(folder.resolve("a.csv"), file);

        try (var table = open(link)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0);
        }
    }

    @Test
    void readsJsonOfBothForms() {
        var lines = write(folder.resolve("a.ndjson"),
                "{\"x\":1,\"y\":\"a\",\"z\":{\"k\":1}}\n{\"y\":\"b\",\"x\":2.5}\n{\"x\":null}\n");
        var array = write(folder.resolve("a.json"),
                "[{\"x\":1,\"day\":\"2024-01-01\"},{\"x\":2,\"day\":\"2024-01-02\"}]");

        try (var table = open(lines)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0, 2.5, Double.NaN);
            assertThat(texts(table, categorical("y"))).containsExactly("a", "b", null);
            assertThat(table.format().column("z").orElseThrow().kind()).isEqualTo(ColumnKind.OTHER);
        }
        try (var table = open(array)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0, 2.0);
            assertThat(table.format().column("day").orElseThrow().kind()).isEqualTo(ColumnKind.DATE);
        }
    }

    @Test
    void readsParquetOfEveryType() throws SQLException {
        var file = parquet(folder.resolve("a.parquet"),
                """
                SELECT 1.50::DECIMAL(9, 2) AS dec, 7::UTINYINT AS small, 0.1::FLOAT AS single, true AS yes,
                       DATE '2024-01-02' AS day, TIMESTAMP '2024-01-02 00:00:01.5' AS at, TIME '01:00:01' AS clock,
                       'x' AS text, [1, 2] AS list, 123456789012345600000::HUGEINT AS huge, 'b'::ENUM('a', 'b') AS enum""");

        try (var table = open(file)) {
            assertThat(texts(table, categorical("dec"))).containsExactly("1.5");
            assertThat(texts(table, categorical("small"))).containsExactly("7");
            assertThat(texts(table, categorical("single"))).containsExactly("0.1");
            assertThat(texts(table, categorical("yes"))).containsExactly("true");
            assertThat(texts(table, categorical("enum"))).containsExactly("b");
            assertThat(numbers(table, numeric("huge"))).containsExactly(1.234567890123456E20);
            assertThat(numbers(table, numeric("clock"))).containsExactly(3601.0);
            assertThat(numbers(table, new ColumnSpec("day", new TimestampType()))).containsExactly(seconds(2024, 1, 2));
            assertThat(numbers(table, new ColumnSpec("at", new TimestampType())))
                    .containsExactly(seconds(2024, 1, 2) + 1.5);
            assertThat(table.format().column("list").orElseThrow().kind()).isEqualTo(ColumnKind.OTHER);
        }
    }

    @Test
    void readsStandardInput() {
        var in = new ByteArrayInputStream("x,y\n1,a\n2,b\n".getBytes(StandardCharsets.UTF_8));

        try (var table = Table.open(new TableSource.CsvStream(in), LIMITS)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0, 2.0);
            assertThat(texts(table, categorical("y"))).containsExactly("a", "b");
        }
    }

    @Test
    void readsTablesOfADatabase() throws SQLException {
        var file = folder.resolve("base.duckdb");
        TestTables.duckDb("ATTACH '" + file + "' AS base", "CREATE TABLE base.one AS SELECT 1 AS x");

        try (var table = Table.open(TableSource.of(file.toString()), LIMITS)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(1.0);
        }
        TestTables.duckDb("ATTACH '" + file + "' AS base", "CREATE TABLE base.two AS SELECT 2 AS x");
        try (var table = Table.open(TableSource.of(file + "?two"), LIMITS)) {
            assertThat(numbers(table, numeric("x"))).containsExactly(2.0);
        }
        assertThatThrownBy(() -> Table.open(TableSource.of(file), LIMITS))
                .hasMessageEndingWith("expected one table, found 'one', 'two'; name one as in 'base.duckdb?table'");
        assertThatThrownBy(() -> Table.open(TableSource.of(file + "?three"), LIMITS))
                .hasMessageEndingWith("expected a table 'three', found 'one', 'two'");
    }

    @Test
    void readsAQueryWithTheTypesThatWereFound() {
        var file = write(folder.resolve("a.csv"), "x;y\n1,5;a\n2,5;b\n3,5;b\n");

        try (var table = Table.open(
                TableSource.query("SELECT x * 2 AS twice, y FROM data WHERE x > 2;", TableSource.of(file)), LIMITS)) {
            assertThat(numbers(table, numeric("twice"))).containsExactly(5.0, 7.0);
            assertThat(texts(table, categorical("y"))).containsExactly("b", "b");
        }
    }

    @Test
    void joinsTablesInAQuery() {
        var tables = Map.of("people", TableSource.of(write(folder.resolve("a.csv"), "name,city\nann,1\nbob,2\n")),
                "cities", TableSource.of(write(folder.resolve("b.csv"), "id,city\n1,rome\n2,oslo\n")));

        try (var table = Table.open(new TableSource.TableQuery(
                "SELECT name, cities.city FROM people JOIN cities ON people.city = cities.id ORDER BY name", tables),
                LIMITS)) {
            assertThat(texts(table, categorical("city"))).containsExactly("rome", "oslo");
        }
    }

    @Test
    void readsByNameInAnotherOrderWithOtherColumnsBeside() throws SQLException {
        var format = new StoredFormat(";", List.of(new StoredColumn("day", ColumnKind.DATE, "%d.%m.%Y"),
                new StoredColumn("amount", ColumnKind.NUMBER, StoredColumn.DECIMAL_COMMA),
                new StoredColumn("code", ColumnKind.TEXT, "")));
        var one = write(folder.resolve("a.csv"), "extra;code;amount;day\n1,5;1;7;01.02.2024\n");
        var other = parquet(folder.resolve("a.parquet"), "SELECT 1 AS code, DATE '2024-02-01' AS day, 7 AS amount");

        for (var file : List.of(one, other)) {
            try (var table = Table.open(TableSource.of(file), format, LIMITS)) {
                assertThat(numbers(table, numeric("amount"))).containsExactly(7.0);
                assertThat(numbers(table, new ColumnSpec("day", new TimestampType())))
                        .containsExactly(seconds(2024, 2, 1));
                assertThat(texts(table, categorical("code"))).containsExactly("1");
            }
        }
    }

    @Test
    void namesAMissingColumnAndSuggestsOne() {
        try (var table = open(write(folder.resolve("a.csv"), "amount,y\n1,a\n"))) {
            assertThatThrownBy(() -> table.read(List.of(numeric("amuont")), Optional.empty(), Optional.empty()))
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith("expected a column 'amuont', found 'amount', 'y'; did you mean 'amount'?");
        }
    }

    @Test
    void namesTheFirstCellThatCannotBeRead() {
        try (var table = open(write(folder.resolve("a.csv"), "x,y\n1,a\n2,b\nabc,c\ndef,d\n"))) {
            assertThatThrownBy(() -> numbers(table, numeric("x")))
                    .isInstanceOf(DataException.class)
                    .hasMessageEndingWith(
                            "column 'x', row 3: expected a number, found 'abc'; correct it, or leave the cell empty");
            assertThatThrownBy(() -> numbers(table, new ColumnSpec("y", new BooleanType())))
                    .hasMessageContaining("column 'y', row 1: expected true or false, yes or no, 1 or 0, found 'a'");
            assertThatThrownBy(() -> numbers(table, new ColumnSpec("y", new TimestampType())))
                    .hasMessageContaining("column 'y', row 1: expected a date or time, found 'a'");
        }
    }

    @Test
    void givesIdsAndLabelsAsTexts() {
        var file = write(folder.resolve("a.csv"), "key,x,fraud\n1.0,5,yes\n007,6,no\n");

        try (var table = open(file);
                var reader = table.read(List.of(numeric("x")), Optional.of("key"), Optional.of("fraud"))) {
            var chunk = reader.next().orElseThrow();
            assertThat(chunk.firstRow()).isEqualTo(1);
            assertThat(chunk.ids().orElseThrow().values()).containsExactly("1.0", "007");
            assertThat(chunk.labels().orElseThrow().values()).containsExactly("yes", "no");
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void keepsTheOrderOnOneAndOnTwoThreads() throws SQLException {
        var file = parquet(folder.resolve("a.parquet"), "SELECT hash(i) % 1000003 AS x FROM range(300000) t(i)");
        var expected = new ArrayList<Double>();
        try (var table = Table.open(TableSource.of(file), new TableLimits(1L << 28, 1L << 30, 1))) {
            expected.addAll(numbers(table, numeric("x")));
        }

        try (var table = Table.open(TableSource.of(file), new TableLimits(1L << 28, 1L << 30, 2))) {
            assertThat(numbers(table, numeric("x"))).hasSize(300_000).isEqualTo(expected);
        }
    }

    @Test
    void countsRowsOverChunks() throws SQLException {
        var file = parquet(folder.resolve("a.parquet"), "SELECT i AS x FROM range(10000) t(i)");
        long next = 1;

        try (var table = open(file);
                var reader = table.read(List.of(numeric("x")), Optional.empty(), Optional.empty())) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                assertThat(chunk.get().firstRow()).isEqualTo(next);
                next += chunk.get().rows();
            }
        }

        assertThat(next).isEqualTo(10_001);
    }

    @Test
    void findsLaterRowsThatAreUnlikeTheFirst() {
        var text = new StringBuilder("x,y,z\n");
        for (int i = 0; i < 30_000; i++) text.append(i).append(",,").append(i % 7).append('\n');
        text.append("abc,2.5,\"a,b\"\n");
        var file = write(folder.resolve("a.csv"), text.toString());

        try (var table = open(file)) {
            assertThat(table.format().columns()).extracting(StoredColumn::kind)
                    .containsExactly(ColumnKind.TEXT, ColumnKind.NUMBER, ColumnKind.TEXT);
            assertThat(texts(table, categorical("z"))).endsWith("a,b");
        }
    }

    @Test
    void refusesWhatIsNoTable() throws IOException, SQLException {
        var whole = Files.readAllBytes(parquet(folder.resolve("whole.parquet"), "SELECT i FROM range(100) t(i)"));
        Files.write(folder.resolve("short.parquet"), Arrays.copyOf(whole, whole.length - 5));
        var middle = whole.clone();
        Arrays.fill(middle, whole.length - 60, whole.length - 8, (byte) 0x55);
        Files.write(folder.resolve("damaged.parquet"), middle);
        Files.write(folder.resolve("wide.csv"), "x,y\n1,2\n".getBytes(StandardCharsets.UTF_16));
        write(folder.resolve("empty.csv"), "");
        write(folder.resolve("text.parquet"), "x,y\n1,2\n");
        write(folder.resolve("plain.csv.gz"), "x,y\n1,2\n");
        write(folder.resolve("book.xlsx"), "PK");
        write(folder.resolve("a.xyz"), "x");
        write(folder.resolve("bad.json"), "{\"x\":1,\n");
        write(folder.resolve("base.duckdb"), "no database");

        assertRefused("none.csv", "no such file");
        assertRefused("", "expected a file, found a folder");
        assertRefused("empty.csv", "expected rows, found an empty file");
        assertRefused("wide.csv", "expected text in UTF-8, found UTF-16 (byte order mark FE FF); save it as UTF-8");
        assertRefused("short.parquet", "expected Parquet that ends with PAR1");
        assertRefused("damaged.parquet", "cannot be read as parquet");
        assertRefused("text.parquet", "expected Parquet, found something else");
        assertRefused("plain.csv.gz", "expected gzip, found something else");
        assertRefused("book.xlsx", "found a spreadsheet; open it and save the sheet as CSV");
        assertRefused("a.xyz", "expected a name that ends with one of .csv");
        assertRefused("bad.json",
                "cannot be read as json: row 1: expected JSON, found a mistake at byte 9 of it: unexpected end of data");
        assertRefused("base.duckdb", "expected a DuckDB database");
        assertThatThrownBy(() -> TableSource.of(folder + "/none-*.csv"))
                .hasMessageContaining("expected files that match, found none");
    }

    private void assertRefused(String name, String expected) {
        var file = folder.resolve(name);
        assertThatThrownBy(() -> open(file)).isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + ": ").hasMessageContaining(expected)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
    }

    @Test
    void namesTheRowThatIsNoJson() {
        write(folder.resolve("lines.ndjson"), "{\"a\": 1}\n".repeat(50) + "{\"a\": x}\n" + "{\"a\": 1}\n".repeat(9));
        write(folder.resolve("array.json"), "[" + "{\"a\": 1},\n".repeat(50) + "{\"a\": x}]");
        write(folder.resolve("three.json"), "3\n");
        write(folder.resolve("numbers.json"), "[{\"a\": 1}, 4]");

        assertRefused("lines.ndjson",
                "cannot be read as json: line 51: expected JSON, found a mistake at byte 7 of it: unexpected character; correct it");
        assertRefused("array.json", "cannot be read as json: row 51: expected JSON, found a mistake at byte 7 of it");
        assertRefused("three.json",
                "row 1: expected an object such as {\"a\": 1}, found 3; write an object for each row, one a line or in an array");
        assertRefused("numbers.json", "row 2: expected an object such as {\"a\": 1}, found 4");
        try (var table = open(write(folder.resolve("named.json"), "{\"json\": 3}\n{\"json\": 4}\n"))) {
            assertThat(table.format().columns()).extracting(StoredColumn::name).containsExactly("json");
        }
    }

    @Test
    void refusesTruncatedGzip() throws IOException {
        var random = new SplittableRandom(1);
        for (int rows : List.of(200, 50_000)) {
            var bytes = new ByteArrayOutputStream();
            try (var zip = new GZIPOutputStream(bytes)) {
                for (int i = 0; i < rows; i++) {
                    zip.write((random.nextInt() + "," + random.nextInt() + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            var file = Files.write(folder.resolve(rows + ".csv.gz"),
                    Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
            assertRefused(file.getFileName().toString(),
                    "expected a whole gzip file, found one that ends too early; copy it again");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            SELECT * FROM data) x, (SELECT 1 | found a syntax error near ')' at character 19; correct it
            SELEC * FROM data                | found a syntax error near 'SELEC' at character 1; correct it
            SELECT 'a FROM data              | found a syntax error: unterminated string literal at character 8; correct it
            `SELECT\n \u00FC, \u00FC \u00FC \u00FC FROM data` | found a syntax error near '\u00FC' in line 2, character 9; correct it
            SELECT 1; SELECT 2               | found 2 statements; keep one
            INSTALL httpfs                   | found another statement, or a PIVOT without IN; a query only reads rows
            SELECT 1; INSTALL httpfs         | found another statement, or a PIVOT without IN; a query only reads rows
            ``                               | found nothing; write one, such as SELECT * FROM data
            ;                                | found nothing; write one, such as SELECT * FROM data
            """)
    void aQueryIsOneSelect(String sql, String found) {
        var data = TableSource.of(write(folder.resolve("a.csv"), "x,y\n1,2\n"));

        assertThatThrownBy(() -> Table.open(TableSource.query(sql, data), LIMITS)).isInstanceOf(DataException.class)
                .hasMessage("query: expected one SELECT over 'data', " + found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SELECT x, y FROM data;", "SELECT x, y FROM data; -- and no more", "FROM data",
        "WITH d AS (SELECT * FROM data) SELECT * FROM d", "(SELECT x, y FROM data)", "TABLE data"})
    void aSelectMayBeWrittenInManyWays(String sql) {
        var data = TableSource.of(write(folder.resolve("a.csv"), "x,y\n1,2\n"));

        try (var table = Table.open(TableSource.query(sql, data), LIMITS)) {
            assertThat(table.format().columns()).extracting(StoredColumn::name).containsExactly("x", "y");
        }
    }

    @Test
    void namesTheLineThatIsNoCsv() throws IOException {
        var many = "1,2\n".repeat(30_000);
        write(folder.resolve("long.csv"), "a,b\n1,2\n3,4,5\n6,7\n");
        write(folder.resolve("short.csv"), "a,b\n1,2\n3\n6,7\n");
        write(folder.resolve("late.csv"), "a,b\n" + many + "1,2,3\n4,5\n");
        write(folder.resolve("quote.csv"), "a,b\n1,\"x\n3,y\n6,z\n");
        Files.write(folder.resolve("latin.csv"), "a,b\nM\u00fcller,2\nx,4\n".getBytes(StandardCharsets.ISO_8859_1));

        assertRefused("long.csv", "line 3: expected 2 cells, found 3; quote cells that contain the delimiter");
        assertRefused("short.csv", "line 3: expected 2 cells, found 1");
        assertRefused("late.csv", "line 30002: expected 2 cells, found 3");
        assertRefused("quote.csv",
                "line 2: expected a quote at the end of a cell that begins with one, found none; add it");
        assertRefused("latin.csv", "line 2: expected text in UTF-8, found other bytes; save it as UTF-8");
    }

    @Test
    void readsYearsOfTwoAndOfFourDigits() {
        var file = write(folder.resolve("a.csv"),
                "us,de,iso\n1/2/90 0:00,31.12.99,2024-01-02 00:00:01+02:00\n12/31/24 0:00,01.01.01,\n");

        try (var table = open(file)) {
            assertThat(table.format().columns()).extracting(StoredColumn::pattern).containsExactly("%m/%d/%y %H:%M",
                    "%d.%m.%y", "");
            assertThat(numbers(table, new ColumnSpec("us", new TimestampType()))).containsExactly(seconds(1990, 1, 2),
                    seconds(2024, 12, 31));
            assertThat(numbers(table, new ColumnSpec("de", new TimestampType()))).containsExactly(seconds(1999, 12, 31),
                    seconds(2001, 1, 1));
            assertThat(numbers(table, new ColumnSpec("iso", new TimestampType())).getFirst())
                    .isEqualTo(seconds(2024, 1, 2) + 1 - 7200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '=', textBlock = """
            %Y/%m/%d = 2024/02/13
            %d/%m/%Y = 13/02/2024
            %m/%d/%Y = 02/13/2024
            %d-%b-%y = 13-Feb-24
            %b %d %Y = Feb 13 2024
            %B %d, %Y = February 13, 2024
            %d.%m.%Y %H:%M = 13.02.2024 00:00
            %m/%d/%Y %I:%M %p = 2/13/2024 12:00 AM""")
    void readsDatesOfManyForms(String pattern, String text) {
        var file = write(folder.resolve("a.tsv"), "x\ty\n1\t" + text + "\n2\t" + text + "\n");

        try (var table = open(file)) {
            assertThat(table.format().column("y").orElseThrow().pattern()).isEqualTo(pattern);
            assertThat(numbers(table, new ColumnSpec("y", new TimestampType()))).containsOnly(seconds(2024, 2, 13));
        }
    }

    @Test
    void readsOneColumnWhoseNameHasACommaInQuotes() {
        try (var table = open(write(folder.resolve("a.csv"), "\"a,b\"\n1\n2\n"))) {
            assertThat(numbers(table, numeric("a,b"))).containsExactly(1.0, 2.0);
        }
    }

    @Test
    void readsOneRowOneColumnAndMany() {
        var many = new StringBuilder();
        for (int i = 0; i < 200; i++) many.append(i == 0 ? "" : ",").append("c").append(i);
        many.append('\n').append("1,".repeat(199)).append("1\n");

        try (var table = open(write(folder.resolve("row.csv"), "a,b\n1,x\n"))) {
            assertThat(numbers(table, numeric("a"))).containsExactly(1.0);
        }
        try (var table = open(write(folder.resolve("column.csv"), "a\n1\n\n3\n"))) {
            assertThat(numbers(table, numeric("a"))).containsExactly(1.0, Double.NaN, 3.0);
        }
        try (var table = open(write(folder.resolve("many.csv"), many.toString()))) {
            assertThat(table.profile().columns()).hasSize(200);
            assertThat(column(table.profile(), "c199").numbers().orElseThrow().most()).isEqualTo(1);
        }
    }
}
