package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.init.Zeros;
import java.util.List;

/// A convolution with one filter for each channel, which reads that channel alone: `[height, width, channels]` to `[height', width',
/// channels]`. With a [Conv2d] of kernel 1 behind it, it is a depthwise separable convolution (Howard et al. 2017, section 3.1).
///
/// @param kernel sides of the window, at least 1
/// @param stride pixels between neighbouring windows, at least 1
/// @param dilation pixels between neighbouring taps of a window, at least 1
/// @param weights initialiser of the weights, `[height][width][channels][1]`
/// @param bias initialiser of the biases, `[channels]`
public record DepthwiseConv2d(
        Sides kernel, Sides stride, Sides dilation, Padding padding, Activation activation, Init weights, Init bias)
        implements PictureLayer {
    public DepthwiseConv2d {
        kernel.requirePositive("depthwise", "kernel");
        stride.requirePositive("depthwise", "stride");
        dilation.requirePositive("depthwise", "dilation");
    }

    /// Stride 1, same padding, Glorot-uniform weights, biases of zero.
    public DepthwiseConv2d(int kernel, Activation activation) {
        this(Sides.of(kernel), Sides.of(1), Sides.of(1), Padding.SAME, activation, new GlorotUniform(), new Zeros());
    }

    /// The extents of a window: those of the kernel, or more where its taps are apart.
    public Sides window() {
        return kernel.dilated(dilation);
    }

    @Override
    public Shape outputShape(Shape input) {
        requirePicture(input);
        var sides = padding.outputSides(input, window(), stride);
        return Shape.of(sides.height(), sides.width(), input.channels());
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return Parameter.depthwise(kernel, input.channels(), weights, bias);
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.FILTERED;
    }

    @Override
    public String kind() {
        return "depthwise";
    }

    @Override
    public String label() {
        return "depthwise " + kernel.text();
    }

    @Override
    public String description() {
        return "depthwise " + padding.window(kernel, stride, dilation) + activation.suffix();
    }

    /// The same with another `kernel`.
    public DepthwiseConv2d withKernel(Sides kernel) {
        return new DepthwiseConv2d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `stride`.
    public DepthwiseConv2d withStride(Sides stride) {
        return new DepthwiseConv2d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `dilation`.
    public DepthwiseConv2d withDilation(Sides dilation) {
        return new DepthwiseConv2d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `padding`.
    public DepthwiseConv2d withPadding(Padding padding) {
        return new DepthwiseConv2d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `activation`.
    public DepthwiseConv2d withActivation(Activation activation) {
        return new DepthwiseConv2d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `weights`.
    public DepthwiseConv2d withWeights(Init weights) {
        return new DepthwiseConv2d(kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `bias`.
    public DepthwiseConv2d withBias(Init bias) {
        return new DepthwiseConv2d(kernel, stride, dilation, padding, activation, weights, bias);
    }
}
