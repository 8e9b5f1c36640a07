package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.init.Zeros;

/// A one-dimensional convolution with one filter for each channel, which reads that channel alone: `[length, channels]` to `[length',
/// channels]`.
///
/// @param kernel steps of the window, at least 1
/// @param stride steps between neighbouring windows, at least 1
/// @param dilation steps between neighbouring taps of a window, at least 1
/// @param weights initialiser of the weights, `[kernel][channels][1]`
/// @param bias initialiser of the biases, `[channels]`
public record DepthwiseConv1d(
        int kernel, int stride, int dilation, Padding padding, Activation activation, Init weights, Init bias)
        implements SignalLayer {
    public DepthwiseConv1d {
        Require.positive("depthwise1d", "kernel", kernel);
        Require.positive("depthwise1d", "stride", stride);
        Require.positive("depthwise1d", "dilation", dilation);
    }

    /// Stride 1, same padding, Glorot-uniform weights, biases of zero.
    public DepthwiseConv1d(int kernel, Activation activation) {
        this(kernel, 1, 1, Padding.SAME, activation, new GlorotUniform(), new Zeros());
    }

    /// The length of a window: that of the kernel, or more where its taps are apart.
    public int window() {
        return (kernel - 1) * dilation + 1;
    }

    @Override
    public Shape outputShape(Shape input) {
        requireSignal(input);
        return Shape.of(padding.outputLength(input, window(), stride), input.channels());
    }

    @Override
    public DepthwiseConv2d onPicture() {
        return new DepthwiseConv2d(new Sides(1, kernel), new Sides(1, stride), new Sides(1, dilation), padding,
                activation, weights, bias);
    }

    @Override
    public String kind() {
        return "depthwise1d";
    }

    @Override
    public String label() {
        return "depthwise1d " + kernel;
    }

    @Override
    public String description() {
        return "depthwise1d " + padding.window(kernel, stride, dilation) + activation.suffix();
    }

    /// The same with another `kernel`.
    public DepthwiseConv1d withKernel(int kernel) {
        return new DepthwiseConv1d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `stride`.
    public DepthwiseConv1d withStride(int stride) {
        return new DepthwiseConv1d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `dilation`.
    public DepthwiseConv1d withDilation(int dilation) {
        return new DepthwiseConv1d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `padding`.
    public DepthwiseConv1d withPadding(Padding padding) {
        return new DepthwiseConv1d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `activation`.
    public DepthwiseConv1d withActivation(Activation activation) {
        return new DepthwiseConv1d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `weights`.
    public DepthwiseConv1d withWeights(Init weights) {
        return new DepthwiseConv1d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `bias`.
    public DepthwiseConv1d withBias(Init bias) {
        return new DepthwiseConv1d(kernel, stride, dilation, padding, activation, weights, bias);
    }
}
