package dev.hourglass.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.layout.Extent;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.List;
import org.junit.jupiter.api.Test;

class GraphTest {
    @Test
    void refusesNetworksThatDoNotFitIntoArrays() {
        var spec = new Autoencoder(
                Shape.of(784),
                List.of(new Dense(5_000_000, Activation.RELU)),
                List.of(new Dense(784, Activation.IDENTITY)),
                new MeanSquaredError());
        assertThatThrownBy(() -> Graph.of(spec, 256))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("batches of 256")
                .hasMessageContaining("use fewer units");
    }

    @Test
    void refusesConvolutionsThatWouldFallIntoMillionsOfSmallOnes() {
        var enlarging = picture(Upsample2d.to(5000, 5000, Interpolation.NEAREST));
        assertThatThrownBy(() -> Graph.of(enlarging, 1))
                .isInstanceOf(SpecException.class)
                .hasMessage("encoder.1: a convolution over an enlarged picture, or with a stride, becomes at most "
                        + "65,536 small ones, found 25,000,000; use a smaller factor or stride");
        var striding = picture(new ConvTranspose2d(1, 3, 5000, Activation.IDENTITY));
        assertThatThrownBy(() -> Graph.of(striding, 1))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("found 25,000,000");
    }

    @Test
    void projectsBeforeItEnlarges() {
        assertThat(Graph.of(Examples.residual(), 1).nodes())
                .filteredOn(node -> node.name().equals("decoder.4.shortcut"))
                .extracting(node -> node.in().extent() + " to " + node.out().extent())
                .containsExactly(
                        new Extent(6, 5, 3) + " to " + new Extent(6, 5, 2),
                        new Extent(6, 5, 2) + " to " + new Extent(11, 9, 2));
    }

    /// A picture of one pixel that becomes one of 5000 by 5000 pixels and one again.
    private static Autoencoder picture(Layer larger) {
        var conv = new Conv2d(1, 3, Activation.IDENTITY);
        return new Autoencoder(
                Shape.of(1, 1, 1), List.of(larger, conv, new MaxPool2d(5000)), List.of(), new MeanSquaredError());
    }
}
