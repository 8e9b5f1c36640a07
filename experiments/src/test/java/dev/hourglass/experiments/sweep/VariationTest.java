package dev.hourglass.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariationTest {
    @Test
    void isAKeyAndAList() {
        assertThat(Variation.parse("code=2, 8,36")).isEqualTo(new Variation("code", List.of("2", "8", "36")));
    }

    @Test
    void commasInsideBracketsBelongToTheValue() {
        assertThat(Variation.parse("model.corruption={gaussian: {sigma: 0.5, clip: [0, 1]}},none").values())
                .containsExactly("{gaussian: {sigma: 0.5, clip: [0, 1]}}", "none");
    }

    @Test
    void refusesWhatIsNoList() {
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> Variation.parse("=2"))
                .withMessage("--vary =2: expected a key and values, such as code=2,8,36");
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> Variation.parse("code=2,,8"))
                .withMessage(
                        "--vary code=2,,8: expected at least one value and none empty, such as code=2,8,36");
        assertThatExceptionOfType(SpecException.class).isThrownBy(() -> Variation.parse("code=2,8,2"))
                .withMessage("--vary code=2,8,2: the value 2 is given twice");
    }
}
