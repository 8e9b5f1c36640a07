package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// How a window meets the border of a picture, as TensorFlow and Keras define it.
public enum Padding {
    /// Zeros around the picture so that the output has `ceil(size / stride)` pixels; an odd zero goes after.
    SAME,
    /// Only windows that lie wholly inside: `(size - kernel) / stride + 1` pixels.
    VALID;

    /// Output pixels along one axis; 0 or less where the window does not fit.
    public int outputSize(int size, int kernel, int stride) {
        return switch (this) {
            case SAME -> Math.ceilDiv(size, stride);
            case VALID -> Math.floorDiv(size - kernel, stride) + 1;
        };
    }

    /// Output pixels of a picture.
    ///
    /// @throws SpecException if the window does not fit
    Sides outputSides(Shape picture, Sides window, Sides stride) {
        int height = outputSize(picture.height(), window.height(), stride.height());
        int width = outputSize(picture.width(), window.width(), stride.width());
        if (height < 1 || width < 1) {
            throw refused(window.toString(), picture);
        }
        return new Sides(height, width);
    }

    /// Output steps of a signal.
    ///
    /// @throws SpecException if the window does not fit
    int outputLength(Shape signal, int window, int stride) {
        int length = outputSize(signal.width(), window, stride);
        if (length < 1) {
            throw refused(Integer.toString(window), signal);
        }
        return length;
    }

    private static SpecException refused(String window, Shape input) {
        return new SpecException(String.format(Locale.ROOT,
                "a window of %s does not fit into input %s; use padding: same or a smaller kernel", window, input));
    }

    /// Zeros before the first pixel of one axis.
    public int before(int size, int kernel, int stride) {
        return switch (this) {
            case SAME -> Math.max((outputSize(size, kernel, stride) - 1) * stride + kernel - size, 0) / 2;
            case VALID -> 0;
        };
    }

    /// Zeros after the last pixel of one axis; none where the last window ends before it.
    public int after(int size, int kernel, int stride) {
        int read = (outputSize(size, kernel, stride) - 1) * stride + kernel;
        return Math.max(read - before(size, kernel, stride) - size, 0);
    }

    /// A window in a layer's description, such as `3x3, stride 2, valid`.
    String window(Sides kernel, Sides stride, Sides dilation) {
        return kernel.text() + (stride.isOne() ? "" : ", stride " + stride)
                + (dilation.isOne() ? "" : ", dilation " + dilation) + suffix();
    }

    /// A window over signals in a layer's description, such as `5, stride 2, valid`.
    String window(int kernel, int stride, int dilation) {
        return kernel + (stride == 1 ? "" : ", stride " + stride) + (dilation == 1 ? "" : ", dilation " + dilation)
                + suffix();
    }

    private String suffix() {
        return this == SAME ? "" : ", valid";
    }
}
