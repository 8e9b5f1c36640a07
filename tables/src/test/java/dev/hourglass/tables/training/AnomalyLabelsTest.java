package dev.hourglass.tables.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnomalyLabelsTest {
    private static AnomalyLabels labels(@Nullable String... cells) {
        var collector = new AnomalyLabels.Collector();
        collector.add(cells);
        return collector.labels();
    }

    @Test
    void labelsAreNamedAsTheyAreWritten() {
        var labels = labels("No", "yes", "no", null, "YES", "false");

        assertThat(labels.remark()).isEqualTo("label 'yes' is taken for the anomalies, 'No' for all other rows");
        assertThat(labels.isAnomaly()).containsExactly(false, true, false, true, false);
        assertThat(labels.rows()).containsExactly(0, 1, 2, 4, 5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            0 | none
            1 | 1: 'k000'
            6 | 6: 'k000', 'k001', 'k002', 'k003', 'k004', 'k005'
            10 | 10: 'k000', 'k001', 'k002', 'k003', 'k004', 'k005', 'k006', 'k007' and 2 more
            200 | more than 100, such as 'k000', 'k001', 'k002'
            """)
    void saysWhichLabelsWereFound(int kinds, String found) {
        var cells = IntStream.range(0, kinds).mapToObj("k%03d"::formatted).toArray(String[]::new);

        assertThatThrownBy(() -> labels(cells)).isInstanceOf(DataException.class).hasMessage(
                "label: expected two labels, one for anomalies and one for all others, found " + found
                        + "; leave the label out, or name another column");
    }
}
