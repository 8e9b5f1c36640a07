package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;

/// A layer of pictures, `[height, width, channels]`, whose outputs follow from what is near them.
public sealed interface PictureLayer extends Layer
        permits Conv2d, DepthwiseConv2d, ConvTranspose2d, MaxPool2d, AvgPool2d, Upsample2d {

    /// @throws SpecException if a sample is none
    default void requirePicture(Shape input) {
        if (input.isImage()) {
            return;
        }
        throw new SpecException(String.format(Locale.ROOT, "expected input [height, width, channels], found %s; %s",
                input, input.isSignal()
                        ? "use " + kind() + "1d, or add the number of channels to the shape of pictures"
                        : "add a reshape before it"));
    }
}
