package dev.hourglass.spec;

/// A specification that cannot be built: a value out of range, or layers whose shapes do not chain.
///
/// The message has the place, what was expected, what was found and a suggested fix.
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpecException(String message) {
        super(message);
    }

    /// The same, with the place where it was found.
    public SpecException at(String place) {
        return prefixed(place + ": ");
    }

    /// The same, with what holds the place that its message begins with.
    public SpecException inside(String place) {
        return prefixed(place + ", ");
    }

    private SpecException prefixed(String prefix) {
        var e = new SpecException(prefix + getMessage());
        e.setStackTrace(getStackTrace());
        return e;
    }
}
