package dev.hourglass.spec.protocol;

import dev.hourglass.spec.SpecException;

/// A value that others have reported.
///
/// @param value in the units of the measure
/// @param source where it stands
public record PublishedValue(double value, String source) implements Reference {
    public PublishedValue {
        if (source.isBlank()) {
            throw new SpecException("published: source must say where the value stands, found none");
        }
    }

    /// The same with another `value`.
    public PublishedValue withValue(double value) {
        return new PublishedValue(value, source);
    }

    /// The same with another `source`.
    public PublishedValue withSource(String source) {
        return new PublishedValue(value, source);
    }
}
