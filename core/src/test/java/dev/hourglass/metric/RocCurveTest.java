package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.data.DataException;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    /// The examples in the documentation of scikit-learn's roc_auc_score and average_precision_score.
    private static final double[] SCORES = {0.1, 0.4, 0.35, 0.8};

    private static final boolean[] LABELS = {false, false, true, true};

    @Test
    void hasTheAreaAndThePrecisionOfScikitLearn() {
        var curve = RocCurve.of(SCORES, LABELS);

        assertThat(curve.area()).isEqualTo(0.75);
        assertThat(curve.averagePrecision()).isCloseTo(0.8333333333, within(1e-10));
    }

    @Test
    void equalScoresCountAsHalf() {
        var curve = RocCurve.of(new double[] {1, 1, 1, 0}, new boolean[] {true, false, false, false});

        assertThat(curve.area()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(curve.points()).containsExactly(new RocCurve.Point(1, 1, 2), new RocCurve.Point(0, 1, 3));
        assertThat(curve.averagePrecision()).isCloseTo(1 / 3.0, within(1e-15));
    }

    @Test
    void fScoresWeighPrecisionAndRecall() {
        var curve = RocCurve.of(SCORES, LABELS);

        assertThat(curve.fScore(0.35, 1)).isEqualTo(0.8);
        assertThat(curve.fScore(0.5, 1)).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(curve.fScore(0.5, 2)).isCloseTo(5.0 / 9, within(1e-15));
        assertThat(curve.fScore(2, 1)).isZero();
    }

    @Test
    void refusesLabelsOfOneKind() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> RocCurve.of(SCORES, new boolean[4]))
                .withMessage(
                        "expected labels of both kinds and a score for each, found 0 anomalies, 4 others and 4 scores");
    }
}
