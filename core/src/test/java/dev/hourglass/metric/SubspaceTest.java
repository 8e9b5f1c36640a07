package dev.hourglass.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SubspaceTest {
    @Test
    void twoLinesMeetAtTheirAngle() {
        var along = Subspace.of(new double[] {2, 0});

        for (double degrees : new double[] {1e-6, 0.5, 30, 60, 90}) {
            double angle = Math.toRadians(degrees);
            assertThat(along.largestAngle(Subspace.of(new double[] {Math.cos(angle), Math.sin(angle)})))
                    .isCloseTo(degrees, within(1e-7));
        }
    }

    @Test
    void aSpaceIsTheSameInAnyBasis() {
        var space = Subspace.of(new double[] {1, 2, 3, 4}, new double[] {0, 1, 0, 1});
        var same = Subspace.of(new double[] {3, 7, 9, 13}, new double[] {-1, 0, -3, -2});

        assertThat(space.largestAngle(same)).isCloseTo(0, within(1e-6));
    }

    /// The plane of the first two axes and one that is turned by 40 degrees around the first.
    @Test
    void twoPlanesMeetAtTheLargestOfTheirAngles() {
        double angle = Math.toRadians(40);
        var flat = Subspace.of(new double[] {1, 0, 0}, new double[] {0, 1, 0});
        var turned = Subspace.of(new double[] {5, 0, 0}, new double[] {1, Math.cos(angle), Math.sin(angle)});

        assertThat(flat.largestAngle(turned)).isCloseTo(40, within(1e-6));
        assertThat(turned.largestAngle(flat)).isCloseTo(40, within(1e-6));
    }

    @Test
    void refusesWhatSpansNoSpaceOfThatSize() {
        assertThatIllegalArgumentException().isThrownBy(Subspace::of)
                .withMessage("expected at least one vector, found none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subspace.of(new double[] {1, 2}, new double[] {2, 4}))
                .withMessage("vector 2 is a linear combination of those before it: the space has fewer dimensions than "
                        + "vectors");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subspace.of(new double[] {1, 2}, new double[] {2, 4, 5}))
                .withMessage("expected vectors of one length, found 2 and 3 coordinates");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Subspace.of(new double[] {1, 2}).largestAngle(Subspace.of(new double[] {1, 2, 3})))
                .withMessage("expected spaces of as many dimensions, found 1 of 2 and 1 of 3");
    }
}
