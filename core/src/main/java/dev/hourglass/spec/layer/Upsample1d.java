package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.ImageSize;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import java.util.Locale;
import java.util.Optional;

/// A signal lengthened by interpolation; `bilinear` is linear here.
///
/// @param factor multiplies the length, at least 1; exactly one of `factor` and `to` is present
/// @param to the length of the result, not below the input's
public record Upsample1d(Optional<Integer> factor, Optional<Integer> to, Interpolation interpolation)
        implements SignalLayer {

    public Upsample1d {
        if (factor.isPresent() == to.isPresent()) {
            throw new SpecException("upsample1d: expected either factor or to, found "
                    + (factor.isPresent() ? "both; remove one" : "neither; write factor: 2"));
        }
        factor.ifPresent(times -> Require.positive("upsample1d", "factor", times));
        to.ifPresent(length -> Require.positive("upsample1d", "to", length));
    }

    public static Upsample1d by(int factor, Interpolation interpolation) {
        return new Upsample1d(Optional.of(factor), Optional.empty(), interpolation);
    }

    public static Upsample1d to(int length, Interpolation interpolation) {
        return new Upsample1d(Optional.empty(), Optional.of(length), interpolation);
    }

    @Override
    public Shape outputShape(Shape input) {
        requireSignal(input);
        int length = to.orElseGet(
                () -> Math.clamp((long) input.width() * factor.orElse(1), 0, Integer.MAX_VALUE));
        if (length < input.width()) {
            throw new SpecException(String.format(Locale.ROOT,
                    "to: %d is shorter than input %s; use maxpool1d or a stride to shrink", length, input));
        }
        return Shape.of(length, input.channels());
    }

    @Override
    public Upsample2d onPicture() {
        return new Upsample2d(
                factor.map(times -> new Sides(1, times)), to.map(length -> new ImageSize(1, length)), interpolation);
    }

    @Override
    public String kind() {
        return "upsample1d";
    }

    @Override
    public String description() {
        return "upsample1d " + interpolation.name().toLowerCase(Locale.ROOT);
    }

    /// The same with another `factor`.
    public Upsample1d withFactor(int factor) {
        return new Upsample1d(Optional.of(factor), Optional.empty(), interpolation);
    }

    /// To some length, instead of by a factor.
    public Upsample1d withTo(int to) {
        return new Upsample1d(Optional.empty(), Optional.of(to), interpolation);
    }

    /// The same with another `interpolation`.
    public Upsample1d withInterpolation(Interpolation interpolation) {
        return new Upsample1d(factor, to, interpolation);
    }
}
