package dev.hourglass.spec.layer;

import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.init.Ones;
import dev.hourglass.spec.init.Zeros;
import java.util.List;
import java.util.Locale;

/// What layers that normalise have in common.
final class Normalisation {
    private Normalisation() {}

    /// A scale and a shift for each channel.
    static List<Parameter> parameters(int channels) {
        return List.of(
                new Parameter(Parameter.WEIGHT, List.of(channels), new Ones(), 1, 1, false),
                new Parameter(Parameter.BIAS, List.of(channels), new Zeros(), 1, 1, false));
    }

    static void requireEpsilon(String kind, double epsilon) {
        if (!(epsilon > 0 && epsilon < 1)) {
            throw new SpecException(
                    String.format(Locale.ROOT, "%s: epsilon must be above 0 and below 1, found %s", kind, epsilon));
        }
    }
}
