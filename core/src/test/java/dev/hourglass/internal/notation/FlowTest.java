package dev.hourglass.internal.notation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTest {
    @Test
    void writesOneLine() {
        assertThat(Flow.text(Map.of("a", List.of(1L, Map.of(), List.of(), true, "text")))).isEqualTo(
                "{a: [1, {}, [], true, text]}");
    }

    @ParameterizedTest
    @CsvSource({"0.001, 0.001", "1e-4, 0.0001", "1.5e-5, 0.000015", "1e-6, 1.0e-6", "-0.0, -0.0", "-0.25, -0.25",
        "1.5, 1.5", "1e17, 1.0e17"})
    void writesNumbersAsPeopleDo(double number, String text) {
        assertThat(Flow.text(number)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mnist", "data/mnist-1.0_a", "_x"})
    void leavesPlainTextWithoutQuotes(String text) {
        assertThat(Flow.text(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "No", "true", "NULL", "1", "-1", "a b", "a:", "#a", "~", "é", ".inf"})
    void quotesAllOtherText(String text) {
        assertThat(Flow.text(text)).isEqualTo('"' + text + '"');
    }
}
