package dev.hourglass.spec.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.internal.exec.Examples;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.layout.ParameterTensor;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidualTest {
    private static final Shape PICTURE = Shape.of(7, 7, 2);

    private static Conv2d conv(int filters) {
        return new Conv2d(filters, 3, Activation.IDENTITY);
    }

    private static Dense dense(int units) {
        return new Dense(units, Activation.IDENTITY);
    }

    private static Residual of(Layer... body) {
        return new Residual(List.of(body));
    }

    @Test
    void addsTheInputAsItIsWhereTheShapesAreEqual() {
        var residual = of(conv(5), conv(2));
        assertThat(residual.outputShape(PICTURE)).isEqualTo(PICTURE);
        assertThat(residual.shortcut(PICTURE)).isEmpty();
        assertThat(of(dense(3), dense(9)).shortcut(Shape.of(9))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"7,1,1", "7,2,2", "7,3,3", "8,3,3", "7,4,4", "28,2,2"})
    void projectsAPictureByAConvolutionWithTheStrideThatMakesItsExtents(int size, int bodyStride, int stride) {
        var input = Shape.of(size, size, 2);
        var residual = of(conv(6).withStride(bodyStride));
        var projection = new Conv2d(6, 1, Activation.IDENTITY).withStride(stride);
        assertThat(residual.shortcut(input)).contains(projection);
        assertThat(projection.outputShape(input)).isEqualTo(residual.outputShape(input));
    }

    @Test
    void projectsAPoolOfAnyWindow() {
        for (int size = 1; size < 30; size++) {
            for (int window = 1; window < 30; window++) {
                var input = Shape.of(size, 30 - size, 1);
                var residual = of(new MaxPool2d(window), conv(3));
                var projection = residual.shortcut(input).orElseThrow();
                assertThat(projection.outputShape(input)).isEqualTo(residual.outputShape(input));
            }
        }
    }

    @Test
    void projectsAFlatSampleByADenseLayer() {
        assertThat(of(dense(4), dense(6)).shortcut(Shape.of(9))).contains(dense(6));
    }

    @Test
    void namesItsParametersByTheLayersInsideAndTheShortcut() {
        assertThat(of(conv(3), of(conv(3)), new Activate(Activation.RELU), conv(4)).parameters(PICTURE))
                .extracting(Parameter::role, Parameter::shape)
                .extracting(Object::toString)
                .containsExactly(
                        "(\"0.weight\", [3, 3, 2, 3])", "(\"0.bias\", [3])",
                        "(\"1.0.weight\", [3, 3, 3, 3])", "(\"1.0.bias\", [3])",
                        "(\"3.weight\", [3, 3, 3, 4])", "(\"3.bias\", [4])",
                        "(\"shortcut.weight\", [1, 1, 2, 4])", "(\"shortcut.bias\", [4])");
    }

    @Test
    void hasTheParametersThatTheGraphHas() {
        var spec = Examples.residual();
        var tensors = Graph.of(spec, 1).tensors();
        var shape = spec.input();
        int next = 0;
        for (int i = 0; i < spec.encoder().size(); i++) {
            for (var parameter : spec.encoder().get(i).parameters(shape)) {
                var tensor = tensors.get(next);
                assertThat(tensor).isEqualTo(new ParameterTensor("encoder." + i + "." + parameter.role(),
                        parameter.shape(), tensor.offset(), parameter.init(), parameter.fanIn(), parameter.fanOut(),
                        parameter.decays()));
                next++;
            }
            shape = spec.encoder().get(i).outputShape(shape);
        }
        assertThat(tensors).extracting(ParameterTensor::name).contains(
                "encoder.0.1.bias", "encoder.2.1.2.weight", "encoder.2.shortcut.weight", "encoder.4.shortcut.bias");
        assertThat(tensors.get(next).name()).isEqualTo("decoder.0.0.weight");
    }

    @Test
    void namesTheLayerInsideThatCannotTakeItsInput() {
        assertRefused(List.of(of(dense(3))), "encoder layer 1 (residual), layer 1 (dense): "
                + "expected input [98], found [7, 7, 2]; add a flatten before it");
        assertRefused(
                List.of(conv(2), of(conv(2), of(new Reshape(Shape.of(9))))),
                "encoder layer 2 (residual), layer 2 (residual), layer 1 (reshape): "
                        + "expected an input of 9 features for [9], found [7, 7, 2], which has 98");
    }

    @Test
    void refusesWhatNoProjectionMakes() {
        assertRefused(List.of(of(conv(2).withPadding(Padding.VALID))), "encoder layer 1 (residual), shortcut: "
                + "expected an output that a convolution of kernel 1 and some stride makes of [7, 7, 2], found [5, 5, 2]; "
                + "put what changes the extents outside of the residual");
        assertRefused(
                List.of(of(Upsample2d.by(2, Interpolation.NEAREST))), "encoder layer 1 (residual), shortcut: "
                        + "expected an output that a convolution of kernel 1 and some stride makes of [7, 7, 2], found [14, 14, 2]; "
                        + "put what changes the extents outside of the residual");
        assertRefused(List.of(of(new Flatten())), "encoder layer 1 (residual), shortcut: "
                + "expected a picture of a picture, a signal of a signal or a flat output of a flat input, found [98] of [7, 7, 2]; "
                + "put what flattens or reshapes outside of the residual");
    }

    private static void assertRefused(List<Layer> encoder, String message) {
        assertThatThrownBy(() -> new Autoencoder(PICTURE, encoder, List.of(), new MeanSquaredError()))
                .isInstanceOf(SpecException.class)
                .hasMessage(message);
    }

    @Test
    void refusesAnEmptyBody() {
        assertThatThrownBy(() -> new Residual(List.of()))
                .isInstanceOf(SpecException.class)
                .hasMessage("residual: expected at least one layer, found none; add one or remove the residual");
    }

    @Test
    void refusesTooManyInsideOneAnother() {
        var deepest = nested(Residual.MAX_DEPTH);
        assertThat(deepest.outputShape(PICTURE)).isEqualTo(PICTURE);
        assertThatThrownBy(() -> of(conv(2), deepest))
                .isInstanceOf(SpecException.class)
                .hasMessage("residual: expected at most 16 residuals inside one another, found 17; "
                        + "put them one behind the other");
    }

    private static Residual nested(int depth) {
        return depth == 1 ? of(conv(2)) : of(nested(depth - 1), conv(2));
    }

    @Test
    void refusesToTieWeightsOfDenseLayersInside() {
        var spec = new Autoencoder(
                Shape.of(9), List.of(dense(4), of(dense(3), dense(4))), List.of(dense(9)), new MeanSquaredError());
        assertThatThrownBy(() -> spec.withTiedWeights(true))
                .isInstanceOf(SpecException.class)
                .hasMessage("tied_weights: encoder layer 2 (residual): expected no dense layer inside a residual, "
                        + "where nothing can share its weights; remove tied_weights or the residual");
        var convolutions = new Autoencoder(
                PICTURE, List.of(of(conv(3), conv(2)), new Flatten(), dense(4)),
                List.of(dense(98), new Reshape(PICTURE)),
                new MeanSquaredError());
        assertThat(convolutions.withTiedWeights(true).tiedWeights()).isTrue();
    }

    @Test
    void endsWithoutAnActivation() {
        assertThat(Layer.lastActivation(List.of(of(new Dense(3, Activation.SIGMOID))))).isEqualTo(Activation.IDENTITY);
    }
}
