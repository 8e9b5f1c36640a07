package dev.hourglass.interop.pytorch;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/// PyTorch's functions as its manual defines them, in plain loops and double precision, for one sample: pictures are
/// `[channel][row][column]`, lists flat.
final class Torch {
    private Torch() {}

    /// `y = x Aᵀ + b`, the weights `[out][in]`.
    static double[] linear(double[] x, StateDict.Values weight, StateDict.Values bias) {
        return linear(x, weight, bias, false);
    }

    /// `y = x A + b`: the weights of another layer, transposed.
    static double[] linearTransposed(double[] x, StateDict.Values weight, StateDict.Values bias) {
        return linear(x, weight, bias, true);
    }

    private static double[] linear(
            double[] x, StateDict.Values weight, StateDict.Values bias, boolean isTransposed) {
        var y = new double[bias.extent(0)];
        for (int out = 0; out < y.length; out++) {
            y[out] = bias.at(out);
            for (int in = 0; in < x.length; in++) {
                y[out] += x[in] * (isTransposed ? weight.at(in, out) : weight.at(out, in));
            }
        }
        return y;
    }

    /// The weights `[out][in][row][column]`, so many zeros on each of the four sides.
    static double[][][] conv2d(
            double[][][] x, StateDict.Values weight, StateDict.Values bias, int stride, int padding) {
        int kernel = weight.extent(2);
        int height = (x[0].length + 2 * padding - kernel) / stride + 1;
        int width = (x[0][0].length + 2 * padding - kernel) / stride + 1;
        var y = new double[weight.extent(0)][height][width];
        for (int out = 0; out < y.length; out++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double sum = bias.at(out);
                    for (int in = 0; in < x.length; in++) {
                        for (int i = 0; i < kernel; i++) {
                            for (int j = 0; j < kernel; j++) {
                                int fromRow = row * stride - padding + i;
                                int fromColumn = column * stride - padding + j;
                                sum += pixel(x[in], fromRow, fromColumn) * weight.at(out, in, i, j);
                            }
                        }
                    }
                    y[out][row][column] = sum;
                }
            }
        }
        return y;
    }

    /// `torch.nn.Conv2d` with as many groups as channels: the weights `[channel][0][row][column]`, stride 1, so many zeros on each side.
    static double[][][] depthwise2d(double[][][] x, StateDict.Values weight, StateDict.Values bias, int padding) {
        int kernel = weight.extent(2);
        var y = new double[x.length][x[0].length + 2 * padding - kernel + 1][x[0][0].length + 2 * padding - kernel + 1];
        for (int channel = 0; channel < x.length; channel++) {
            for (int row = 0; row < y[channel].length; row++) {
                for (int column = 0; column < y[channel][row].length; column++) {
                    y[channel][row][column] = bias.at(channel);
                    for (int i = 0; i < kernel; i++) {
                        for (int j = 0; j < kernel; j++) {
                            y[channel][row][column] += pixel(x[channel], row - padding + i, column - padding + j)
                                    * weight.at(channel, 0, i, j);
                        }
                    }
                }
            }
        }
        return y;
    }

    /// `torch.nn.Conv1d` with as many groups as channels: the weights `[channel][0][step]`, so many zeros at both ends.
    static double[][][] depthwise1d(double[][][] x, StateDict.Values weight, StateDict.Values bias, int padding) {
        int kernel = weight.extent(2);
        var y = new double[x.length][1][x[0][0].length + 2 * padding - kernel + 1];
        for (int channel = 0; channel < x.length; channel++) {
            for (int step = 0; step < y[channel][0].length; step++) {
                y[channel][0][step] = bias.at(channel);
                for (int i = 0; i < kernel; i++) {
                    y[channel][0][step] += pixel(x[channel], 0, step - padding + i) * weight.at(channel, 0, i);
                }
            }
        }
        return y;
    }

    /// Of signals, `[channel][0][step]`; the weights `[out][in][step]`, so many zeros at both ends.
    static double[][][] conv1d(
            double[][][] x, StateDict.Values weight, StateDict.Values bias, int padding, int dilation) {
        int kernel = weight.extent(2);
        var y = new double[weight.extent(0)][1][x[0][0].length + 2 * padding - (kernel - 1) * dilation];
        for (int out = 0; out < y.length; out++) {
            for (int step = 0; step < y[out][0].length; step++) {
                y[out][0][step] = bias.at(out);
                for (int in = 0; in < x.length; in++) {
                    for (int i = 0; i < kernel; i++) {
                        y[out][0][step] += pixel(x[in], 0, step - padding + i * dilation) * weight.at(out, in, i);
                    }
                }
            }
        }
        return y;
    }

    /// Every step adds a kernel, `[in][out][step]`, to the result; so many steps are then cut off at both ends.
    static double[][][] convTranspose1d(
            double[][][] x, StateDict.Values weight, StateDict.Values bias, int stride, int padding) {
        int kernel = weight.extent(2);
        var y = new double[weight.extent(1)][1][(x[0][0].length - 1) * stride - 2 * padding + kernel];
        for (int out = 0; out < y.length; out++) {
            Arrays.fill(y[out][0], bias.at(out));
            for (int in = 0; in < x.length; in++) {
                for (int step = 0; step < x[in][0].length; step++) {
                    for (int i = 0; i < kernel; i++) {
                        int to = step * stride - padding + i;
                        if (to >= 0 && to < y[out][0].length) {
                            y[out][0][to] += x[in][0][step] * weight.at(in, out, i);
                        }
                    }
                }
            }
        }
        return y;
    }

    /// The largest of each block of so many steps, which divide the signal's.
    static double[][][] maxPool1d(double[][][] x, int window) {
        var y = new double[x.length][1][x[0][0].length / window];
        for (int channel = 0; channel < x.length; channel++) {
            Arrays.fill(y[channel][0], Double.NEGATIVE_INFINITY);
            for (int step = 0; step < x[channel][0].length; step++) {
                y[channel][0][step / window] = Math.max(y[channel][0][step / window], x[channel][0][step]);
            }
        }
        return y;
    }

    /// Values step by step, the channels of each together, as `[channel][0][step]`.
    static double[][][] signal(float[] values, int channels) {
        return picture(values, 1, values.length / channels, channels);
    }

    private static double pixel(double[][] channel, int row, int column) {
        boolean isInside = row >= 0 && row < channel.length && column >= 0 && column < channel[0].length;
        return isInside ? channel[row][column] : 0;
    }

    /// Every pixel adds a kernel, `[in][out][row][column]`, to the result; so many pixels are then cut off at each side.
    static double[][][] convTranspose2d(
            double[][][] x, StateDict.Values weight, StateDict.Values bias, int stride, int padding) {
        int kernel = weight.extent(2);
        int height = (x[0].length - 1) * stride - 2 * padding + kernel;
        int width = (x[0][0].length - 1) * stride - 2 * padding + kernel;
        var y = new double[weight.extent(1)][height][width];
        for (int out = 0; out < y.length; out++) {
            for (var line : y[out]) {
                Arrays.fill(line, bias.at(out));
            }
            for (int in = 0; in < x.length; in++) {
                for (int row = 0; row < x[in].length; row++) {
                    for (int column = 0; column < x[in][row].length; column++) {
                        for (int i = 0; i < kernel; i++) {
                            for (int j = 0; j < kernel; j++) {
                                int toRow = row * stride - padding + i;
                                int toColumn = column * stride - padding + j;
                                if (toRow >= 0 && toRow < height && toColumn >= 0 && toColumn < width) {
                                    y[out][toRow][toColumn] += x[in][row][column] * weight.at(in, out, i, j);
                                }
                            }
                        }
                    }
                }
            }
        }
        return y;
    }

    /// The largest of each block of so many rows and columns, which divide the picture's.
    static double[][][] maxPool2d(double[][][] x, int window) {
        var y = new double[x.length][x[0].length / window][x[0][0].length / window];
        for (int channel = 0; channel < x.length; channel++) {
            for (var line : y[channel]) {
                Arrays.fill(line, Double.NEGATIVE_INFINITY);
            }
            for (int row = 0; row < x[0].length; row++) {
                for (int column = 0; column < x[0][0].length; column++) {
                    var line = y[channel][row / window];
                    line[column / window] = Math.max(line[column / window], x[channel][row][column]);
                }
            }
        }
        return y;
    }

    /// The mean of each block of so many rows and columns, which divide the picture's.
    static double[][][] avgPool2d(double[][][] x, int window) {
        var y = new double[x.length][x[0].length / window][x[0][0].length / window];
        for (int channel = 0; channel < x.length; channel++) {
            for (int row = 0; row < x[0].length; row++) {
                for (int column = 0; column < x[0][0].length; column++) {
                    y[channel][row / window][column / window] += x[channel][row][column] / (window * window);
                }
            }
        }
        return y;
    }

    /// `torch.nn.GroupNorm` of channels that each have so many pixels, one channel behind the other; of one group and one pixel
    /// `torch.nn.LayerNorm`.
    static double[] groupNorm(double[] x, int groups, StateDict.Values weight, StateDict.Values bias, int pixels) {
        var y = new double[x.length];
        int size = x.length / groups;
        for (int group = 0; group < groups; group++) {
            double mean = 0;
            double variance = 0;
            for (int i = group * size; i < (group + 1) * size; i++) mean += x[i] / size;
            for (int i = group * size; i < (group + 1) * size; i++) variance += (x[i] - mean) * (x[i] - mean) / size;
            for (int i = group * size; i < (group + 1) * size; i++) {
                y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * weight.at(i / pixels)
                        + bias.at(i / pixels);
            }
        }
        return y;
    }

    /// `torch.nn.Upsample` of mode `nearest`.
    static double[][][] upsample(double[][][] x, int factor) {
        var y = new double[x.length][x[0].length * factor][x[0][0].length * factor];
        for (int channel = 0; channel < y.length; channel++) {
            for (int row = 0; row < y[0].length; row++) {
                for (int column = 0; column < y[0][0].length; column++) {
                    y[channel][row][column] = x[channel][row / factor][column / factor];
                }
            }
        }
        return y;
    }

    static double[] add(double[] a, double[] b) {
        var sum = a.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    static double[][][] add(double[][][] a, double[][][] b) {
        return view(add(flatten(a), flatten(b)), a.length, a[0].length, a[0][0].length);
    }

    /// `torch.nn.functional.pad(x, (0, 1, 0, 1))`: a column of zeros behind the others, and a row.
    static double[][][] padBehind(double[][][] x) {
        return cropped(
                Arrays.stream(x)
                        .map(channel -> {
                            var rows = Arrays.copyOf(channel, channel.length + 1);
                            rows[channel.length] = new double[channel[0].length];
                            return rows;
                        })
                        .toArray(double[][][]::new),
                x[0].length + 1, x[0][0].length + 1);
    }

    /// `x[:, :height, :width]`.
    static double[][][] cropped(double[][][] x, int height, int width) {
        return Arrays.stream(x)
                .map(channel -> Arrays.stream(channel)
                        .limit(height)
                        .map(row -> Arrays.copyOf(row, width))
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    static double[] flatten(double[][][] x) {
        return Arrays.stream(x).flatMap(Arrays::stream).flatMapToDouble(Arrays::stream).toArray();
    }

    static double[][][] view(double[] x, int channels, int height, int width) {
        var y = new double[channels][height][width];
        for (int i = 0; i < x.length; i++) {
            y[i / width / height][i / width % height][i % width] = x[i];
        }
        return y;
    }

    /// One list behind the other, or one picture's channels behind the other's.
    static double[] cat(double[] a, double[] b) {
        var both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /// The channels of a one-hot label, each the same in all pixels, behind a picture's.
    static double[][][] withLabel(double[][][] x, double[] label) {
        var y = Arrays.copyOf(x, x.length + label.length);
        for (int i = 0; i < label.length; i++) {
            y[x.length + i] = new double[x[0].length][x[0][0].length];
            for (var row : y[x.length + i]) {
                Arrays.fill(row, label[i]);
            }
        }
        return y;
    }

    static double[] tanh(double[] x) {
        return each(x, Math::tanh);
    }

    static double[] softmax(double[] x) {
        double sum = Arrays.stream(x).map(Math::exp).sum();
        return each(x, value -> Math.exp(value) / sum);
    }

    static double[][][] tanh(double[][][] x) {
        return view(tanh(flatten(x)), x.length, x[0].length, x[0][0].length);
    }

    private static double[] each(double[] x, DoubleUnaryOperator function) {
        return Arrays.stream(x).map(function).toArray();
    }

    /// Our pixels `[row][column][channel]` as a picture.
    static double[][][] picture(float[] pixels, int height, int width, int channels) {
        var x = new double[channels][height][width];
        for (int i = 0; i < pixels.length; i++) {
            x[i % channels][i / channels / width][i / channels % width] = pixels[i];
        }
        return x;
    }

    /// A picture as our pixels.
    static double[] pixels(double[][][] x) {
        int channels = x.length;
        int width = x[0][0].length;
        var pixels = new double[channels * x[0].length * width];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = x[i % channels][i / channels / width][i / channels % width];
        }
        return pixels;
    }
}
