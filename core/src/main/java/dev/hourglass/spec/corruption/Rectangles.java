package dev.hourglass.spec.corruption;

import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Require;
import java.util.List;

/// Covers rectangles of a picture, each at a random place wholly inside it; they may overlap (Pathak et al. 2016, section
/// 3.3, "random block").
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

    public Rectangles withSize(ImageSize size) {
        return new Rectangles(size, count, colour);
    }

    public Rectangles withCount(int count) {
        return new Rectangles(size, count, colour);
    }

    public Rectangles withColour(List<Double> colour) {
        return new Rectangles(size, count, colour);
    }
}
