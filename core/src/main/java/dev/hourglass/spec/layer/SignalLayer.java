package dev.hourglass.spec.layer;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// A layer of signals, `[length, channels]`, such as the steps of a series with what is measured at each.
///
/// It computes what a layer of pictures does with a picture of height 1, bit by bit.
public sealed interface SignalLayer extends Layer
        permits Conv1d, DepthwiseConv1d, ConvTranspose1d, MaxPool1d, AvgPool1d, Upsample1d {

    /// The layer that computes the same of a signal which is written as a picture of height 1.
    PictureLayer onPicture();

    /// That of the picture's layer, without the window's height, which is 1.
    @Override
    default List<Parameter> parameters(Shape input) {
        return onPicture().parameters(input).stream().map(Parameter::ofSignal).toList();
    }

    @Override
    default FeatureMapping featureMapping() {
        return onPicture().featureMapping();
    }

    /// @throws SpecException if a sample is none
    default void requireSignal(Shape input) {
        if (input.isSignal()) {
            return;
        }
        throw new SpecException(String.format(Locale.ROOT, "expected input [length, channels], found %s; %s", input,
                input.isImage() ? "use " + onPicture().kind() : "add a reshape before it"));
    }
}
