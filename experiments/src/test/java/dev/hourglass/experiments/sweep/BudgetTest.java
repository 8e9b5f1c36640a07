package dev.hourglass.experiments.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.experiments.yaml.SpecFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong(7 * SECOND);

    @Test
    void beginsTheFirstTrialWhateverItTakes() {
        assertThat(new Budget(Optional.of(1.0), clock::get).allows(trial(1000))).isTrue();
    }

    @Test
    void beginsOnlyWhatWouldEndInTime() {
        var budget = new Budget(Optional.of(1.0), clock::get);
        budget.learn(result(10, 20, Optional.empty()));
        budget.learn(result(10, 5, Optional.empty()));
        clock.addAndGet(30 * SECOND);

        assertThat(budget.allows(trial(15))).isTrue();
        assertThat(budget.allows(trial(16))).isFalse();
    }

    @Test
    void beginsNothingWhenTheTimeIsOver() {
        var budget = new Budget(Optional.of(1.0), clock::get);
        clock.addAndGet(60 * SECOND);

        assertThat(budget.allows(trial(1))).isFalse();
    }

    @Test
    void learnsNothingFromFailures() {
        var budget = new Budget(Optional.of(1.0), clock::get);
        budget.learn(result(1, 1000, Optional.of("the loss is NaN")));

        assertThat(budget.allows(trial(1))).isTrue();
    }

    @Test
    void withoutALimitEverythingFits() {
        var budget = new Budget(Optional.empty(), clock::get);
        budget.learn(result(1, 1e9, Optional.empty()));

        assertThat(budget.allows(trial(1000))).isTrue();
    }

    private static TrialResult result(int epochs, double seconds, Optional<String> failure) {
        return new TrialResult(Map.of(), "folder", 2, 10, epochs, seconds, Map.of(), failure);
    }

    private static Trial trial(int epochs) {
        var experiment = SpecFile.parse(
                "test",
                """
                model:
                  input: [4]
                  encoder: [dense: {units: 2}]
                  decoder: [dense: {units: 4}]
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.001}, epochs: %d, batch: 8}
                """
                        .formatted(epochs),
                List.of());
        return new Trial(new Combination(Map.of()), experiment);
    }
}
