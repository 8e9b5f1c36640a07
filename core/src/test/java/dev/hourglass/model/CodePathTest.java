package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodePathTest {
    private static final float[] RIGHT = {2, 0};
    private static final float[] UP = {0, 2};

    @ParameterizedTest
    @EnumSource
    void beginsAndEndsWhereItIsTold(CodePath path) {
        var codes = path.between(RIGHT, UP, 7);

        assertThat(codes).hasNumberOfRows(7);
        assertThat(codes[0]).containsExactly(RIGHT, within(1e-6f));
        assertThat(codes[6]).containsExactly(UP, within(1e-6f));
    }

    @Test
    void goesStraightOrAlongTheCircle() {
        assertThat(CodePath.LINEAR.between(RIGHT, UP, 3)[1]).containsExactly(1, 1);

        var arc = CodePath.SPHERICAL.between(RIGHT, UP, 4);
        for (int i = 0; i < 4; i++) {
            double angle = i * Math.PI / 6;
            assertThat(arc[i]).containsExactly(
                    new float[] {(float) (2 * Math.cos(angle)), (float) (2 * Math.sin(angle))}, within(1e-6f));
        }
    }

    @Test
    void joinsCodesWithoutAnAngleByAStraightLine() {
        assertThat(CodePath.SPHERICAL.between(new float[] {1, 1}, new float[] {3, 3}, 3)[1]).containsExactly(2, 2);
        assertThat(CodePath.SPHERICAL.between(new float[] {0, 0}, UP, 3)[1]).containsExactly(0, 1);
        assertThat(CodePath.SPHERICAL.between(RIGHT, new float[] {-2, 0}, 3)[1]).containsExactly(0, 0);
    }

    @Test
    void refusesCodesOfDifferentSizesAndASingleStep() {
        assertThatThrownBy(() -> CodePath.LINEAR.between(RIGHT, new float[3], 3))
                .hasMessage("expected codes of one size, found 2 and 3 features");
        assertThatThrownBy(() -> CodePath.LINEAR.between(RIGHT, UP, 1)).hasMessage("count must be at least 2, found 1");
    }
}
