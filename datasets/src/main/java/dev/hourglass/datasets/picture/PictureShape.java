package dev.hourglass.datasets.picture;

import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.Optional;

/// Whether samples can be shown, and as pictures of which shape.
public final class PictureShape {
    private static final int GREY = 1;
    private static final int COLOUR = 3;

    private PictureShape() {}

    /// The first of some shapes that is one of a picture with `features` numbers: what a model makes of flat samples is
    /// shown in the shape of the data it was fed. Signals are no pictures, whatever arrays of them look like.
    public static Optional<Shape> of(int features, Shape... candidates) {
        if (Arrays.stream(candidates).anyMatch(Shape::isSignal)) {
            return Optional.empty();
        }
        for (var shape : candidates) {
            if (isDrawn(shape) && shape.size() == features) {
                return Optional.of(shape);
            }
        }
        return Optional.empty();
    }

    /// Of two or four channels it is not known what they are: the last may be alpha, or another measurement.
    private static boolean isDrawn(Shape shape) {
        return shape.isImage() && (shape.channels() == GREY || shape.channels() == COLOUR);
    }
}
