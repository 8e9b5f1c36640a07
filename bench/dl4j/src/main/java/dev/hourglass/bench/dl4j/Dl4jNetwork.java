package dev.hourglass.bench.dl4j;

import dev.hourglass.bench.contender.BenchmarkTask;
import dev.hourglass.bench.contender.InitialWeights;
import dev.hourglass.bench.contender.Setting;
import dev.hourglass.bench.contender.TaskActivation;
import dev.hourglass.bench.contender.TaskLayer;
import dev.hourglass.bench.contender.TaskLoss;
import dev.hourglass.bench.contender.TaskOptimizer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution2D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/// A task's network in Deeplearning4j's layers.
final class Dl4jNetwork {
    private final BenchmarkTask task;
    private final Setting setting;
    private final InitialWeights weights;
    private final NeuralNetConfiguration.ListBuilder list;
    private final Map<String, INDArray> parameters = new LinkedHashMap<>();
    private int layers;

    Dl4jNetwork(BenchmarkTask task) {
        this.task = task;
        this.setting = task.setting();
        this.weights = task.weights();
        this.list = new NeuralNetConfiguration.Builder()
                .seed(setting.seed())
                .updater(updater(task.optimizer()))
                .list();
    }

    MultiLayerNetwork build() {
        task.layers().forEach(this::add);
        if (setting.isPicture()) {
            list.inputPreProcessor(
                    layers, new CnnToFeedForwardPreProcessor(setting.side(), setting.side(), setting.channels()));
        }
        boolean isProbability = setting.loss() == TaskLoss.CROSS_ENTROPY;
        add(new LossLayer.Builder(loss())
                .activation(activation(isProbability ? TaskActivation.SIGMOID : TaskActivation.IDENTITY))
                .build());
        var network = new MultiLayerNetwork(list.build());
        network.init();
        parameters.forEach((name, values) -> network.getParam(name).assign(values));
        return network;
    }

    private static IUpdater updater(TaskOptimizer optimizer) {
        if (optimizer instanceof TaskOptimizer.Adam adam) {
            return new Adam(adam.rate(), adam.beta1(), adam.beta2(), adam.epsilon());
        } else if (optimizer instanceof TaskOptimizer.Adadelta adadelta && adadelta.rate() == 1) {
            return new AdaDelta(adadelta.rho(), adadelta.epsilon());
        }
        throw new UnsupportedOperationException("no " + optimizer);
    }

    /// Averaged over features, as squared errors are; Deeplearning4j's cross-entropy is their sum.
    private ILossFunction loss() {
        return setting.loss() == TaskLoss.CROSS_ENTROPY
                ? new LossBinaryXENT(Nd4j.valueArrayOf(1, setting.features(), 1.0 / setting.features()))
                : new LossMSE();
    }

    private void add(TaskLayer layer) {
        if (layer instanceof TaskLayer.Dense dense) {
            weight(weights.take(dense.in() * dense.out()), dense.in(), dense.out());
            bias(dense.out());
            add(new DenseLayer.Builder()
                    .nIn(dense.in())
                    .nOut(dense.out())
                    .activation(activation(dense.activation()))
                    .build());
        } else if (layer instanceof TaskLayer.Convolution conv) {
            addConvolution(conv);
        } else if (layer instanceof TaskLayer.Transposed conv) {
            addTransposed(conv);
        } else if (layer instanceof TaskLayer.MaxPool pool) {
            add(new SubsamplingLayer.Builder(PoolingType.MAX)
                    .kernelSize(pool.window(), pool.window())
                    .stride(pool.window(), pool.window())
                    .convolutionMode(ConvolutionMode.Same)
                    .build());
        } else if (layer instanceof TaskLayer.Upsample upsample) {
            addUpsample(upsample);
        } else if (layer instanceof TaskLayer.Flatten flatten) {
            list.inputPreProcessor(
                    layers, new CnnToFeedForwardPreProcessor(flatten.side(), flatten.side(), flatten.channels()));
        } else if (layer instanceof TaskLayer.Reshape reshape) {
            list.inputPreProcessor(
                    layers, new FeedForwardToCnnPreProcessor(reshape.side(), reshape.side(), reshape.channels()));
        } else if (layer instanceof TaskLayer.Activate activate) {
            add(new ActivationLayer.Builder().activation(activation(activate.activation())).build());
        } else if (!(layer instanceof TaskLayer.Gaussian)) {
            throw new UnsupportedOperationException("Deeplearning4j's network has no " + layer);
        } else {
            throw new UnsupportedOperationException(
                    "Deeplearning4j has no random code between layers of a network, only a variational layer that is "
                            + "trained alone");
        }
    }

    private void addConvolution(TaskLayer.Convolution conv) {
        weight(
                weights.takeConvolution(conv.kernel(), conv.in(), conv.out()), conv.out(), conv.in(), conv.kernel(),
                conv.kernel());
        bias(conv.out());
        add(new ConvolutionLayer.Builder(conv.kernel(), conv.kernel())
                .stride(conv.stride(), conv.stride())
                .convolutionMode(ConvolutionMode.Same)
                .nIn(conv.in())
                .nOut(conv.out())
                .activation(activation(conv.activation()))
                .build());
        if (conv.toSide() != -Math.floorDiv(-conv.fromSide(), conv.stride())) {
            throw new UnsupportedOperationException("no padding but to the same size: " + conv);
        }
    }

    private void addTransposed(TaskLayer.Transposed conv) {
        weight(
                weights.takeTransposedConvolution(conv.kernel(), conv.in(), conv.out()), conv.in(), conv.out(),
                conv.kernel(), conv.kernel());
        bias(conv.out());
        int whole = (conv.fromSide() - 1) * conv.stride() + conv.kernel() - 2 * conv.before();
        var builder = new Deconvolution2D.Builder(conv.kernel(), conv.kernel())
                .stride(conv.stride(), conv.stride())
                .nIn(conv.in())
                .nOut(conv.out())
                .activation(activation(conv.activation()));
        if (whole == conv.toSide()) {
            builder.convolutionMode(ConvolutionMode.Truncate).padding(conv.before(), conv.before());
        } else {
            builder.convolutionMode(ConvolutionMode.Same);
        }
        add(builder.build());
    }

    /// Enlarges by a whole factor and cuts off what is too much.
    private void addUpsample(TaskLayer.Upsample upsample) {
        int factor = -Math.floorDiv(-upsample.toSide(), upsample.fromSide());
        for (int i = 0; i < upsample.toSide(); i++) {
            if (i / factor != i * upsample.fromSide() / upsample.toSide()) {
                throw new UnsupportedOperationException("no enlargement but by whole factors: " + upsample);
            }
        }
        add(new Upsampling2D.Builder(factor).build());
        int rest = factor * upsample.fromSide() - upsample.toSide();
        if (rest > 0) {
            add(new Cropping2D.Builder(0, rest, 0, rest).build());
        }
    }

    private void add(org.deeplearning4j.nn.conf.layers.Layer layer) {
        list.layer(layers++, layer);
    }

    private void weight(float[] values, long... shape) {
        parameters.put(layers + "_W", Nd4j.create(values, shape, 'c'));
    }

    private void bias(int count) {
        parameters.put(layers + "_b", Nd4j.create(weights.take(count), new long[] {1, count}, 'c'));
    }

    private static org.nd4j.linalg.activations.Activation activation(TaskActivation activation) {
        return activation == TaskActivation.SILU
                ? org.nd4j.linalg.activations.Activation.SWISH
                : org.nd4j.linalg.activations.Activation.valueOf(activation.name());
    }
}
