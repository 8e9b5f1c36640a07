package dev.hourglass.spec.layer;

import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;
import java.util.Optional;

/// A picture enlarged by interpolation.
///
/// @param factor multiplies the extents, at least 1; exactly one of `factor` and `to` is present
/// @param to the extents of the result, none smaller than the input's
public record Upsample2d(Optional<Sides> factor, Optional<ImageSize> to, Interpolation interpolation)
        implements PictureLayer {

    public Upsample2d {
        if (factor.isPresent() == to.isPresent()) {
            throw new SpecException("upsample: expected either factor or to, found "
                    + (factor.isPresent() ? "both; remove one" : "neither; write factor: 2"));
        }
        factor.ifPresent(times -> times.requirePositive("upsample", "factor"));
    }

    public static Upsample2d by(int factor, Interpolation interpolation) {
        return new Upsample2d(Optional.of(Sides.of(factor)), Optional.empty(), interpolation);
    }

    public static Upsample2d to(int height, int width, Interpolation interpolation) {
        return new Upsample2d(Optional.empty(), Optional.of(new ImageSize(height, width)), interpolation);
    }

    /// By a factor, instead of to some extents.
    @Override
    public Shape outputShape(Shape input) {
        requirePicture(input);
        var times = factor.orElse(Sides.of(1));
        var size = to.orElseGet(() -> new ImageSize(
                Math.clamp((long) input.height() * times.height(), 0, Integer.MAX_VALUE),
                Math.clamp((long) input.width() * times.width(), 0, Integer.MAX_VALUE)));
        if (size.height() < input.height() || size.width() < input.width()) {
            throw new SpecException(
                    String.format(Locale.ROOT, "to: %s is smaller than input %s; use maxpool or a stride to shrink",
                            size, input));
        }
        return Shape.of(size.height(), size.width(), input.channels());
    }

    @Override
    public FeatureMapping featureMapping() {
        return FeatureMapping.EACH;
    }

    @Override
    public String kind() {
        return "upsample";
    }

    @Override
    public String description() {
        return "upsample " + interpolation.name().toLowerCase(Locale.ROOT);
    }

    /// The same with another `factor`.
    public Upsample2d withFactor(Sides factor) {
        return new Upsample2d(Optional.of(factor), Optional.empty(), interpolation);
    }

    /// To some extents, instead of by a factor.
    public Upsample2d withTo(ImageSize to) {
        return new Upsample2d(Optional.empty(), Optional.of(to), interpolation);
    }

    /// The same with another `interpolation`.
    public Upsample2d withInterpolation(Interpolation interpolation) {
        return new Upsample2d(factor, to, interpolation);
    }
}
