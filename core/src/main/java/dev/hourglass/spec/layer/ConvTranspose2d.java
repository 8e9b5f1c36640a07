package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.init.Zeros;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A transposed convolution: the map whose matrix is the transpose of a [Conv2d]'s
/// (Dumoulin and Visin 2016, chapter 4), `[height, width, channels]` to `[height', width', filters]`.
///
/// @param filters output channels, at least 1
/// @param kernel sides of the window, at least 1
/// @param stride output pixels between neighbouring windows, at least 1
/// @param to the output's extents: any size that the convolution of the same kernel, stride and padding shrinks to
///     the input's; where absent, `size * stride` (same) or `(size - 1) * stride + kernel` (valid)
/// @param weights initialiser of the weights, `[height][width][channels][filters]`
/// @param bias initialiser of the biases, `[filters]`
public record ConvTranspose2d(
        int filters,
        Sides kernel,
        Sides stride,
        Padding padding,
        Optional<ImageSize> to,
        Activation activation,
        Init weights,
        Init bias)
        implements PictureLayer {
    public ConvTranspose2d {
        Require.positive("conv_transpose", "filters", filters);
        kernel.requirePositive("conv_transpose", "kernel");
        stride.requirePositive("conv_transpose", "stride");
    }

    /// A square window, the same steps both ways.
    public ConvTranspose2d(
            int filters, int kernel, int stride, Padding padding, Optional<ImageSize> to, Activation activation,
            Init weights, Init bias) {
        this(filters, Sides.of(kernel), Sides.of(stride), padding, to, activation, weights, bias);
    }

    /// Same padding, the default output size, Glorot-uniform weights, biases of zero.
    public ConvTranspose2d(int filters, int kernel, int stride, Activation activation) {
        this(filters, kernel, stride, Padding.SAME, Optional.empty(), activation, new GlorotUniform(), new Zeros());
    }

    @Override
    public Shape outputShape(Shape input) {
        requirePicture(input);
        var size = to.orElseGet(() -> new ImageSize(
                defaultExtent(input.height(), kernel.height(), stride.height()),
                defaultExtent(input.width(), kernel.width(), stride.width())));
        int height = padding.outputSize(size.height(), kernel.height(), stride.height());
        int width = padding.outputSize(size.width(), kernel.width(), stride.width());
        if (height != input.height() || width != input.width()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "to: %s, convolved with kernel %s and stride %s, would have size [%d, %d], found input %s; change to or stride",
                            size, kernel, stride, height, width, input));
        }
        return Shape.of(size.height(), size.width(), filters);
    }

    private int defaultExtent(int size, int side, int step) {
        return switch (padding) {
            case SAME -> Math.clamp((long) size * step, 0, Integer.MAX_VALUE);
            case VALID -> Math.clamp((size - 1L) * step + side, 0, Integer.MAX_VALUE);
        };
    }

    @Override
    public List<Parameter> parameters(Shape input) {
        return Parameter.window(kernel, input.channels(), filters, weights, bias);
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.CHANNELS_TRANSPOSED;
    }

    @Override
    public String kind() {
        return "conv_transpose";
    }

    @Override
    public String label() {
        return "conv_transpose " + kernel.text();
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "conv_transpose %d, %s%s", filters,
                padding.window(kernel, stride, Sides.of(1)),
                activation.suffix());
    }

    /// The same with another `filters`.
    public ConvTranspose2d withFilters(int filters) {
        return new ConvTranspose2d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `kernel`.
    public ConvTranspose2d withKernel(Sides kernel) {
        return new ConvTranspose2d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `stride`.
    public ConvTranspose2d withStride(Sides stride) {
        return new ConvTranspose2d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `padding`.
    public ConvTranspose2d withPadding(Padding padding) {
        return new ConvTranspose2d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `to`.
    public ConvTranspose2d withTo(ImageSize to) {
        return new ConvTranspose2d(filters, kernel, stride, padding, Optional.of(to), activation, weights, bias);
    }

    /// The same without `to`.
    public ConvTranspose2d withoutTo() {
        return new ConvTranspose2d(filters, kernel, stride, padding, Optional.empty(), activation, weights, bias);
    }

    /// The same with another `activation`.
    public ConvTranspose2d withActivation(Activation activation) {
        return new ConvTranspose2d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `weights`.
    public ConvTranspose2d withWeights(Init weights) {
        return new ConvTranspose2d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `bias`.
    public ConvTranspose2d withBias(Init bias) {
        return new ConvTranspose2d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with a square kernel.
    public ConvTranspose2d withKernel(int kernel) {
        return withKernel(Sides.of(kernel));
    }

    /// The same with another stride, both ways.
    public ConvTranspose2d withStride(int stride) {
        return withStride(Sides.of(stride));
    }
}
