package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.init.Zeros;
import java.util.Locale;

/// A one-dimensional convolution (cross-correlation, as everywhere in the field): `[length, channels]` to `[length', filters]`, with the
/// length that [Padding] gives.
///
/// @param filters output channels, at least 1
/// @param kernel steps of the window, at least 1
/// @param stride steps between neighbouring windows, at least 1
/// @param dilation steps between neighbouring taps of a window, at least 1: a window of 3 with dilation 4 is 9 steps long (van den Oord et
///     al. 2016)
/// @param weights initialiser of the weights, `[kernel][channels][filters]`
/// @param bias initialiser of the biases, `[filters]`
public record Conv1d(
        int filters, int kernel, int stride, int dilation, Padding padding, Activation activation, Init weights,
        Init bias)
        implements SignalLayer {
    public Conv1d {
        Require.positive("conv1d", "filters", filters);
        Require.positive("conv1d", "kernel", kernel);
        Require.positive("conv1d", "stride", stride);
        Require.positive("conv1d", "dilation", dilation);
    }

    /// Without dilation.
    public Conv1d(
            int filters, int kernel, int stride, Padding padding, Activation activation, Init weights, Init bias) {
        this(filters, kernel, stride, 1, padding, activation, weights, bias);
    }

    /// Stride 1, same padding, Glorot-uniform weights, biases of zero.
    public Conv1d(int filters, int kernel, Activation activation) {
        this(filters, kernel, 1, Padding.SAME, activation, new GlorotUniform(), new Zeros());
    }

    /// The length of a window: that of the kernel, or more where its taps are apart.
    public int window() {
        return (kernel - 1) * dilation + 1;
    }

    @Override
    public Shape outputShape(Shape input) {
        requireSignal(input);
        return Shape.of(padding.outputLength(input, window(), stride), filters);
    }

    @Override
    public Conv2d onPicture() {
        return new Conv2d(filters, new Sides(1, kernel), new Sides(1, stride), new Sides(1, dilation), padding,
                activation, weights, bias);
    }

    @Override
    public String kind() {
        return "conv1d";
    }

    @Override
    public String label() {
        return "conv1d " + kernel;
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "conv1d %d, %s%s", filters, padding.window(kernel, stride, dilation),
                activation.suffix());
    }

    /// The same with another `filters`.
    public Conv1d withFilters(int filters) {
        return new Conv1d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `kernel`.
    public Conv1d withKernel(int kernel) {
        return new Conv1d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `stride`.
    public Conv1d withStride(int stride) {
        return new Conv1d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `dilation`.
    public Conv1d withDilation(int dilation) {
        return new Conv1d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `padding`.
    public Conv1d withPadding(Padding padding) {
        return new Conv1d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `activation`.
    public Conv1d withActivation(Activation activation) {
        return new Conv1d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `weights`.
    public Conv1d withWeights(Init weights) {
        return new Conv1d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `bias`.
    public Conv1d withBias(Init bias) {
        return new Conv1d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }
}
