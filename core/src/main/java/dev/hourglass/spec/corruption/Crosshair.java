package dev.hourglass.spec.corruption;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// Covers a horizontal and a vertical line that cross a picture from edge to edge.
///
/// @param thickness of both lines in pixels
/// @param position where they cross
/// @param colour what covers them: one number for all channels, or one for each
public record Crosshair(int thickness, Position position, List<Double> colour) implements Corruption {
    /// Where something lies in a picture.
    public enum Position {
        /// In the middle; where that falls between two pixels, one pixel nearer to the upper left.
        CENTRED,
        /// Anywhere wholly inside, each place as likely.
        RANDOM
    }

    public Crosshair {
        Require.positive("crosshair", "thickness", thickness);
        colour = Require.colour("crosshair", colour);
    }

    /// A black crosshair in the middle.
    public Crosshair(int thickness) {
        this(thickness, Position.CENTRED, List.of(0.0));
    }

    @Override
    public void requireFits(Shape input) {
        PictureChecks.requireImage("crosshair", input);
        int most = Math.min(input.height(), input.width());
        if (thickness > most) {
            throw new SpecException(
                    String.format(Locale.ROOT,
                            "corruption (crosshair): expected a thickness of at most %d, the picture's shorter side, found %d; make it thinner",
                            most, thickness));
        }
        PictureChecks.requireChannels("crosshair", colour, input);
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean needsImages() {
        return true;
    }

    /// The same with another `thickness`.
    public Crosshair withThickness(int thickness) {
        return new Crosshair(thickness, position, colour);
    }

    /// The same with another `position`.
    public Crosshair withPosition(Position position) {
        return new Crosshair(thickness, position, colour);
    }

    /// The same with another `colour`.
    public Crosshair withColour(List<Double> colour) {
        return new Crosshair(thickness, position, colour);
    }
}
