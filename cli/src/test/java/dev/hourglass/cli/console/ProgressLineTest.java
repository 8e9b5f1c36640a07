package dev.hourglass.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressLineTest {
    @Test
    void showsHowFarHowGoodHowFastAndHowLong() {
        var line = new ProgressLine("", false, 80).running(2, 10, 0.5, 0.14159, 8912, 95);

        assertThat(line).isEqualTo("epoch  2/10 ########--------  50 %  loss 0.1416  8,912 samples/s  1:35 min left");
    }

    @Test
    void drawsAFineBarWhereTheTerminalCan() {
        assertThat(new ProgressLine("", true, 120).running(1, 1, 0.1, 1, 1, 1)).contains("\u2501\u2501\u2501\u2500");
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 40, 60, 79, 80, 81, 200})
    void staysOnOneLine(int columns) {
        assertThat(new ProgressLine("", true, columns).running(10, 10, 1, 0.1, 123456, 0)).hasSizeLessThan(columns);
    }

    @Test
    void keepsWhatIsWorthKeepingOfAnEpoch() {
        assertThat(new ProgressLine("", false, 80).finished(2, 10, 0.14159, "  validation 0.2", 8912, 24))
                .isEqualTo("epoch  2/10  loss 0.1416  validation 0.2  8,912 samples/s  24 s");
    }

    @ParameterizedTest
    @CsvSource({"0.04, 0.0 s", "9.94, 9.9 s", "9.97, 10 s", "59.6, 1:00 min", "75, 1:15 min", "7325, 2:02:05 h"})
    void saysDurationsAsPeopleDo(double seconds, String expected) {
        assertThat(ProgressLine.duration(seconds)).isEqualTo(expected);
    }
}
