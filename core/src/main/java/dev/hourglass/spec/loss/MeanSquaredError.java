package dev.hourglass.spec.loss;

/// The squared difference, averaged over features and samples.
public record MeanSquaredError() implements Loss {
    @Override
    public String kind() {
        return "mean_squared_error";
    }
}
