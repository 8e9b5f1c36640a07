package dev.hourglass.spec;

/// Ends training when the validation loss no longer falls, and goes back to the best weights seen.
///
/// @param patience epochs without an improvement before training ends, at least 1
/// @param minDelta how much lower a loss must be to count as an improvement, at least 0
public record EarlyStopping(int patience, double minDelta) {
    public EarlyStopping {
        if (patience < 1) {
            throw new SpecException("early_stopping: patience must be at least 1, found " + patience);
        }
        if (!(minDelta >= 0 && Double.isFinite(minDelta))) {
            throw new SpecException("early_stopping: min_delta must be 0 or more, found " + minDelta);
        }
    }

    public EarlyStopping(int patience) {
        this(patience, 0);
    }

    /// The same with another `patience`.
    public EarlyStopping withPatience(int patience) {
        return new EarlyStopping(patience, minDelta);
    }

    /// The same with another `minDelta`.
    public EarlyStopping withMinDelta(double minDelta) {
        return new EarlyStopping(patience, minDelta);
    }
}
