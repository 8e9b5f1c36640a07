package dev.hourglass.spec.corruption;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// Covers rectangles of a picture, each at a random place wholly inside it; they may overlap (Pathak et al. 2016, section
/// 3.3, "random block"). Of a signal, which is a picture of height 1, stretches of steps.
///
/// @param size of each, not larger than the picture
/// @param count how many
/// @param colour what covers them: one number for all channels, or one for each
public record Rectangles(ImageSize size, int count, List<Double> colour) implements Corruption {
    public Rectangles {
        Require.positive("rectangles", "count", count);
        colour = Require.colour("rectangles", colour);
    }

    /// One black rectangle.
    public Rectangles(int height, int width) {
        this(new ImageSize(height, width), 1, List.of(0.0));
    }

    @Override
    public void requireFits(Shape input) {
        PictureChecks.requirePlaces("rectangles", input);
        if (size.height() > input.height() || size.width() > input.width()) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "corruption (rectangles): expected a size of at most [%d, %d], the picture's, found %s; make it smaller",
                            input.height(), input.width(), size));
        }
        PictureChecks.requireChannels("rectangles", colour, input);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean needsImages() {
        return true;
    }

    /// The same with another `size`.
    public Rectangles withSize(ImageSize size) {
        return new Rectangles(size, count, colour);
    }

    /// The same with another `count`.
    public Rectangles withCount(int count) {
        return new Rectangles(size, count, colour);
    }

    /// The same with another `colour`.
    public Rectangles withColour(List<Double> colour) {
        return new Rectangles(size, count, colour);
    }
}
