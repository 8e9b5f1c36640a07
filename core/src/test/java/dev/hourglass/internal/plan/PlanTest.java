package dev.hourglass.internal.plan;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Activation;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Dense;
import dev.hourglass.spec.MeanSquaredError;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void refusesNetworksThatDoNotFitIntoArrays() {
        var spec = new Autoencoder(
                Shape.of(784),
                List.of(new Dense(5_000_000, Activation.RELU)),
                List.of(new Dense(784, Activation.IDENTITY)),
                new MeanSquaredError());
        assertThatThrownBy(() -> Plan.of(spec, 256))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("batches of 256")
                .hasMessageContaining("use fewer units");
    }
}
