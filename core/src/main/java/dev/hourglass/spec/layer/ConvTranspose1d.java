package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.init.GlorotUniform;
import dev.hourglass.spec.init.Init;
import dev.hourglass.spec.init.Zeros;
import java.util.Locale;
import java.util.Optional;

/// A one-dimensional transposed convolution: the map whose matrix is the transpose of a [Conv1d]'s (Dumoulin and Visin 2016, chapter 4),
/// `[length, channels]` to `[length', filters]`.
///
/// @param filters output channels, at least 1
/// @param kernel steps of the window, at least 1
/// @param stride output steps between neighbouring windows, at least 1
/// @param to the output's length: any that the convolution of the same kernel, stride and padding shrinks to the input's; where absent,
///     `length * stride` (same) or `(length - 1) * stride + kernel` (valid)
/// @param weights initialiser of the weights, `[kernel][channels][filters]`
/// @param bias initialiser of the biases, `[filters]`
public record ConvTranspose1d(
        int filters,
        int kernel,
        int stride,
        Padding padding,
        Optional<Integer> to,
        Activation activation,
        Init weights,
        Init bias)
        implements SignalLayer {
    public ConvTranspose1d {
        Require.positive("conv_transpose1d", "filters", filters);
        Require.positive("conv_transpose1d", "kernel", kernel);
        Require.positive("conv_transpose1d", "stride", stride);
        to.ifPresent(length -> Require.positive("conv_transpose1d", "to", length));
    }

    /// Same padding, the default output length, Glorot-uniform weights, biases of zero.
    public ConvTranspose1d(int filters, int kernel, int stride, Activation activation) {
        this(filters, kernel, stride, Padding.SAME, Optional.empty(), activation, new GlorotUniform(), new Zeros());
    }

    @Override
    public Shape outputShape(Shape input) {
        requireSignal(input);
        int length = to.orElseGet(() -> defaultLength(input.width()));
        int shrunk = padding.outputSize(length, kernel, stride);
        if (shrunk != input.width()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "to: %d, convolved with kernel %d and stride %d, would have length %d, found input %s; change to or stride",
                    length, kernel, stride, shrunk, input));
        }
        return Shape.of(length, filters);
    }

    private int defaultLength(int length) {
        return switch (padding) {
            case SAME -> Math.clamp((long) length * stride, 0, Integer.MAX_VALUE);
            case VALID -> Math.clamp((length - 1L) * stride + kernel, 0, Integer.MAX_VALUE);
        };
    }

    @Override
    public ConvTranspose2d onPicture() {
        return new ConvTranspose2d(filters, new Sides(1, kernel), new Sides(1, stride), padding,
                to.map(length -> new ImageSize(1, length)), activation, weights, bias);
    }

    @Override
    public String kind() {
        return "conv_transpose1d";
    }

    @Override
    public String label() {
        return "conv_transpose1d " + kernel;
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "conv_transpose1d %d, %s%s", filters, padding.window(kernel, stride, 1),
                activation.suffix());
    }

    /// The same with another `filters`.
    public ConvTranspose1d withFilters(int filters) {
        return new ConvTranspose1d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `kernel`.
    public ConvTranspose1d withKernel(int kernel) {
        return new ConvTranspose1d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `stride`.
    public ConvTranspose1d withStride(int stride) {
        return new ConvTranspose1d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `padding`.
    public ConvTranspose1d withPadding(Padding padding) {
        return new ConvTranspose1d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `activation`.
    public ConvTranspose1d withActivation(Activation activation) {
        return new ConvTranspose1d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `weights`.
    public ConvTranspose1d withWeights(Init weights) {
        return new ConvTranspose1d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `bias`.
    public ConvTranspose1d withBias(Init bias) {
        return new ConvTranspose1d(filters, kernel, stride, padding, to, activation, weights, bias);
    }

    /// The same with another `to`.
    public ConvTranspose1d withTo(int to) {
        return new ConvTranspose1d(filters, kernel, stride, padding, Optional.of(to), activation, weights, bias);
    }

    /// The same without `to`.
    public ConvTranspose1d withoutTo() {
        return new ConvTranspose1d(filters, kernel, stride, padding, Optional.empty(), activation, weights, bias);
    }
}
