package dev.hourglass.internal.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.op.ArithmeticWork;
import dev.hourglass.internal.op.WeightedOp;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
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

class ArithmeticWorkTest {
    private static ArithmeticWork last(Shape input, List<Layer> encoder, List<Layer> decoder) {
        return operations(input, encoder, decoder).getLast().work();
    }

    private static List<Node> operations(Shape input, List<Layer> encoder, List<Layer> decoder) {
        return Graph.of(new Autoencoder(input, encoder, decoder, new MeanSquaredError()), 1).nodes();
    }

    private static Layer dense(int units) {
        return new Dense(units, Activation.IDENTITY);
    }

    private static Layer conv(int filters) {
        return new Conv2d(filters, 3, Activation.IDENTITY);
    }

    @Test
    void countsAWeightOfADenseLayerOnceInEachDirectionButSparesTheFirstLayerItsInputGradient() {
        var operations = operations(Shape.of(30), List.of(dense(7)), List.of(dense(30)));
        assertThat(operations.getFirst().work()).isEqualTo(new ArithmeticWork(210, 210, 0));
        assertThat(operations.getLast().work()).isEqualTo(new ArithmeticWork(210, 210, 210));
    }

    @Test
    void doesNotDependOnTheBatch() {
        var spec = Examples.convolutional();
        assertThat(Graph.of(spec, 1).work()).isEqualTo(Graph.of(spec, 333).work());
    }

    @Test
    void leavesOutTheZerosAroundAPicture() {
        var work = last(Shape.of(5, 4, 2), List.of(conv(3)), List.of(conv(2)));
        // Along an axis of n pixels, three taps at each, of which the first and the last pixel miss one.
        long each = (3 * 5 - 2) * (3 * 4 - 2) * 3 * 2;
        assertThat(work).isEqualTo(new ArithmeticWork(each, each, each));
    }

    @Test
    void countsAResizeConvolutionInItsPhases() {
        var work = last(
                Shape.of(8, 8, 3), List.of(conv(4), new MaxPool2d(2)),
                List.of(Upsample2d.by(2, Interpolation.NEAREST), conv(3)));
        // Along an axis of 4 small pixels, two phases of two taps; one tap of each phase lies outside once.
        long each = (2 * 2 * 4 - 2) * (2 * 2 * 4 - 2) * 4 * 3;
        assertThat(work).isEqualTo(new ArithmeticWork(each, each, each));
    }

    @Test
    void countsTheProductsOfAResizeConvolutionByDifferences() {
        var work = last(
                Shape.of(10, 6, 13), List.of(conv(12), new MaxPool2d(2)),
                List.of(Upsample2d.by(2, Interpolation.NEAREST), conv(13)));
        long each = 9 * 5 * 3 * 12 * 13;
        assertThat(work).isEqualTo(new ArithmeticWork(each, each, each));
    }

    @Test
    void countsTheProductsOfWholeTiles() {
        var work = last(Shape.of(9, 10, 32), List.of(conv(33)), List.of(conv(32)));
        long each = 16 * 5 * 5 * 33 * 32;
        assertThat(work).isEqualTo(new ArithmeticWork(each, each, each));
    }

    @Test
    void countsATransposedConvolutionAsItsMirrorImage() {
        var work = last(
                Shape.of(8, 8, 3), List.of(new Conv2d(4, 2, Activation.IDENTITY), new MaxPool2d(2)),
                List.of(new ConvTranspose2d(3, 2, 2, Activation.IDENTITY)));
        // Kernel and stride of 2: every output pixel reads one input pixel.
        long each = 8 * 8 * 4 * 3;
        assertThat(work).isEqualTo(new ArithmeticWork(each, each, each));
    }

    @Test
    void findsAsManyConnectionsBackAsForth() {
        for (var spec : List.of(Examples.dense(), Examples.convolutional(), Examples.variational(),
                Examples.residual(), Examples.upsampling())) {
            var linear = Graph.of(spec, 1)
                    .nodes()
                    .stream()
                    .filter(operation -> operation.op() instanceof WeightedOp)
                    .map(Node::work)
                    .toList();
            assertThat(linear.getFirst().inputGradient()).isZero();
            assertThat(linear.subList(1, linear.size()))
                    .isNotEmpty()
                    .allSatisfy(work -> assertThat(work.inputGradient()).isEqualTo(work.forward()).isPositive());
        }
    }
}
