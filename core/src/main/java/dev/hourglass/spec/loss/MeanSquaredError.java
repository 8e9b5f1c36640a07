package dev.hourglass.spec.loss;

/// The squared difference, averaged over features and samples.
public record MeanSquaredError() implements Loss {
    @Override
    public String kind() {
        return "mean_squared_error";
    }

    @Override
    public String measure() {
        return "mean squared error";
    }

    @Override
    public boolean isLogLikelihood() {
        return false;
    }
}
