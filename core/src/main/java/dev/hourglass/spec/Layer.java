package dev.hourglass.spec;

/// One layer of an encoder or a decoder: what it computes, not its weights.
public sealed interface Layer
        permits Dense, Conv2d, ConvTranspose2d, MaxPool2d, Upsample2d, Flatten, Reshape, Activate, Dropout {

    /// The shape this layer makes of an input.
    ///
    /// @throws SpecException where the layer cannot take such an input
    default Shape outputShape(Shape input) {
        return ShapeRules.outputShape(this, input);
    }
}
