package dev.hourglass.app.figure;

import dev.hourglass.spec.Shape;
import java.util.Optional;

/// Whether samples can be shown, and as pictures of which shape.
public final class PictureShape {
    private static final int MOST_CHANNELS = 4;

    private PictureShape() {}

    /// The first of some shapes that is one of a picture with `features` numbers: what a model makes of flat samples is
    /// shown in the shape of the data it was fed.
    public static Optional<Shape> of(int features, Shape... candidates) {
        for (var shape : candidates) {
            if (shape.isImage() && shape.channels() <= MOST_CHANNELS && shape.size() == features) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }
}
