package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LimitedMemoryBfgsTest {
    /// A valley ten thousand times as steep across as along: plain descent would need as many steps.
    private static final LimitedMemoryBfgs.Objective VALLEY = (point, gradient) -> {
        double value = 0;
        for (int i = 0; i < point.length; i++) {
            double curvature = Math.pow(10_000, (double) i / (point.length - 1));
            value += curvature * (point[i] - i) * (point[i] - i) / 2;
            gradient[i] = curvature * (point[i] - i);
        }
        return value;
    };

    @Test
    void findsTheBottomOfASteepValley() {
        var bottom = LimitedMemoryBfgs.minimise(VALLEY, new double[5], 1e-8, 60);

        assertThat(bottom).containsExactly(new double[] {0, 1, 2, 3, 4}, within(1e-6));
    }

    @Test
    void staysWhereTheGradientIsSmallEnough() {
        assertThat(LimitedMemoryBfgs.minimise(VALLEY, new double[5], 1e9, 60)).containsOnly(0);
    }
}
