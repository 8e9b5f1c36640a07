package dev.hourglass.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.optimizer.Adagrad;
import dev.hourglass.spec.optimizer.Adam;
import dev.hourglass.spec.optimizer.Sgd;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTrafficTest {
    private static final Graph PLAN = Graph.of(
            new Autoencoder(
                    Shape.of(10),
                    List.of(new Dense(3, Activation.RELU)),
                    List.of(new Dense(10, Activation.IDENTITY)),
                    new MeanSquaredError()),
            64);
    private static final int PARAMETERS = 10 * 3 + 3 + 3 * 10 + 10;

    @Test
    void readsEveryFeatureOfABatchOnce() {
        assertThat(MemoryTraffic.of(PLAN, new Sgd(0.1), 50).samples()).isEqualTo(50 * 10);
    }

    @Test
    void movesParametersAndTheOptimizersMemoryInAndOut() {
        assertThat(MemoryTraffic.of(PLAN, new Sgd(0.1), 1).parameters()).isEqualTo(8 * PARAMETERS);
        assertThat(MemoryTraffic.of(PLAN, new Sgd(0.1, 0.9, false), 1).parameters()).isEqualTo(16 * PARAMETERS);
        assertThat(MemoryTraffic.of(PLAN, new Adagrad(0.1), 1).parameters()).isEqualTo(16 * PARAMETERS);
        assertThat(MemoryTraffic.of(PLAN, new Adam(0.1), 1).parameters()).isEqualTo(24 * PARAMETERS);
    }
}
