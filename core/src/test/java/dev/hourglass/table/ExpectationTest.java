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
