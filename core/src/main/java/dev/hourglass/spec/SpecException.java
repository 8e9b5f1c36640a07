package dev.hourglass.spec;

/// A specification that cannot be built: a value out of range, or layers whose shapes do not chain.
///
/// The message has the place, what was expected, what was found and a suggested fix.
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpecException(String message) {
        super(message);
    }

    /// The same exception with the place in front of its message.
    public SpecException at(String place) {
        var placed = new SpecException(place + ": " + getMessage());
        placed.setStackTrace(getStackTrace());
        return placed;
    }
}
