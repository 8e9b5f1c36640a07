package dev.hourglass.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile(@TempDir Path folder) {
        file = folder.resolve("table.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "1,2.5,-3\n4e1,.5,+6\n",
        "1;2.5;-3\n4e1;.5;+6",
        "1\t2.5\t-3\r\n4e1\t.5\t+6\r\n",
        "a,b,c\n1,2.5,-3\n4e1,.5,+6\n\n\n",
        "\"a, or b\",\"c \"\"d\"\"\",\"e\nf\"\n\"1\",2.5,\"-3\"\n4e1,.5,+6",
        "a;b,c;d\n1;2.5;-3\n4e1;.5;+6",
        " 1 , 2.5,  -3\n4e1,.5 ,+6",
        "\uFEFFa,b,c\n1,2.5,-3\n4e1,.5,+6\n",
        "\uFEFF1,2.5,-3\n40,0.5,6.000\n",
    })
    void readsATableHoweverItIsWritten(String text) throws IOException {
        var dataset = read(text);

        assertThat(dataset.name()).isEqualTo("table");
        assertThat(dataset.shape()).isEqualTo(Shape.of(3));
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.sample(0)).containsExactly(1, 2.5f, -3);
        assertThat(dataset.sample(1)).containsExactly(40, 0.5f, 6);
    }

    @Test
    void readsOneColumn() throws IOException {
        assertThat(read("x\n1\n2\n3\n").size()).isEqualTo(3);
        assertThat(read("1\n2\n3").sample(2)).containsExactly(3);
    }

    @Test
    void readsMoreNumbersThanItsFirstArrayHolds() throws IOException {
        var text = new StringBuilder();
        for (int i = 0; i < 3000; i++) text.append(i).append(',').append(-i).append('\n');

        var dataset = read(text.toString().replaceFirst("0,0\n", "0,-0.5\n"));

        assertThat(dataset.size()).isEqualTo(3000);
        assertThat(dataset.sample(2999)).containsExactly(2999, -2999);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "1,2|3,4,5 ~ row 2: expected 2 cells as in row 1, found more",
        "a,b|1,2|3 ~ row 3: expected 2 cells as in row 1, found 1",
        "1,2|3,4, ~ row 2: expected 2 cells as in row 1, found more",
        "1,2|,4 ~ row 2, column 1: expected a number, found an empty cell; fill it or remove the row",
        "1,2|3,\"\" ~ row 2, column 2: expected a number, found an empty cell; fill it or remove the row",
        "1,2||3,4 ~ row 2: expected cells, found an empty row; remove it",
        "1|2||3 ~ row 3: expected cells, found an empty row; remove it",
        "|1,2 ~ row 1: expected cells, found an empty row; remove it",
        "1,2|3,four ~ row 2, column 2: expected a number, found 'four'; tables have only numbers: remove the column, or encode its words as numbers",
        "1,NA|3,4 ~ row 1, column 2: expected a finite number, found NA; fill it or remove the row",
        "NA,NaN|3,4 ~ row 1, column 1: expected a finite number, found NA; fill it or remove the row",
        "1,b|3,4 ~ row 1, column 2: expected a number, found 'b'; tables have only numbers",
        "1,2|3,-inf ~ row 2, column 2: expected a finite number, found -inf; fill it or remove the row",
        "1,2|3,1e300 ~ row 2, column 2: expected a finite number, found 1e300, which is too large for a float",
        "1,2|3,1e999 ~ row 2, column 2: expected a finite number, found 1e999, which is too large for a float",
        "1,2|3,0x10 ~ row 2, column 2: expected a number, found '0x10'",
        "1,2|3,4f ~ row 2, column 2: expected a number, found '4f'",
        "1,2|3,1-2 ~ row 2, column 2: expected a number, found '1-2'",
        "1,2|3,1 000 ~ row 2, column 2: expected a number, found '1 000'",
        "a;b|1,5;2,5 ~ row 2, column 1: expected a number, found '1,5'; use a point as decimal separator",
        "1,5;2,5|3;4 ~ row 1, column 1: expected a number, found '1,5'; use a point as decimal separator",
        "1.0 2.0|3.0 4.0 ~ row 1, column 1: expected a number, found '1.0 2.0'; separate cells by commas, semicolons or tabs",
        ",a,b|0,1,2 ~ row 1, column 1: expected a name, found an empty cell; a column of row numbers is not a feature",
        "a,,b|0,1,2 ~ row 1, column 2: expected a name, found an empty cell; name the column or remove it",
        "0,1,2|5,6,7 ~ row 1: expected names or a sample, found column numbers; remove the row",
        "a,b ~ expected rows of numbers after the names in row 1, found none",
        "|| ~ expected rows of numbers, found nothing",
        "1,2|3,\"4\"5 ~ row 2, column 2: expected cells, found text that is not CSV: Unexpected character ('5'",
        "1,2|3,\"4 ~ row 2, column 2: expected cells, found text that is not CSV: Missing closing quote for value",
    })
    void refusesWhatIsNoTableOfNumbersWithRowAndColumn(String text, String reason) {
        assertRefused(text.replace('|', '\n'), reason);
    }

    @Test
    void refusesAnEmptyFile() {
        assertRefused("", "expected rows of numbers, found nothing");
    }

    @Test
    void refusesAHugeCellBeforeItIsInMemory() {
        assertRefused("1,2\n3," + "4".repeat(2000) + "\n",
                "row 2, column 2: expected a number, found a cell of more than 1024 characters");
        assertRefused("1,2\n3,\"" + "4".repeat(2000) + "\n",
                "row 2, column 2: expected a number, found a cell of more than 1024 characters");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-16LE, found UTF-16 (every second byte is 0)",
        "UTF-16BE, found UTF-16 (every second byte is 0)",
        "UTF-16, found UTF-16 (byte order mark FE FF)",
        "UTF-32, found UTF-16 (every second byte is 0)",
        "ISO-8859-1, found bytes that are not UTF-8",
        "windows-1252, found bytes that are not UTF-8",
    })
    void refusesOtherEncodings(String charset, String reason) throws IOException {
        Files.writeString(file, "größe,b\n1,2\n", Charset.forName(charset));
        if (charset.equals("UTF-32")) {
            Files.write(file, "\uFEFFa\n1\n".getBytes(Charset.forName("UTF-32LE")));
            assertMessage("expected text in UTF-8, found UTF-32 (byte order mark FF FE 00 00); save it as UTF-8");
            return;
        }
        assertMessage(reason);
        assertMessage("; save it as UTF-8");
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertMessage("no such file");
    }

    private Dataset read(String text) throws IOException {
        return Csv.read(Files.writeString(file, text, StandardCharsets.UTF_8));
    }

    private void assertRefused(String text, String reason) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> read(text))
                .withMessageStartingWith(file + ": ").withMessageContaining(reason);
    }

    private void assertMessage(String reason) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Csv.read(file))
                .withMessageStartingWith(file + ": ").withMessageContaining(reason);
    }
}
