package dev.hourglass.spec.layer;

/// A skip connection: a decoder's layer that takes the output of an encoder's layer beside its own input (Ronneberger, Fischer and Brox
/// 2015). What goes this way does not pass the code, so a model with one cannot decode a code alone.
public sealed interface Skip extends Layer permits Concatenate, Add {
    /// The encoder's layer, counted from 1; 0 for the input as the encoder reads it.
    int from();

    @Override
    default FeatureMapping featureMapping() {
        return FeatureMapping.JOINED;
    }
}
