package dev.hourglass.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.hourglass.data.DataException;
import dev.hourglass.tables.AnomalyPlanter.Kind;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnomalyPlanterTest {
    private static final double[] WAVE = IntStream.range(0, 600).mapToDouble(i -> 100 + 10 * Math.sin(i * 0.26))
            .toArray();
    private static final double DEVIATION = 10 / Math.sqrt(2);

    @Test
    void plantsTheKindsInTurnAndChangesNothingElse() {
        var planted = new AnomalyPlanter(6, 20, 3, 1).plant(WAVE);

        assertThat(planted.planted()).extracting(AnomalyPlanter.Planted::kind).containsExactly(
                Kind.SPIKE, Kind.DRIFT, Kind.DROP_OUT, Kind.SPIKE, Kind.DRIFT, Kind.DROP_OUT);
        for (int row = 0; row < WAVE.length; row++) {
            int at = row;
            if (planted.planted().stream().noneMatch(one -> at >= one.from() && at < one.to())) {
                assertThat(planted.values()[row]).as("row %d", row).isEqualTo(WAVE[row]);
            }
        }
        double lowest = IntStream.range(0, WAVE.length).mapToDouble(i -> WAVE[i]).min().orElseThrow();
        for (var one : planted.planted()) {
            int last = one.to() - 1;
            double change = Math.abs(planted.values()[last] - WAVE[last]);
            assertThat(one.to() - one.from()).isEqualTo(one.kind() == Kind.SPIKE ? 1 : 20);
            switch (one.kind()) {
                case SPIKE, DRIFT -> assertThat(change).isCloseTo(3 * DEVIATION, withinPercentage(1));
                case DROP_OUT -> assertThat(IntStream.range(one.from(), one.to()).mapToDouble(i -> planted.values()[i]))
                        .containsOnly(lowest);
            }
        }
        var drift = planted.planted().get(1);
        assertThat(Math.abs(planted.values()[drift.from()] - WAVE[drift.from()]))
                .isCloseTo(3 * DEVIATION / 20, withinPercentage(1));
    }

    @Test
    void plantsTheSameWithTheSameSeed() {
        var planter = new AnomalyPlanter(9, 12, 2, 7);

        assertThat(planter.plant(WAVE).values()).isEqualTo(planter.plant(WAVE).values())
                .isNotEqualTo(new AnomalyPlanter(9, 12, 2, 8).plant(WAVE).values());
    }

    @Test
    void leavesMissingValuesMissing() {
        var gaps = WAVE.clone();
        for (int i = 0; i < gaps.length; i += 2) gaps[i] = Double.NaN;

        var planted = new AnomalyPlanter(6, 20, 3, 1).plant(gaps).values();

        for (int i = 0; i < gaps.length; i++) {
            assertThat(Double.isNaN(planted[i])).isEqualTo(i % 2 == 0);
        }
    }

    @Test
    void refusesASeriesThatIsTooShortOrDoesNotVary() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> new AnomalyPlanter(30, 20, 3, 1).plant(WAVE))
                .withMessageContaining(
                        "expected at least 1,200 rows for 30 anomalies of up to 20 rows, found 600; plant fewer or shorter ones");
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new AnomalyPlanter(1, 20, 3, 1).plant(new double[500]))
                .withMessageContaining("expected numbers that vary, found none; name another column");
    }
}
