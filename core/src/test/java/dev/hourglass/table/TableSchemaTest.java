package dev.hourglass.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSchemaTest {
    private static final TableSchema SCHEMA = new TableSchema(List.of(
            new NumericColumn("amount", new Scaling.SignedLog(2, 0.5, 0.25), 1.5, 0.125),
            new CategoricalColumn("country", List.of("DE", "AT"), List.of(0.75, 0.25, 0.0), 0),
            new BooleanColumn("paid \"fully\"", 0.5, 0),
            new TimestampColumn("at", new Scaling.Standard(1e9, 1e6), List.of(Cycle.DAY, Cycle.YEAR),
                    List.of(1.0, 0.5, 0.5, 0.5, 0.5), 0.25),
            new CountColumn("visits", 2.5, 0.75, 0.5),
            new NumericColumn("a", new Scaling.MinMax(1, 2), 0.1, 0),
            new NumericColumn("b", new Scaling.Robust(1, 2), 0.1, 0),
            new NumericColumn("c", new Scaling.NormalScores(List.of(1.0, 2.0, 4.0)), 0.1, 0)));

    @Test
    void goesThroughJson() {
        assertThat(SchemaJson.read(SchemaJson.write(SCHEMA))).isEqualTo(SCHEMA);
    }

    @Test
    void blocksCoverAllFeatures() {
        assertThat(SCHEMA.features()).isEqualTo(2 + 3 + 2 + 6 + 2 + 3);
        assertThat(SCHEMA.offsets()).containsExactly(0, 2, 5, 7, 13, 15, 16, 17);
        assertThat(SCHEMA.outputs().blocks()).extracting(OutputBlock::size)
                .containsExactly(1, 1, 3, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void inputsAreClippedAndOthersThatNobodySawAreNothing() {
        var schema = new TableSchema(List.of(SCHEMA.columns().get(5), SCHEMA.columns().get(1)));
        var features = new float[8];
        schema.encode(List.of(new ColumnValues.Numbers(new double[] {1000, Double.NaN}),
                new ColumnValues.Texts(new String[] {"FR", "AT"})), 2, features);
        assertThat(features).containsExactly(999, 0, 0, 1, Float.NaN, 0, 1, 0);

        schema.toInputs(features, 2);

        assertThat(features).containsExactly(10, 0, 0, 0, Float.NaN, 0, 1, 0);
    }

    @Test
    void refusesCellsOfAnotherKind() {
        var schema = new TableSchema(List.of(SCHEMA.columns().get(1)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> schema.encode(List.of(new ColumnValues.Numbers(new double[1])), 1, new float[3]))
                .withMessage("column 'country': expected texts of 1 rows, found numbers of 1");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> schema.encode(List.of(), 0, new float[3]))
                .withMessage("table: expected 1 columns, found 0");
    }

    @Test
    void refusesTwoColumnsOfOneName() {
        assertThatExceptionOfType(SpecException.class)
                .isThrownBy(() -> new TableSchema(List.of(SCHEMA.columns().get(1), SCHEMA.columns().get(1))))
                .withMessage("table: expected names that differ, found column 'country' twice");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{} | table: expected a list of columns, found another value",
        "[ | table: expected a schema as JSON: .*",
        "[1] | table: expected a column, found 1",
        "[{\"type\":\"odd\",\"name\":\"x\",\"missing_share\":0}] | table: a column: expected numeric, count, categorical, boolean or timestamp under type, found odd",
        "[{\"type\":\"boolean\",\"name\":\"x\",\"missing_share\":0}] | table: a column: expected a number under true_share, found null",
        "[{\"type\":\"count\",\"name\":\"x\",\"missing_share\":0,\"unit\":0.5,\"deviance\":1}] | column 'x': expected a unit of 1 or more and a deviance of 0 or more, found 0.5 and 1.0",
        "[{\"type\":\"boolean\",\"name\":\"x\",\"missing_share\":0,\"true_share\":7}] | column 'x': expected shares in 0..1, found 7.0",
    })
    void refusesDamagedJson(String text, String message) {
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> SchemaJson.read(text))
                .withMessageMatching(message.replace("{", "\\{").replace("[", "\\["));
    }
}
