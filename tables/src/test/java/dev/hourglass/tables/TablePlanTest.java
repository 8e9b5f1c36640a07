package dev.hourglass.tables;

import static dev.hourglass.tables.TestTables.column;
import static dev.hourglass.tables.TestTables.profile;
import static dev.hourglass.tables.TestTables.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.table.TimestampType;
import dev.hourglass.tables.ColumnPlan.ColumnRole;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TablePlanTest {
    @TempDir
    private Path folder;

    /// 1,000 rows of an expression over `i`.
    private ColumnPlan planned(String name, String expression) throws SQLException {
        var file = folder.resolve(name + ".parquet");
        TestTables.parquet(file,
                "SELECT " + expression + " AS \"" + name + "\", (i * 7) % 31 AS other FROM range(1000) t(i)");
        return column(TablePlan.of(profile(file), PlanRequest.NOTHING), name);
    }

    private void assertInput(ColumnPlan column, ColumnType type, String reason) {
        assertThat(column.type()).as(column.reason()).contains(type);
        assertThat(column.role()).isEqualTo(ColumnRole.INPUT);
        assertThat(column.reason()).isEqualTo(reason);
    }

    private void assertLeftOut(ColumnPlan column, String reason) {
        assertThat(column.role()).as(column.reason()).isEqualTo(ColumnRole.LEFT_OUT);
        assertThat(column.type()).isEmpty();
        assertThat(column.reason()).isEqualTo(reason);
    }

    @Test
    void scalesSkewedNumbersByTheirLogarithm() throws SQLException {
        assertInput(planned("even", "sin(i)"), new NumericType(Scale.STANDARD), "numbers");
        assertInput(planned("skewed", "exp((i % 97) / 5.0)"), new NumericType(Scale.LOG), "numbers, skewness 3.9");
    }

    @Test
    void numbersWhoseVarianceIsInfiniteHaveALogarithmicScaleOrAreRefusedByName() throws SQLException {
        assertInput(planned("huge", "sin(i) * 1e307"), new NumericType(Scale.LOG),
                "numbers of up to 1.00e+307, too large for another scale");

        var asked = new PlanRequest(List.of(new ColumnSpec("huge", new NumericType(Scale.STANDARD))), List.of(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        var profile = profile(folder.resolve("huge.parquet"));
        assertThatThrownBy(() -> TablePlan.of(profile, asked)).isInstanceOf(DataException.class).hasMessage(
                "column 'huge': expected numbers of at most 1e+150 for the scale standard, found -1.00e+307 to 1.00e+307; divide them with a query, or give the column another scale (table: {columns: {huge: {numeric: {scale: log}}}})");
    }

    @Test
    void takesWholeNumbersForNumbersBooleansOrCodes() throws SQLException {
        assertInput(planned("count", "(i * i) % 13"), new NumericType(Scale.STANDARD), "integers");
        assertInput(planned("flag", "i % 2"), new BooleanType(), "only 0 and 1");
        assertInput(planned("far", "[100, 250, 900][i % 3 + 1]"), new CategoricalType(3),
                "few integers, far apart, as codes are of 3 values");
        assertInput(planned("zip", "10000 + (i * i) % 100"), new CategoricalType(22),
                "integers that its name calls codes of 22 values");
    }

    @Test
    void leavesOutIdentifiers() throws SQLException {
        assertLeftOut(planned("row", "i * 3"), "an identifier: every value is larger than the one before");
        assertLeftOut(planned("claim_id", "(i * 7919) % 1000"),
                "an identifier, as its name says: 1,000 values in 1,000 rows");
        assertLeftOut(planned("token", "md5(i::VARCHAR)"), "an identifier: 1,000 different texts in 1,000 rows");
        assertLeftOut(planned("uuid", "uuid()"), "an identifier: 1,000 different texts in 1,000 rows");
        assertThat(planned("paid", "i % 13").role()).isEqualTo(ColumnRole.INPUT);
    }

    @Test
    void leavesOutFreeText() throws SQLException {
        assertLeftOut(planned("comment", "'the customer said ' || md5((i % 800)::VARCHAR)"),
                "free text: 50 characters on average, 80.0 % different");
    }

    @Test
    void leavesOutWhatSaysNothing() throws SQLException {
        assertLeftOut(planned("same", "'x'"), "constant: 'x' in every row");
        assertLeftOut(planned("once", "CASE WHEN i < 5 THEN 2.5 END"),
                "constant: '2.5' in every row where it is not missing");
        assertLeftOut(planned("none", "NULL::DOUBLE"), "all cells are missing");
        assertLeftOut(planned("nested", "[i]"), "lists or structures: select their parts with a query");
    }

    @Test
    void tellsFrequentLevelsApart() throws SQLException {
        assertInput(planned("city", "'c' || (i % 64)"), new CategoricalType(64), "texts of 64 values");
        var file = TestTables.parquet(folder.resolve("many.parquet"),
                "SELECT 'c' || (i % 10000) AS x FROM range(30000) t(i)");
        assertInput(column(TablePlan.of(profile(file), PlanRequest.NOTHING), "x"), new CategoricalType(1000),
                "texts of 10,000 values: the 1,000 most frequent are kept (10.0 % of rows), the others are 'other'");
    }

    @Test
    void countsMoreLevelsThanItKeeps() throws SQLException {
        var file = TestTables.parquet(folder.resolve("many.parquet"),
                "SELECT 'c' || (i % 12345) AS x, i % 12345 AS n FROM range(30000) t(i)");
        var profile = profile(file);

        assertThat(column(profile, "x").distinct()).isEqualTo(new DistinctCount(12_345, true));
        assertThat(column(profile, "n").distinct()).isEqualTo(new DistinctCount(12_345, true));
    }

    @Test
    void recognisesBooleansAndDatesInTexts() {
        var file = write(folder.resolve("a.csv"), "paid,day\nY,13/02/2024\nn,01/03/2024\nY,\n");
        var plan = TablePlan.of(profile(file), PlanRequest.NOTHING);

        assertInput(column(plan, "paid"), new BooleanType(), "two values: 'true' and 'false'");
        assertInput(column(plan, "day"), new TimestampType(), "dates written like %d/%m/%Y");
    }

    private ColumnPlan dates(String... texts) {
        var file = write(folder.resolve("dates.csv"), "n,day\n1," + String.join("\n2,", texts) + "\n");
        return column(TablePlan.of(profile(file), PlanRequest.NOTHING), "day");
    }

    /// What the plan proposes works.
    private ColumnPlan proposed(ColumnPlan plan) {
        var query = plan.reason().replaceFirst(".*--query '(.*)'$", "$1");
        var source = TableSource.query(query, TableSource.of(folder.resolve("dates.csv")));
        try (var table = Table.open(source, TableLimits.DEFAULT)) {
            return column(TablePlan.of(table.profile(), PlanRequest.NOTHING), "day");
        }
    }

    @Test
    void datesThatMayBeReadInTwoWaysAreNamed() {
        var ambiguous = dates("05/03/2024", "01/12/2024", "02/02/2023");
        assertInput(ambiguous, new TimestampType(),
                "dates written like %m/%d/%Y; they could as well be %d/%m/%Y: if they are, read them with --query 'SELECT * REPLACE (strptime(strftime(\"day\", $$%m/%d/%Y$$), $$%d/%m/%Y$$)::DATE AS \"day\") FROM data'");
        assertThat(ambiguous.profile().examples().getFirst()).isEqualTo("2024-05-03");
        assertThat(proposed(ambiguous).profile().examples().getFirst()).isEqualTo("2024-03-05");

        assertThat(dates("05-03-2024 10:00", "01-12-2024 11:30").reason()).contains("could as well be %m-%d-%Y %H:%M");
        assertThat(dates("05/03/2024", "13/12/2024").reason()).isEqualTo("dates written like %d/%m/%Y");
        assertThat(dates("05.03.2024", "01.12.2024").reason()).isEqualTo("dates written like %d.%m.%Y");
        assertThat(dates("2024-05-03", "2024-01-12").reason()).isEqualTo("dates");
    }

    @Test
    void datesThatAreWrittenInSeveralWaysAreNamed() {
        var mixed = dates("2024-05-03", "04.05.2024", "2024-05-05", "06.05.2024", "2024-05-07");
        assertInput(mixed, new CategoricalType(5),
                "texts of 5 values; 100.0 % look like dates, written in several ways, as '2024-05-03' in row 1 and '04.05.2024' in row 2: write them in one, or read them with --query 'SELECT * REPLACE (coalesce(try_strptime(\"day\", $$%Y-%m-%d$$), try_strptime(\"day\", $$%d.%m.%Y$$)) AS \"day\") FROM data'");
        assertThat(proposed(mixed).type()).contains(new TimestampType());
        assertThat(proposed(mixed).profile().missing()).isZero();

        assertThat(dates("2024-05-03", "2024-05-04", "2024-13-05").reason()).endsWith(
                "look like dates, as '2024-05-03' in row 1, but not all are dates of one way of writing: correct the others");
        assertThat(dates("a", "b", "2024-13-05").reason()).isEqualTo("texts of 3 values");
    }

    @Test
    void namesThatAreUsedAreNotProposed() {
        var profile = profile(write(folder.resolve("used.csv"), "label,labels,a\nx,1,2\ny,2,3\n"));
        var request = new PlanRequest(List.of(), List.of("label"), Optional.empty(), Optional.of("labelz"),
                Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> TablePlan.of(profile, request)).hasMessageEndingWith("; did you mean 'labels'?");
    }

    @Test
    void namesOfSeveralRowsAreReported() {
        var profile = profile(write(folder.resolve("ids.csv"), "id,a\nx,1\nx,2\nNA,3\ny,4\n"));
        var request = new PlanRequest(List.of(), List.of(), Optional.of("id"), Optional.empty(), Optional.empty(),
                Optional.empty());

        assertThat(column(TablePlan.of(profile, request), "id").reason()).isEqualTo(
                "names the rows, as asked; only 2 names for 3 rows: several rows have the same, and explain shows the first of them; 1 row without, which are named by their number");
    }

    @Test
    void namesTheTextThatMakesTextsOfNumbers() {
        var plan = TablePlan.of(profile(write(folder.resolve("a.csv"), "a,b\n1,u\n2,v\nNA,u\nx,u\n4,12\n")),
                PlanRequest.NOTHING);

        assertInput(column(plan, "a"), new CategoricalType(4),
                "texts of 4 values; 75.0 % are numbers, but 'x' in row 4 is not: correct it, or have it missing with "
                        + "--query 'SELECT * REPLACE (TRY_CAST(\"a\" AS DOUBLE) AS \"a\") FROM data'");
        assertInput(column(plan, "b"), new CategoricalType(3), "texts of 3 values");
    }

    @Test
    void namesTheFirstInfiniteNumber() {
        var plan = TablePlan.of(profile(write(folder.resolve("a.csv"), "a,b\n1,2\nNA,2\n-inf,3\n4,1\ninf,2\n")),
                PlanRequest.NOTHING);

        assertInput(column(plan, "a"), new NumericType(Scale.STANDARD),
                "numbers; '-inf' in row 3 is not finite: correct it, or have it missing with "
                        + "--query 'SELECT * REPLACE (CASE WHEN isfinite(\"a\") THEN \"a\" END AS \"a\") FROM data'");
        assertInput(column(plan, "b"), new NumericType(Scale.STANDARD), "integers");
    }

    /// What the plan proposes works.
    @Test
    void aQueryHasStrayTextsMissing() {
        var file = write(folder.resolve("a.csv"), "a,b\n1,u\n2,v\nx,u\n4,w\n");
        var source = TableSource.query("SELECT * REPLACE (TRY_CAST(\"a\" AS DOUBLE) AS \"a\") FROM data",
                TableSource.of(file));
        try (var table = Table.open(source, TableLimits.DEFAULT)) {
            var column = column(TablePlan.of(table.profile(), PlanRequest.NOTHING), "a");

            assertInput(column, new NumericType(Scale.STANDARD), "numbers");
            assertThat(column.profile().missing()).isEqualTo(1);
        }
    }

    @Test
    void doesWhatItIsAsked() throws SQLException {
        var file = TestTables.parquet(folder.resolve("a.parquet"),
                "SELECT i AS key, i % 3 AS zone, i % 2 = 0 AS fraud, md5(i::VARCHAR) AS note FROM range(100) t(i)");
        var request = new PlanRequest(List.of(new ColumnSpec("zone", new CategoricalType(8))), List.of("note"),
                Optional.of("key"),
                Optional.of("fraud"), Optional.empty(), Optional.empty());

        var plan = TablePlan.of(profile(file), request);

        assertThat(plan.inputs()).containsExactly(new ColumnSpec("zone", new CategoricalType(8)));
        assertThat(plan.id()).contains("key");
        assertThat(plan.label()).contains("fraud");
        assertThat(column(plan, "note").reason()).isEqualTo("ignored, as asked");
    }

    @Test
    void refusesNamesThatAreNone() {
        var profile = profile(write(folder.resolve("a.csv"), "amount,city\n1,x\n2,y\n"));

        assertThatThrownBy(() -> TablePlan.of(profile,
                new PlanRequest(List.of(), List.of("cty"), Optional.empty(), Optional.empty(),
                        Optional.empty(), Optional.empty())))
                .isInstanceOf(SpecException.class)
                .hasMessage(
                        "table: expected names of columns, found 'cty', there are 'amount', 'city'; did you mean 'city'?");
        assertThatThrownBy(() -> TablePlan.of(profile,
                new PlanRequest(List.of(), List.of("city"), Optional.of("city"), Optional.empty(),
                        Optional.empty(), Optional.empty())))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("expected one use of a column, found several of 'city'");
    }

    @Test
    void refusesATableOfNothingToRead() {
        var constant = profile(write(folder.resolve("a.csv"), "x\n1\n1\n"));

        assertThatThrownBy(() -> TablePlan.of(constant, PlanRequest.NOTHING))
                .isInstanceOf(DataException.class)
                .hasMessageEndingWith(
                        "expected a column that a model can read, found none: 'x' constant: '1' in every row; give one a type");
        assertThatThrownBy(() -> profile(write(folder.resolve("b.csv"), "x,y\n")))
                .isInstanceOf(DataException.class).hasMessageContaining("expected rows, found none");
    }

    @Test
    void printsATable() {
        var file = write(folder.resolve("a.csv"), "amount,city\n1.5,x\n2.5,y\n,x\n");

        assertThat(TablePlan.of(profile(file), PlanRequest.NOTHING).lines()).containsExactly(
                "column  type         scale     categories  missing  why",
                "amount  numeric      standard              33.3 %   numbers",
                "city    categorical            2                    texts of 2 values");
    }
}
