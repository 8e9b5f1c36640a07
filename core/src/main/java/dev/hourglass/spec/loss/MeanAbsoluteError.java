package dev.hourglass.spec.loss;

/// The absolute difference, averaged over features and samples. Its best constant is the median and not the mean, so a few values
/// that are far off move weights no more than others (Huber 1964); of pictures, edges stay sharper than under the squared error
/// (Zhao et al. 2017).
///
/// But for a constant, the negative log-density of a Laplace distribution of scale 1; see [LaplaceLikelihood].
public record MeanAbsoluteError() implements Loss {
    @Override
    public String kind() {
        return "mean_absolute_error";
    }

    @Override
    public String measure() {
        return "mean absolute error";
    }

    @Override
    public boolean isLogLikelihood() {
        return false;
    }
}
