package dev.hourglass.internal.op;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.internal.graph.ConvolutionForms;
import dev.hourglass.internal.graph.Graph;
import dev.hourglass.internal.graph.Node;
import dev.hourglass.internal.kernel.Kernels;
import dev.hourglass.internal.kernel.ScalarKernels;
import dev.hourglass.internal.kernel.VectorKernels;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.Interpolation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Convolutions with fewer products than connections beside the direct ones, and both beside textbook loops in double precision.
class ConvolutionFormsTest {
    private static final int SHAPES = 30;
    /// How much larger the maximal error may be.
    private static final double GROWTH = 4;
    private static final int KERNEL = 3;

    enum FastForm {
        DIFFERENCES(ResizeConvolutionOp.class, 2),
        WINOGRAD(WinogradOp.class, 1);

        final Class<? extends Op> op;
        final int factor;

        FastForm(Class<? extends Op> op, int factor) {
            this.op = op;
            this.factor = factor;
        }
    }

    /// A convolution of a picture that is first enlarged by a factor, with its gradients.
    private record Case(Shape in, int outputs, int factor, int samples, double[] weights, double[][] x, double[][] dy) {
        static Case random(Random random, FastForm form) {
            int factor = form.factor;
            var in = Shape.of(1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(30));
            int outputs = 5 + random.nextInt(30);
            int samples = 1 + random.nextInt(20);
            int large = in.height() * factor * in.width() * factor * outputs;
            var weights = gaussians(random, KERNEL * KERNEL * in.channels() * outputs);
            var x = new double[samples][];
            var dy = new double[samples][];
            for (int s = 0; s < samples; s++) {
                x[s] = gaussians(random, in.size());
                dy[s] = gaussians(random, large);
            }
            return new Case(in, outputs, factor, samples, weights, x, dy);
        }

        private static double[] gaussians(Random random, int count) {
            var values = new double[count];
            for (int i = 0; i < count; i++) {
                values[i] = (float) random.nextGaussian();
            }
            return values;
        }

        Autoencoder spec() {
            var encoder = new ArrayList<Layer>();
            encoder.add(new Conv2d(in.channels(), 1, Activation.IDENTITY));
            if (factor > 1) {
                encoder.add(Upsample2d.by(factor, Interpolation.NEAREST));
            }
            encoder.add(new Conv2d(outputs, KERNEL, Activation.IDENTITY));
            var decoder = List.<Layer>of(new MaxPool2d(factor), new Conv2d(1, 1, Activation.IDENTITY));
            return new Autoencoder(Shape.of(in.height(), in.width(), 1), encoder, decoder, new MeanSquaredError());
        }
    }

    private record Result(double[][] y, double[][] dx, double[] dw) {
        double error(Result exact) {
            double error = difference(dw, exact.dw) / largest(exact.dw);
            for (int s = 0; s < y.length; s++) {
                error = Math.max(error, difference(y[s], exact.y[s]) / largest(exact.y[s]));
                error = Math.max(error, difference(dx[s], exact.dx[s]) / largest(exact.dx[s]));
            }
            return error;
        }

        private static double largest(double[] values) {
            double largest = 0;
            for (double value : values) {
                largest = Math.max(largest, Math.abs(value));
            }
            return largest;
        }

        private static double difference(double[] a, double[] b) {
            var differences = new double[a.length];
            for (int i = 0; i < a.length; i++) {
                differences[i] = a[i] - b[i];
            }
            return largest(differences);
        }
    }

    @ParameterizedTest
    @EnumSource
    void areAsExactAsDirectConvolutionsToWithinAFactor(FastForm form) {
        for (int shape = 0; shape < SHAPES; shape++) {
            var subject = Case.random(new Random(100L * form.name().hashCode() + shape), form);
            var exact = textbook(subject);
            double direct = computed(subject, ConvolutionForms.DIRECT, LinearOp.class, new VectorKernels())
                    .error(exact);
            double fast = computed(subject, ConvolutionForms.ALL, form.op, new VectorKernels()).error(exact);
            assertThat(direct).isLessThan(1e-5);
            assertThat(fast).as("%s: %s to %d", form, subject.in, subject.outputs).isLessThan(GROWTH * direct);
        }
    }

    @ParameterizedTest
    @EnumSource
    void haveTheSameBitsWithPlainLoops(FastForm form) {
        for (int shape = 0; shape < SHAPES / 3; shape++) {
            var subject = Case.random(new Random(100L * form.name().hashCode() + shape), form);
            var plain = computed(subject, ConvolutionForms.ALL, form.op, new ScalarKernels());
            var vectors = computed(subject, ConvolutionForms.ALL, form.op, new VectorKernels());
            assertThat(vectors.y).isDeepEqualTo(plain.y);
            assertThat(vectors.dx).isDeepEqualTo(plain.dx);
            assertThat(vectors.dw).isEqualTo(plain.dw);
        }
    }

    private static Result computed(Case subject, ConvolutionForms forms, Class<? extends Op> op, Kernels kernels) {
        var graph = Graph.of(subject.spec(), subject.samples, forms);
        Node node = graph.nodes().get(1);
        assertThat(node.op()).isInstanceOf(op);
        var weights = new float[graph.parameters()];
        var tensor = ((WeightedOp) node.op()).weight();
        for (int i = 0; i < subject.weights.length; i++) {
            weights[tensor.offset() + i] = (float) subject.weights[i];
        }
        int samples = Math.min(subject.samples, graph.partition().samples());
        var passes = new LayerPasses(graph, node, weights, samples, kernels);
        passes.setInput(first(subject.x, samples));
        passes.setOutputGradient(first(subject.dy, samples));
        passes.forward();
        passes.addWeightGradients();
        passes.backward();
        return new Result(passes.output(samples), passes.inputGradient(samples), passes.weightGradient());
    }

    private static double[][] first(double[][] samples, int count) {
        return Arrays.copyOf(samples, count);
    }

    private static Result textbook(Case subject) {
        int channels = subject.in.channels();
        int outputs = subject.outputs;
        int height = subject.in.height() * subject.factor;
        int width = subject.in.width() * subject.factor;
        int samples = Math.min(subject.samples, Graph.of(subject.spec(), subject.samples).partition().samples());
        var y = new double[samples][height * width * outputs];
        var dx = new double[samples][subject.in.size()];
        var dw = new double[subject.weights.length];
        for (int s = 0; s < samples; s++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    for (int tap = 0; tap < KERNEL * KERNEL; tap++) {
                        int r = row + tap / KERNEL - 1;
                        int c = column + tap % KERNEL - 1;
                        if (r < 0 || r >= height || c < 0 || c >= width) {
                            continue;
                        }
                        int source = (r / subject.factor * subject.in.width() + c / subject.factor) * channels;
                        int target = (row * width + column) * outputs;
                        for (int i = 0; i < channels; i++) {
                            for (int o = 0; o < outputs; o++) {
                                int w = (tap * channels + i) * outputs + o;
                                y[s][target + o] += subject.weights[w] * subject.x[s][source + i];
                                dx[s][source + i] += subject.weights[w] * subject.dy[s][target + o];
                                dw[w] += subject.x[s][source + i] * subject.dy[s][target + o];
                            }
                        }
                    }
                }
            }
        }
        return new Result(y, dx, dw);
    }
}
