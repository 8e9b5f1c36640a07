package dev.hourglass.tables.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.anomaly.AlertsPerDay;
import dev.hourglass.anomaly.FalseAlarms;
import dev.hourglass.anomaly.FixedScore;
import dev.hourglass.anomaly.PeaksOverThreshold;
import dev.hourglass.anomaly.Tail;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ThresholdTextTest {
    /// Scores 1 to n.
    private static Tail heldOut(int rows) {
        return Tail.of(IntStream.rangeClosed(1, rows).mapToDouble(i -> i).toArray(), 768);
    }

    @Test
    void saysHowManyHeldOutRowsAreAsHigh() {
        var tail = heldOut(400);

        assertThat(ThresholdText.flagged(tail, tail.quantile(0.01))).isEqualTo(
                "at most 9.98 of 1,000 rows like those of training, because 3 of 400 held-out rows are as high: (3 + 1) / (400 + 1)");
        assertThat(ThresholdText.flagged(tail, -1)).startsWith("at most 1,000 of 1,000 rows ");
        assertThat(ThresholdText.flagged(heldOut(1), 0.5)).isEqualTo(
                "at most 1,000 of 1,000 rows like those of training, because 1 of 1 held-out row is as high: (1 + 1) / (1 + 1)");
    }

    @Test
    void rareScoresAreOneOfManyRows() {
        var tail = heldOut(400);

        assertThat(ThresholdText.flagged(tail, tail.quantile(0.001)))
                .isEqualTo("about 1.00 of 1,000 rows like those of training, by a tail fitted to 400 held-out rows");
        assertThat(ThresholdText.flagged(tail, tail.quantile(1e-6))).startsWith("about 1 of 1,000,000 rows ");
        assertThat(ThresholdText.flagged(tail, 1e308)).startsWith("less than 1 of 10^12 rows ");
    }

    @Test
    void largeScoresHaveFewDigits() {
        assertThat(ThresholdText.score(3.41762, 4)).isEqualTo("3.4176");
        assertThat(ThresholdText.score(1e308, 4)).isEqualTo("1.0000e+308");
    }

    @Test
    void warnsOfScoresRarerThanHeldOutRowsTell() {
        assertThat(ThresholdText.caution(heldOut(43), Optional.empty())).contains(
                "only 43 rows are held out, and cannot tell scores rarer than 1 of 44: the threshold for 0.01 is a guess, by a tail fitted to the highest of them; to know it takes 99 held-out rows, a tenth of about 990");
        assertThat(ThresholdText.caution(heldOut(1), Optional.empty())).contains(
                "only 1 row is held out, and cannot tell scores rarer than 1 of 2: the threshold for 0.01 is just above the highest of them; to know it takes 99 held-out rows, a tenth of about 990");
        assertThat(ThresholdText.caution(heldOut(400), Optional.of(new PeaksOverThreshold(0.001)))).hasValueSatisfying(
                text -> assertThat(text).contains("the threshold for 0.001 is a guess",
                        "to know it takes 999 held-out rows"));
        assertThat(ThresholdText.caution(heldOut(400), Optional.of(new AlertsPerDay(1, 100_000)))).isPresent();
    }

    @Test
    void warnsOfCoarsePValues() {
        assertThat(ThresholdText.caution(heldOut(43), Optional.of(new FalseAlarms(0.1)))).contains(
                "only 43 rows are held out: p-values are multiples of 1 / 44, and another training may choose quite another threshold; train on more rows");
        assertThat(ThresholdText.caution(heldOut(43), Optional.of(new FixedScore(3)))).isPresent();
    }

    @Test
    void isSilentWhereRowsTell() {
        assertThat(ThresholdText.caution(heldOut(99), Optional.empty())).isEmpty();
        assertThat(ThresholdText.caution(heldOut(999), Optional.of(new PeaksOverThreshold(0.001)))).isEmpty();
        assertThat(ThresholdText.caution(heldOut(99), Optional.of(new FixedScore(3)))).isEmpty();
    }
}
