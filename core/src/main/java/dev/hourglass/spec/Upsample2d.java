package dev.hourglass.spec;

import java.util.Optional;

/// A picture enlarged by interpolation.
///
/// @param factor multiplies both extents, at least 1; exactly one of `factor` and `to` is present
/// @param to the extents of the result, none smaller than the input's
public record Upsample2d(Optional<Integer> factor, Optional<ImageSize> to, Interpolation interpolation)
        implements Layer {

    public Upsample2d {
        if (factor.isPresent() == to.isPresent()) {
            throw new SpecException("upsample: expected either factor or to, found "
                    + (factor.isPresent() ? "both; remove one" : "neither; write factor: 2"));
        }
        factor.ifPresent(f -> Require.positive("upsample", "factor", f));
    }

    public static Upsample2d by(int factor, Interpolation interpolation) {
        return new Upsample2d(Optional.of(factor), Optional.empty(), interpolation);
    }

    public static Upsample2d to(int height, int width, Interpolation interpolation) {
        return new Upsample2d(Optional.empty(), Optional.of(new ImageSize(height, width)), interpolation);
    }

    /// By a factor, instead of to some extents.
    public Upsample2d withFactor(int factor) {
        return new Upsample2d(Optional.of(factor), Optional.empty(), interpolation);
    }

    /// To some extents, instead of by a factor.
    public Upsample2d withTo(ImageSize to) {
        return new Upsample2d(Optional.empty(), Optional.of(to), interpolation);
    }

    public Upsample2d withInterpolation(Interpolation interpolation) {
        return new Upsample2d(factor, to, interpolation);
    }
}
