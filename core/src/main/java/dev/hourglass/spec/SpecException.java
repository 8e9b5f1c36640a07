package dev.hourglass.spec;

/// A specification that cannot be built: a value out of range, or layers whose shapes do not chain.
///
/// The message says where, what was expected, what was found and how to mend it.
public final class SpecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SpecException(String message) {
        super(message);
    }

    /// The same trouble, told with the place it was found at.
    public SpecException at(String place) {
        var told = new SpecException(place + ": " + getMessage());
        told.setStackTrace(getStackTrace());
        return told;
    }
}
