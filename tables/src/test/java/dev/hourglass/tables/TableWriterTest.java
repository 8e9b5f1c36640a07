package dev.hourglass.tables;

import static dev.hourglass.tables.TestTables.LIMITS;
import static dev.hourglass.tables.TestTables.categorical;
import static dev.hourglass.tables.TestTables.numbers;
import static dev.hourglass.tables.TestTables.numeric;
import static dev.hourglass.tables.TestTables.open;
import static dev.hourglass.tables.TestTables.texts;
import static dev.hourglass.tables.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.OutputColumn.CellType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableWriterTest {
    private static final Locale LOCALE = Locale.getDefault();
    private static final List<OutputColumn> COLUMNS = List.of(
            new OutputColumn("row", CellType.INTEGER), new OutputColumn("the \"score\"", CellType.NUMBER),
            new OutputColumn("select", CellType.BOOLEAN), new OutputColumn("why", CellType.TEXT));
    private static final @Nullable String[] REASONS = {"a, \"b\"\nc\td\\", null, "ü "};
    private static final List<ColumnValues> CELLS = List.of(
            new ColumnValues.Numbers(new double[] {1, 2, 3}),
            new ColumnValues.Numbers(new double[] {0.1, Double.NaN, 1e-9}),
            new ColumnValues.Numbers(new double[] {0, 1, Double.NaN}), new ColumnValues.Texts(REASONS));

    @TempDir
    private Path folder;

    private TableSource input = TableSource.of("unset.csv");

    @AfterEach
    void restoreLocale() {
        Locale.setDefault(LOCALE);
    }

    private TableWriter writer(Path file) {
        return TableWriter.open(file, COLUMNS, input, LIMITS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.tsv", "out.csv.gz", "out.ndjson", "out.json.gz", "out.parquet"})
    void writesWhatIsReadAgain(String name) throws IOException {
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        var file = folder.resolve(name);

        try (var writer = writer(file)) {
            writer.write(CELLS, 2);
            writer.write(CELLS, 3);
            writer.finish();
        }

        try (var table = open(file)) {
            assertThat(numbers(table, numeric("row"))).containsExactly(1.0, 2.0, 1.0, 2.0, 3.0);
            assertThat(numbers(table, numeric("the \"score\""))).containsExactly(0.1, Double.NaN, 0.1, Double.NaN,
                    1e-9);
            assertThat(numbers(table, new ColumnSpec("select", new BooleanType()))).containsExactly(0.0, 1.0, 0.0, 1.0,
                    Double.NaN);
            assertThat(texts(table, categorical("why"))).containsExactly("a, \"b\"\nc\td\\", null, "a, \"b\"\nc\td\\",
                    null, "ü");
        }
        assertOnlyFile(name);
    }

    private void assertOnlyFile(String name) throws IOException {
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly(name);
        }
    }

    @Test
    void writesCsvToAStream() {
        var out = new ByteArrayOutputStream();

        try (var writer = TableWriter.csv(out, COLUMNS)) {
            writer.write(CELLS, 3);
            writer.finish();
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                row,"the ""score""\",select,why
                1,0.1,false,"a, ""b""
                c	d\\"
                2,,true,
                3,1.0E-9,,"ü "
                """);
    }

    @Test
    void writesManyRowsToParquetInOrder() {
        int rows = 100_000;
        var file = folder.resolve("out.parquet");
        var columns = List.of(new OutputColumn("x", CellType.NUMBER));

        try (var writer = TableWriter.open(file, columns, input, LIMITS)) {
            for (int from = 0; from < rows; from += 5_000) {
                var part = IntStream.range(from, from + 5_000).asDoubleStream().toArray();
                writer.write(List.of(new ColumnValues.Numbers(part)), 5_000);
            }
            writer.finish();
        }

        try (var table = open(file)) {
            assertThat(numbers(table, numeric("x")))
                    .isEqualTo(IntStream.range(0, rows).asDoubleStream().boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"out.csv", "out.parquet"})
    void leavesTheOldFileUntilItIsFinished(String name) throws IOException {
        var file = write(folder.resolve(name), "old");

        try (var writer = writer(file)) {
            writer.write(CELLS, 3);
        }

        assertThat(file).hasContent("old");
        assertOnlyFile(name);
    }

    @ParameterizedTest
    @DisabledOnOs(OS.WINDOWS)
    @ValueSource(strings = {"out.csv", "out.json.gz", "out.parquet"})
    void givesItsFileThePermissionsOfNewFilesAndKeepsThoseOfOthers(String name) throws IOException {
        var usual = Files.getPosixFilePermissions(Files.createFile(folder.resolve("usual")));
        var file = folder.resolve(name);

        finish(file);

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(usual);
        var readable = PosixFilePermissions.fromString("rw-r-----");
        Files.setPosixFilePermissions(file, readable);
        finish(file);
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(readable);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void writesThroughALinkAlsoToAFileThatIsNotThereYet() throws IOException {
        var file = folder.resolve("later.csv");
        var link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("later.csv"));

        for (int i = 0; i < 2; i++) {
            finish(link);

            assertThat(link).isSymbolicLink();
            assertThat(file).isRegularFile().isNotEmptyFile();
        }
    }

    private void finish(Path file) {
        try (var writer = writer(file)) {
            writer.write(CELLS, 3);
            writer.finish();
        }
    }

    @Test
    void writesATableWithoutRows() {
        var file = folder.resolve("out.parquet");

        try (var writer = writer(file)) {
            writer.finish();
        }

        try (var table = open(file)) {
            assertThat(numbers(table, numeric("row"))).isEmpty();
        }
    }

    @Test
    void makesItsFolder() {
        var file = folder.resolve("new/er/out.csv");
        try (var writer = writer(file)) {
            writer.write(CELLS, 3);
            writer.finish();
        }

        assertThat(file).isNotEmptyFile();
    }

    @Test
    void refusesToOverwriteItsInput() throws IOException {
        var file = write(folder.resolve("a.csv"), "x,y\n1,2\n");
        var link = Files.createSymbolicLink(folder.resolve("b.csv"), file);
        input = TableSource.query("SELECT 1", TableSource.of(file));

        assertThatThrownBy(() -> writer(link)).isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        "expected a file other than those that are read, found one of them; name another");
    }

    @Test
    void refusesWhatCannotBeWritten() {
        var file = write(folder.resolve("file"), "x");
        assertThatThrownBy(() -> writer(file.resolve("out.csv"))).isInstanceOf(DataException.class)
                .hasMessageContaining("expected a folder to write into, found a file: ");
        assertThatThrownBy(() -> writer(folder.resolve("out.xlsx"))).hasMessageContaining("found a spreadsheet");
        assertThatThrownBy(
                () -> TableWriter.csv(new ByteArrayOutputStream(), List.of(COLUMNS.getFirst(), COLUMNS.getFirst())))
                .isInstanceOf(SpecException.class).hasMessageContaining("found column 'row' twice");
        try (var writer = writer(folder.resolve("out.csv"))) {
            assertThatThrownBy(() -> writer.write(List.of(), 0))
                    .hasMessageContaining("expected cells of 4 columns, found 0");
            assertThatThrownBy(() -> writer.write(CELLS, 4))
                    .hasMessageContaining("column 'row': expected 4 integers, found 3 numbers");
        }
    }
}
