package dev.hourglass.internal.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.optimizer.Sgd;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The annealing of the divergence as training steps apply it.
class AnnealedStepTest {
    /// In the middle of an epoch that is the whole warm-up, the divergence weighs half.
    @Test
    void risesFromStepToStep() {
        var data = Examples.discs(80);
        var order = IntStream.range(0, 80).toArray();
        var warming = Examples.variational().withLatent(new GaussianLatent(3, 2).withWarmupEpochs(1));
        var half = Examples.variational().withLatent(new GaussianLatent(3, 1));
        try (var a = new TrainingEngine(warming, new Sgd(0.1), 20, 1, data, 1);
                var b = new TrainingEngine(half, new Sgd(0.1), 20, 1, data, 1)) {
            assertThat(a.step(order, 40, 20, 1, 1)).isCloseTo(b.step(order, 40, 20, 1, 1), within(1e-9));
        }
    }
}
