package dev.hourglass.bench.kernel;

import dev.hourglass.internal.graph.ConvolutionForms;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv1d;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Sides;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.List;

/// The layers that the kernels are timed on, at sizes that the examples have.
public enum LayerCase {
    DENSE_784_392("dense 784 to 392, 4 panels", 4),
    DENSE_784_36("dense 784 to 36, 4 panels", 4),
    CONV_28("conv 3x3, 32 to 32, 28x28", 1),
    CONV_28_ROWS("conv 1x9, 32 to 32, 28x28", 1),
    CONV_28_COLUMNS("conv 9x1, 32 to 32, 28x28", 1),
    CONV_28_DILATED("conv 3x3, dilation 2, 32 to 32, 28x28", 1),
    CONV_1D("conv1d 9, 32 to 32, 784 steps", 1),
    CONV_14("conv 3x3, 32 to 32, 14x14", 1),
    RESIZE_CONV("resize-conv 3x3, 32 to 32, 14x14 to 28x28", 1);

    private final String title;
    private final int panels;

    LayerCase(String title, int panels) {
        this.title = title;
        this.panels = panels;
    }

    /// What reports call it.
    public String title() {
        return title;
    }

    /// Panels of 16 samples that a call works on.
    int panels() {
        return panels;
    }

    /// The layer as the graph lays it out, its convolution direct: the last one, because the first gets no input gradient.
    Node node() {
        var spec = switch (this) {
            case DENSE_784_392 -> spec(Shape.of(392), List.of(dense(784)), List.of(dense(392)));
            case DENSE_784_36 -> spec(Shape.of(36), List.of(dense(784)), List.of(dense(36)));
            case CONV_28 -> spec(Shape.of(28, 28, 32), List.of(conv()), List.of(conv()));
            case CONV_28_ROWS -> spec(Shape.of(28, 28, 32), List.of(conv(1, 9)), List.of(conv(1, 9)));
            case CONV_28_COLUMNS -> spec(Shape.of(28, 28, 32), List.of(conv(9, 1)), List.of(conv(9, 1)));
            case CONV_28_DILATED -> spec(Shape.of(28, 28, 32), List.of(dilated()), List.of(dilated()));
            case CONV_1D -> spec(Shape.of(784, 32), List.of(signal()), List.of(signal()));
            case CONV_14 -> spec(Shape.of(14, 14, 32), List.of(conv()), List.of(conv()));
            case RESIZE_CONV -> spec(
                    Shape.of(28, 28, 32),
                    List.of(conv(), new MaxPool2d(2)),
                    List.of(Upsample2d.by(2, Interpolation.NEAREST), conv()));
        };
        return Graph.of(spec, 1, ConvolutionForms.DIRECT).nodes().getLast();
    }

    private static Autoencoder spec(Shape input, List<Layer> encoder, List<Layer> decoder) {
        return new Autoencoder(input, encoder, decoder, new MeanSquaredError());
    }

    private static Layer dense(int units) {
        return new Dense(units, Activation.IDENTITY);
    }

    private static Conv2d conv() {
        return new Conv2d(32, 3, Activation.IDENTITY);
    }

    private static Layer conv(int height, int width) {
        return conv().withKernel(new Sides(height, width));
    }

    private static Layer dilated() {
        return conv().withDilation(Sides.of(2));
    }

    private static Layer signal() {
        return new Conv1d(32, 9, Activation.IDENTITY);
    }
}
