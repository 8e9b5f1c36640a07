package dev.hourglass.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvWriterTest {
    @Test
    void quotesCellsWithCommasQuotationMarksAndLineBreaks() {
        var csv = new CsvWriter(List.of("plain", "a,b", "\"", "a\nb", "a\rb", ""));

        assertThat(csv.text()).isEqualTo("plain,\"a,b\",\"\"\"\",\"a\nb\",\"a\rb\",\n");
    }

    @Test
    void hasALineForEachRow() {
        var csv = new CsvWriter(List.of("file", "error")).row(List.of("a b;c.png", "0.5")).row(List.of("ä.png", "1"));

        assertThat(csv.lines()).containsExactly("file,error", "a b;c.png,0.5", "ä.png,1");
        assertThat(csv.text()).isEqualTo("file,error\na b;c.png,0.5\nä.png,1\n");
    }
}
