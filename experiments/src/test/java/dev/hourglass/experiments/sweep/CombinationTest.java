package dev.hourglass.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CombinationTest {
    @Test
    void namesItsFolderByItsValues() {
        var combination = new Combination(Map.of("code", "2")).with("loss", "mse");

        assertThat(combination.text()).isEqualTo("code=2 loss=mse");
        assertThat(combination.folder()).isEqualTo("code-2_loss-mse");
    }

    @Test
    void valuesThatAreNoNamesGetFoldersOfTheirOwn() {
        var a = new Combination(Map.of("train.optimizer", "{sgd: 0.1}")).folder();
        var b = new Combination(Map.of("train.optimizer", "{sgd/0.1}")).folder();

        assertThat(a).matches("[A-Za-z0-9._-]+").isNotEqualTo(b);
        assertThat(new Combination(Map.of("a.b", "x".repeat(500))).folder()).hasSizeLessThan(100);
    }
}
