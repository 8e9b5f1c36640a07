package dev.hourglass.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final Column PORT = new CategoricalColumn("port",
            IntStream.range(0, 39).mapToObj(i -> "port " + i).toList(), Collections.nCopies(40, 1.0 / 40), 0.1);

    private static String compared(@Nullable String cell, float[] probabilities) {
        return Expectation.compare(PORT, new ColumnValues.Texts(new @Nullable String[] {cell}), 0, probabilities, 0,
                new Interval(0, 0));
    }

    @Test
    void datesAreExpectedOnDays() {
        double day = 86_400;
        var moments = new ColumnValues.Numbers(new double[] {19_730 * day});
        var interval = new Interval(-1.3, 1.3);
        var days = new TimestampColumn("day", new Scaling.Standard(19_723.3 * day, 10 * day), List.of(),
                List.of(1.0), 0);
        var times = new TimestampColumn("at", days.scaling(), List.of(Cycle.DAY), List.of(1.0, 0.5, 0.5), 0);

        assertThat(Expectation.compare(days, moments, 0, new float[1], 0, interval))
                .isEqualTo("day 2024-01-08, expected 2024-01-01 (90 % between 2023-12-19 and 2024-01-14)");
        assertThat(Expectation.compare(times, moments, 0, new float[3], 0, interval)).isEqualTo(
                "at 2024-01-08, expected 2024-01-01 07:12:00 (90 % between 2023-12-19 07:12:00 and 2024-01-14 07:12:00)");
    }

    @Test
    void countsAreExpectedAsRatesBetweenWholeNumbers() {
        var visits = new CountColumn("visits", 2, 1, 0.1);
        var cells = new ColumnValues.Numbers(new double[] {1200, Double.NaN});
        var interval = new Interval(-1, 2);

        assertThat(Expectation.compare(visits, cells, 0, new float[] {0.2f}, 0, interval))
                .isEqualTo("visits 1,200, expected 0.4 (90 % between 0 and 2)");
        assertThat(Expectation.compare(visits, cells, 1, new float[] {50}, 0, interval)).isEqualTo(
                "visits is missing, as in 10 % of the training rows, expected 100 (90 % between 86 and 128)");
    }

    @Test
    void theMostProbableLevelsAreNamed() {
        var probabilities = new float[40];
        probabilities[3] = 0.25f;
        probabilities[7] = 0.7f;
        probabilities[39] = 0.05f;

        assertThat(compared("port 1", probabilities)).isEqualTo("port port 1, expected port 7 70 %, port 3 25 %");
    }

    @Test
    void whereNoLevelIsProbableTheFirstIsNamedAsSuch() {
        var even = new float[40];
        for (int i = 0; i < even.length; i++) even[i] = (i == 5 ? 2 : 1) / 41f;

        for (var cell : List.of("port 1", "elsewhere")) {
            assertThat(compared(cell, even)).endsWith(", expected nothing in particular (at most port 5 5 %)");
        }
        assertThat(compared(null, even)).isEqualTo(
                "port is missing, as in 10 % of the training rows, expected nothing in particular (at most port 5 5 %)");
    }
}
