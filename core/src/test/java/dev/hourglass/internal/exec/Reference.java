package dev.hourglass.internal.exec;

import dev.hourglass.internal.kernel.NoiseOracle;
import dev.hourglass.internal.kernel.NormalDistribution;
import dev.hourglass.internal.op.Noise;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.DeterministicLatent;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.TopK;
import dev.hourglass.spec.latent.WinnerTakeAll;
import dev.hourglass.spec.layer.Activate;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Add;
import dev.hourglass.spec.layer.AvgPool2d;
import dev.hourglass.spec.layer.Concatenate;
import dev.hourglass.spec.layer.Conv2d;
import dev.hourglass.spec.layer.ConvTranspose2d;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.layer.DepthwiseConv2d;
import dev.hourglass.spec.layer.Dropout;
import dev.hourglass.spec.layer.Flatten;
import dev.hourglass.spec.layer.GroupNorm;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.layer.LayerNorm;
import dev.hourglass.spec.layer.MaxPool2d;
import dev.hourglass.spec.layer.PictureLayer;
import dev.hourglass.spec.layer.Reshape;
import dev.hourglass.spec.layer.Residual;
import dev.hourglass.spec.layer.Sides;
import dev.hourglass.spec.layer.SignalLayer;
import dev.hourglass.spec.layer.Upsample2d;
import dev.hourglass.spec.loss.BinaryCrossEntropy;
import dev.hourglass.spec.loss.BlockLosses;
import dev.hourglass.spec.loss.GaussianLikelihood;
import dev.hourglass.spec.loss.Huber;
import dev.hourglass.spec.loss.LaplaceLikelihood;
import dev.hourglass.spec.loss.Loss;
import dev.hourglass.spec.loss.MeanAbsoluteError;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.spec.loss.Outputs;
import dev.hourglass.spec.loss.Poisson;
import dev.hourglass.spec.loss.SoftmaxCrossEntropy;
import dev.hourglass.spec.loss.StructuralSimilarity;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/// One way of one sample through an autoencoder in double precision, by the textbook's loops: what the engine is tested
/// against.
final class Reference {
    private final Autoencoder spec;
    private final Outputs outputs;
    private final double[] parameters;
    private final Noise noise;
    private final int sample;
    private final int draw;
    /// How far the input is moved in its random direction.
    private final double step;
    /// Where the weights of the encoder's dense layers begin, the last one on top.
    private final Deque<Integer> denseWeights = new ArrayDeque<>();
    private double[] divergences = {};
    /// The encoder's input, then what its layers give.
    private final List<double[]> encoded = new ArrayList<>();
    private double logRatio;
    private int offset;
    private int stream;
    private boolean isTied;

    Reference(Autoencoder spec, double[] parameters, Noise noise, int sample, int draw, double step) {
        this(spec, spec.outputs(), parameters, noise, sample, draw, step);
    }

    /// @param outputs what they mean, instead of what the spec says
    Reference(
            Autoencoder spec, Outputs outputs, double[] parameters, Noise noise, int sample, int draw, double step) {
        this.spec = spec;
        this.outputs = outputs;
        this.parameters = parameters;
        this.noise = noise;
        this.sample = sample;
        this.draw = draw;
        this.step = step;
    }

    /// The posterior's divergences from the prior, for each dimension of a variational code.
    double[] divergences() {
        return divergences;
    }

    /// The log-ratio of posterior and prior at a variational code.
    double logRatio() {
        return logRatio;
    }

    /// The code; with lifetime sparsity, before the winners are known.
    double[] encode(double[] clean, int label) {
        var moved = ReferenceCorruption.of(spec, clean, noise.key(sample, Noise.CORRUPTION, draw)).clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = Double.isNaN(moved[i]) ? 0 : moved[i];
            moved[i] += step * NoiseOracle.normal(noise.key(sample, Noise.DIRECTION, draw), i);
        }
        var x = labelled(moved, spec.input(), label);
        var shape = spec.input().withMore(spec.latent().classes());
        encoded.add(x);
        for (var layer : spec.encoder()) {
            if (layer instanceof Dense) {
                denseWeights.push(offset);
            }
            x = forward(layer, shape, x, Activation.IDENTITY);
            encoded.add(x);
            shape = layer.outputShape(shape);
        }
        return switch (spec.latent()) {
            case DeterministicLatent _, WinnerTakeAll _ -> x;
            case TopK(int k) -> ReferencePenalties.keepLargest(x, k);
            case GaussianLatent gaussian -> draw(gaussian.size(), shape, x);
        };
    }

    private double[] draw(int size, Shape shape, double[] x) {
        var heads = new Dense(2 * size, Activation.IDENTITY);
        var moments = forward(heads, shape, x, Activation.IDENTITY);
        stream++;
        var code = new double[size];
        divergences = new double[size];
        for (int i = 0; i < size; i++) {
            double mean = moments[i];
            double logVariance = moments[size + i];
            double normal = NoiseOracle.normal(key(), i);
            code[i] = mean + Math.exp(logVariance / 2) * normal;
            divergences[i] = 0.5 * (mean * mean + Math.exp(logVariance) - 1 - logVariance);
            logRatio += 0.5 * (code[i] * code[i] - normal * normal - logVariance);
        }
        return code;
    }

    /// The loss of a code's reconstruction, summed over features.
    double decode(double[] code, int label, double[] clean) {
        var x = labelled(code, spec.codeShape(), label);
        var shape = spec.codeShape().withMore(spec.latent().classes());
        isTied = spec.tiedWeights();
        for (int i = 0; i < spec.decoder().size(); i++) {
            var layer = spec.decoder().get(i);
            boolean isLast = i == spec.decoder().size() - 1;
            boolean isLogits = isLast && spec.loss() instanceof BinaryCrossEntropy;
            var undone = isLogits ? Activation.SIGMOID : Activation.IDENTITY;
            x = forward(layer, shape, x, undone);
            shape = layer.outputShape(shape);
        }
        double sum = 0;
        for (var block : outputs.blocks()) {
            var y = Arrays.copyOfRange(x, block.from(), block.end());
            if (block.loss() instanceof StructuralSimilarity(double weight)) {
                sum += similarity(weight, y, clean);
                continue;
            }
            sum += block.weight() * loss(block.loss(), y, switch (block.target()) {
                case FEATURES -> Arrays.copyOfRange(clean, block.from(), block.end());
                case CLASS -> oneHot(label, y.length);
            });
        }
        return sum;
    }

    private long key() {
        return noise.key(sample, stream, draw);
    }

    private double[] labelled(double[] x, Shape shape, int label) {
        int channels = shape.channels();
        int all = channels + spec.latent().classes();
        var y = new double[x.length / channels * all];
        for (int pixel = 0; pixel < x.length / channels; pixel++) {
            System.arraycopy(x, pixel * channels, y, pixel * all, channels);
            if (all > channels) {
                y[pixel * all + channels + label] = 1;
            }
        }
        return y;
    }

    private static double[] oneHot(int label, int classes) {
        var t = new double[classes];
        t[label] = 1;
        return t;
    }

    private double loss(Loss loss, double[] y, double[] t) {
        boolean isCategory = loss instanceof SoftmaxCrossEntropy;
        if (isCategory && Arrays.stream(t).anyMatch(Double::isNaN)) {
            return 0;
        }
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            if (Double.isNaN(t[i])) {
                continue;
            }
            sum += switch (loss) {
                case MeanSquaredError() -> (y[i] - t[i]) * (y[i] - t[i]);
                case MeanAbsoluteError() -> Math.abs(y[i] - t[i]);
                case LaplaceLikelihood(double scale) -> Math.abs(y[i] - t[i]) / scale + Math.log(2 * scale);
                case Huber(double delta) -> Math.abs(y[i] - t[i]) <= delta ? (y[i] - t[i]) * (y[i] - t[i]) / 2
                        : delta * (Math.abs(y[i] - t[i]) - delta / 2);
                case StructuralSimilarity _ -> throw new IllegalArgumentException("of whole pictures");
                case BinaryCrossEntropy() -> Math.log1p(Math.exp(y[i])) - y[i] * t[i];
                case GaussianLikelihood(double first, boolean isLearnt) -> {
                    double sd = isLearnt ? first * Math.exp(parameters[offset]) : first;
                    yield (y[i] - t[i]) * (y[i] - t[i]) / (2 * sd * sd) + Math.log(sd * Math.sqrt(2 * Math.PI));
                }
                case Poisson() -> Math.exp(y[i]) - t[i] - t[i] * (y[i] - Math.log(Math.max(t[i], Float.MIN_NORMAL)));
                case SoftmaxCrossEntropy _ ->
                    t[i] * (Math.log(Arrays.stream(y).map(Math::exp).sum()) - y[i]);
                case BlockLosses _ -> throw new IllegalArgumentException("blocks in a block");
            };
        }
        return sum;
    }

    /// By the definition, window by window.
    private double similarity(double weight, double[] y, double[] t) {
        var shape = spec.input();
        int n = 11;
        var window = new double[n][n];
        double all = 0;
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < n; c++) {
                window[r][c] = Math.exp(-((r - 5) * (r - 5) + (c - 5) * (c - 5)) / 4.5);
                all += window[r][c];
            }
        }
        double sum = 0;
        int places = 0;
        for (int channel = 0; channel < shape.channels(); channel++) {
            for (int top = 0; top + n <= shape.height(); top++) {
                for (int left = 0; left + n <= shape.width(); left++, places++) {
                    double[] m = new double[5];
                    for (int r = 0; r < n; r++) {
                        for (int c = 0; c < n; c++) {
                            int i = ((top + r) * shape.width() + left + c) * shape.channels() + channel;
                            double w = window[r][c] / all;
                            double[] terms = {y[i], t[i], y[i] * y[i], t[i] * t[i], y[i] * t[i]};
                            for (int k = 0; k < m.length; k++) m[k] += w * terms[k];
                        }
                    }
                    double square = m[0] * m[0] + m[1] * m[1];
                    sum += (2 * m[0] * m[1] + 1e-4) * (2 * (m[4] - m[0] * m[1]) + 9e-4)
                            / ((square + 1e-4) * (m[2] + m[3] - square + 9e-4));
                }
            }
        }
        double absolute = IntStream.range(0, y.length).mapToDouble(i -> Math.abs(y[i] - t[i])).sum();
        return weight * y.length * (1 - sum / places) + (1 - weight) * absolute;
    }

    /// @param undone an activation that the loss applies instead
    private double[] forward(Layer layer, Shape in, double[] x, Activation undone) {
        return switch (layer) {
            case Dense dense -> activated(dense(dense, x), dense.activation(), undone);
            case PictureLayer picture -> onPicture(picture, in, x, undone);
            case SignalLayer signal ->
                onPicture(signal.onPicture(), Shape.of(1, in.width(), in.channels()), x, undone);
            case Flatten _, Reshape _ -> x;
            case Activate(var activation) -> activated(x, activation, undone);
            case Dropout(double rate) -> drop((float) rate, x);
            case LayerNorm(double epsilon) -> normalised(in.channels(), 1, !in.isFlat(), epsilon, in, x);
            case GroupNorm(int groups, double epsilon) ->
                normalised(in.channels() / groups, groups, false, epsilon, in, x);
            case Concatenate(int from, int channels) -> concatenated(x, in.channels(), encoded.get(from), channels);
            case Add(int from) -> IntStream.range(0, x.length).mapToDouble(i -> x[i] + encoded.get(from)[i]).toArray();
            case Residual residual -> sum(residual, in, x);
        };
    }

    private double[] onPicture(PictureLayer layer, Shape in, double[] x, Activation undone) {
        return switch (layer) {
            case Conv2d conv -> activated(convolve(conv, in, x), conv.activation(), undone);
            case DepthwiseConv2d conv -> activated(filter(conv, in, x), conv.activation(), undone);
            case ConvTranspose2d conv -> activated(transpose(conv, in, x), conv.activation(), undone);
            case MaxPool2d(var window) -> pool(window, in, x);
            case AvgPool2d(var window) -> average(window, in, x);
            case Upsample2d upsample -> enlarge(upsample, in, x);
        };
    }

    private double[] sum(Residual residual, Shape in, double[] x) {
        var body = x;
        var shape = in;
        for (var layer : residual.body()) {
            body = forward(layer, shape, body, Activation.IDENTITY);
            shape = layer.outputShape(shape);
        }
        var shortcut = residual.shortcut(in).isPresent()
                ? forward(residual.shortcut(in).get(), in, x, Activation.IDENTITY)
                : x;
        var sum = body.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += shortcut[i];
        }
        return sum;
    }

    private double[] dense(Dense dense, double[] x) {
        var y = new double[dense.units()];
        int tied = isTied ? denseWeights.pop() : 0;
        int bias = isTied ? offset : offset + x.length * dense.units();
        for (int o = 0; o < y.length; o++) {
            y[o] = parameters[bias + o];
            for (int i = 0; i < x.length; i++) {
                y[o] += x[i] * parameters[isTied ? tied + o * x.length + i : offset + i * y.length + o];
            }
        }
        offset = bias + y.length;
        return y;
    }

    private double[] convolve(Conv2d conv, Shape in, double[] x) {
        var out = conv.outputShape(in);
        int top = conv.padding().before(in.height(), conv.window().height(), conv.stride().height());
        int left = conv.padding().before(in.width(), conv.window().width(), conv.stride().width());
        var y = new double[out.size()];
        for (int oy = 0; oy < out.height(); oy++) {
            for (int ox = 0; ox < out.width(); ox++) {
                for (int ky = 0; ky < conv.kernel().height(); ky++) {
                    for (int kx = 0; kx < conv.kernel().width(); kx++) {
                        int iy = oy * conv.stride().height() + ky * conv.dilation().height() - top;
                        int ix = ox * conv.stride().width() + kx * conv.dilation().width() - left;
                        addTap(conv.kernel().width(), ky, kx, in, iy, ix, out, oy, ox, x, y);
                    }
                }
            }
        }
        addBias(conv.kernel(), in, out, y);
        return y;
    }

    private double[] filter(DepthwiseConv2d conv, Shape in, double[] x) {
        var out = conv.outputShape(in);
        int top = conv.padding().before(in.height(), conv.window().height(), conv.stride().height());
        int left = conv.padding().before(in.width(), conv.window().width(), conv.stride().width());
        int channels = in.channels();
        int taps = conv.kernel().height() * conv.kernel().width();
        var y = new double[out.size()];
        for (int i = 0; i < y.length; i++) {
            int c = i % channels;
            int ox = i / channels % out.width();
            int oy = i / channels / out.width();
            y[i] = parameters[offset + taps * channels + c];
            for (int tap = 0; tap < taps; tap++) {
                int iy = oy * conv.stride().height() + tap / conv.kernel().width() * conv.dilation().height() - top;
                int ix = ox * conv.stride().width() + tap % conv.kernel().width() * conv.dilation().width() - left;
                if (iy >= 0 && iy < in.height() && ix >= 0 && ix < in.width()) {
                    y[i] += parameters[offset + tap * channels + c] * x[(iy * in.width() + ix) * channels + c];
                }
            }
        }
        offset += (taps + 1) * channels;
        return y;
    }

    private double[] transpose(ConvTranspose2d conv, Shape in, double[] x) {
        var out = conv.outputShape(in);
        int top = conv.padding().before(out.height(), conv.kernel().height(), conv.stride().height());
        int left = conv.padding().before(out.width(), conv.kernel().width(), conv.stride().width());
        var y = new double[out.size()];
        for (int iy = 0; iy < in.height(); iy++) {
            for (int ix = 0; ix < in.width(); ix++) {
                for (int ky = 0; ky < conv.kernel().height(); ky++) {
                    for (int kx = 0; kx < conv.kernel().width(); kx++) {
                        int oy = iy * conv.stride().height() + ky - top;
                        int ox = ix * conv.stride().width() + kx - left;
                        addTap(conv.kernel().width(), ky, kx, in, iy, ix, out, oy, ox, x, y);
                    }
                }
            }
        }
        addBias(conv.kernel(), in, out, y);
        return y;
    }

    private void addTap(
            int columns, int ky, int kx, Shape in, int iy, int ix, Shape out, int oy, int ox, double[] x, double[] y) {
        boolean isInside = iy >= 0 && iy < in.height() && ix >= 0 && ix < in.width();
        boolean hits = oy >= 0 && oy < out.height() && ox >= 0 && ox < out.width();
        if (!isInside || !hits) {
            return;
        }
        for (int c = 0; c < in.channels(); c++) {
            for (int f = 0; f < out.channels(); f++) {
                double weight = parameters[offset + ((ky * columns + kx) * in.channels() + c) * out.channels() + f];
                y[(oy * out.width() + ox) * out.channels() + f] += weight
                        * x[(iy * in.width() + ix) * in.channels() + c];
            }
        }
    }

    private void addBias(Sides kernel, Shape in, Shape out, double[] y) {
        offset += kernel.height() * kernel.width() * in.channels() * out.channels();
        for (int i = 0; i < y.length; i++) {
            y[i] += parameters[offset + i % out.channels()];
        }
        offset += out.channels();
    }

    private static double[] pool(Sides window, Shape in, double[] x) {
        var out = new MaxPool2d(window).outputShape(in);
        var y = new double[out.size()];
        Arrays.fill(y, Double.NEGATIVE_INFINITY);
        for (int iy = 0; iy < in.height(); iy++) {
            for (int ix = 0; ix < in.width(); ix++) {
                for (int c = 0; c < in.channels(); c++) {
                    int target = (iy / window.height() * out.width() + ix / window.width()) * in.channels() + c;
                    y[target] = Math.max(y[target], x[(iy * in.width() + ix) * in.channels() + c]);
                }
            }
        }
        return y;
    }

    private static double[] concatenated(double[] x, int own, double[] other, int more) {
        var y = new double[x.length + other.length];
        for (int pixel = 0; pixel < x.length / own; pixel++) {
            System.arraycopy(x, pixel * own, y, pixel * (own + more), own);
            System.arraycopy(other, pixel * more, y, pixel * (own + more) + own, more);
        }
        return y;
    }

    /// @param channels of a group
    private double[] normalised(
            int channels, int groups, boolean isOfPixels, double epsilon, Shape in, double[] x) {
        int all = in.channels();
        var weights = Arrays.copyOfRange(parameters, offset, offset + all);
        var biases = Arrays.copyOfRange(parameters, offset + all, offset + 2 * all);
        offset += 2 * all;
        var y = new double[x.length];
        int pixels = x.length / all;
        for (int first = 0; first < pixels; first += isOfPixels ? 1 : pixels) {
            int last = isOfPixels ? first + 1 : pixels;
            for (int group = 0; group < groups; group++) {
                double sum = 0;
                double squares = 0;
                int count = (last - first) * channels;
                for (int pixel = first; pixel < last; pixel++) {
                    for (int c = group * channels; c < (group + 1) * channels; c++) {
                        sum += x[pixel * all + c] / count;
                    }
                }
                for (int pixel = first; pixel < last; pixel++) {
                    for (int c = group * channels; c < (group + 1) * channels; c++) {
                        squares += Math.pow(x[pixel * all + c] - sum, 2) / count;
                    }
                }
                for (int pixel = first; pixel < last; pixel++) {
                    for (int c = group * channels; c < (group + 1) * channels; c++) {
                        int i = pixel * all + c;
                        y[i] = (x[i] - sum) / Math.sqrt(squares + epsilon) * weights[c] + biases[c];
                    }
                }
            }
        }
        return y;
    }

    private static double[] average(Sides window, Shape in, double[] x) {
        var out = new AvgPool2d(window).outputShape(in);
        var sums = new double[out.size()];
        var counts = new int[out.size()];
        for (int iy = 0; iy < in.height(); iy++) {
            for (int ix = 0; ix < in.width(); ix++) {
                for (int c = 0; c < in.channels(); c++) {
                    int target = (iy / window.height() * out.width() + ix / window.width()) * in.channels() + c;
                    sums[target] += x[(iy * in.width() + ix) * in.channels() + c];
                    counts[target]++;
                }
            }
        }
        return IntStream.range(0, sums.length).mapToDouble(i -> sums[i] / counts[i]).toArray();
    }

    private static double[] enlarge(Upsample2d upsample, Shape in, double[] x) {
        var out = upsample.outputShape(in);
        var y = new double[out.size()];
        for (int oy = 0; oy < out.height(); oy++) {
            for (int ox = 0; ox < out.width(); ox++) {
                for (int c = 0; c < in.channels(); c++) {
                    y[(oy * out.width() + ox) * in.channels() + c] = switch (upsample.interpolation()) {
                        case NEAREST -> at(in, x, oy * in.height() / out.height(), ox * in.width() / out.width(), c);
                        case BILINEAR -> bilinear(in, x, centre(oy, in.height(), out.height()),
                                centre(ox, in.width(), out.width()), c);
                    };
                }
            }
        }
        return y;
    }

    private static double centre(int at, int in, int out) {
        return Math.clamp((at + 0.5) * in / out - 0.5, 0, in - 1.0);
    }

    private static double bilinear(Shape in, double[] x, double row, double column, int c) {
        double down = row - Math.floor(row);
        double right = column - Math.floor(column);
        int y = (int) row;
        int z = (int) column;
        return (1 - down) * ((1 - right) * at(in, x, y, z, c) + right * at(in, x, y, z + 1, c))
                + down * ((1 - right) * at(in, x, y + 1, z, c) + right * at(in, x, y + 1, z + 1, c));
    }

    private static double at(Shape in, double[] x, int row, int column, int c) {
        int y = Math.min(row, in.height() - 1);
        int z = Math.min(column, in.width() - 1);
        return x[(y * in.width() + z) * in.channels() + c];
    }

    private double[] drop(float rate, double[] x) {
        stream++;
        var y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = NoiseOracle.isDropped(key(), i, rate) ? 0 : x[i] / (1 - rate);
        }
        return y;
    }

    private static double[] activated(double[] x, Activation activation, Activation undone) {
        var y = x.clone();
        for (int i = 0; activation != undone && i < x.length; i++) {
            y[i] = switch (activation) {
                case IDENTITY -> x[i];
                case RELU -> Math.max(x[i], 0);
                case LEAKY_RELU -> x[i] > 0 ? x[i] : 0.01 * x[i];
                case ELU -> x[i] > 0 ? x[i] : Math.expm1(x[i]);
                case SIGMOID -> 1 / (1 + Math.exp(-x[i]));
                case TANH -> Math.tanh(x[i]);
                case SOFTPLUS -> Math.log1p(Math.exp(x[i]));
                case GELU -> x[i] * NormalDistribution.at(x[i]);
                case SILU -> x[i] / (1 + Math.exp(-x[i]));
                case SELU -> 1.0507009873554805
                        * (x[i] > 0 ? x[i] : 1.6732632423543772 * Math.expm1(x[i]));
                case HARD_SIGMOID -> Math.clamp(x[i] / 6 + 0.5, 0.0, 1.0);
            };
        }
        return y;
    }
}
