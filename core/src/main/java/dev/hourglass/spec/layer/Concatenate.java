package dev.hourglass.spec.layer;

import dev.hourglass.internal.check.Require;
import dev.hourglass.spec.Shape;
import java.util.Locale;

/// The channels of an encoder's layer behind those of the input, at every pixel; of flat samples, its features.
///
/// @param from the encoder's layer, counted from 1; 0 for the encoder's input
/// @param channels that it has, at least 1; of a flat sample, features
public record Concatenate(int from, int channels) implements Skip {
    public Concatenate {
        Require.notNegative("concatenate", "from", from);
        Require.positive("concatenate", "channels", channels);
    }

    @Override
    public Shape outputShape(Shape input) {
        return input.withMore(channels);
    }

    @Override
    public String kind() {
        return "concatenate";
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "concatenate encoder layer %d", from);
    }

    /// The same with another `from`.
    public Concatenate withFrom(int from) {
        return new Concatenate(from, channels);
    }

    /// The same with another `channels`.
    public Concatenate withChannels(int channels) {
        return new Concatenate(from, channels);
    }
}
