package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.init.Zeros;
import java.util.List;
import java.util.Locale;

/// A two-dimensional convolution (cross-correlation, as everywhere in the field):
/// `[height, width, channels]` to `[height', width', filters]`, with the extents that [Padding] gives.
///
/// @param filters output channels, at least 1
/// @param kernel sides of the window, at least 1
/// @param stride pixels between neighbouring windows, at least 1
/// @param dilation pixels between neighbouring taps of a window, at least 1: a window of 3 with dilation 2 is 5 pixels wide (Yu and Koltun
///     2016)
/// @param weights initialiser of the weights, `[height][width][channels][filters]`
/// @param bias initialiser of the biases, `[filters]`
public record Conv2d(
        int filters,
        Sides kernel,
        Sides stride,
        Sides dilation,
        Padding padding,
        Activation activation,
        Init weights,
        Init bias)
        implements PictureLayer {
    public Conv2d {
        Require.positive("conv", "filters", filters);
        kernel.requirePositive("conv", "kernel");
        stride.requirePositive("conv", "stride");
        dilation.requirePositive("conv", "dilation");
    }

    /// Without dilation.
    public Conv2d(
            int filters, Sides kernel, Sides stride, Padding padding, Activation activation, Init weights, Init bias) {
        this(filters, kernel, stride, Sides.of(1), padding, activation, weights, bias);
    }

    /// A square window, the same steps both ways.
    public Conv2d(
            int filters, int kernel, int stride, Padding padding, Activation activation, Init weights, Init bias) {
        this(filters, Sides.of(kernel), Sides.of(stride), padding, activation, weights, bias);
    }

    /// Stride 1, same padding, Glorot-uniform weights, biases of zero.
    public Conv2d(int filters, int kernel, Activation activation) {
        this(filters, kernel, 1, Padding.SAME, activation, new GlorotUniform(), new Zeros());
    }

    /// The extents of a window: those of the kernel, or more where its taps are apart.
    public Sides window() {
        return kernel.dilated(dilation);
    }

    @Override
    public Shape outputShape(Shape input) {
        requirePicture(input);
        var sides = padding.outputSides(input, window(), stride);
        return Shape.of(sides.height(), sides.width(), filters);
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return Parameter.window(kernel, input.channels(), filters, weights, bias);
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.CHANNELS;
    }

    @Override
    public String kind() {
        return "conv";
    }

    @Override
    public String label() {
        return "conv " + kernel.text();
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "conv %d, %s%s", filters, padding.window(kernel, stride, dilation),
                activation.suffix());
    }

    /// The same with another `filters`.
    public Conv2d withFilters(int filters) {
        return new Conv2d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `kernel`.
    public Conv2d withKernel(Sides kernel) {
        return new Conv2d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `stride`.
    public Conv2d withStride(Sides stride) {
        return new Conv2d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `dilation`.
    public Conv2d withDilation(Sides dilation) {
        return new Conv2d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `padding`.
    public Conv2d withPadding(Padding padding) {
        return new Conv2d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `activation`.
    public Conv2d withActivation(Activation activation) {
        return new Conv2d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `weights`.
    public Conv2d withWeights(Init weights) {
        return new Conv2d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with another `bias`.
    public Conv2d withBias(Init bias) {
        return new Conv2d(filters, kernel, stride, dilation, padding, activation, weights, bias);
    }

    /// The same with a square kernel.
    public Conv2d withKernel(int kernel) {
        return withKernel(Sides.of(kernel));
    }

    /// The same with another dilation, both ways.
    public Conv2d withDilation(int dilation) {
        return withDilation(Sides.of(dilation));
    }

    /// The same with another stride, both ways.
    public Conv2d withStride(int stride) {
        return withStride(Sides.of(stride));
    }
}
