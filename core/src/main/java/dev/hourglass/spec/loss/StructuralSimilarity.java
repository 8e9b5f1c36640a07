package dev.hourglass.spec.loss;

import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.latent.Latent;
import dev.hourglass.spec.layer.Layer;
import java.util.List;
import java.util.Locale;

/// `w (1 - SSIM) + (1 - w) |y - t|`: structural similarity (Wang et al. 2004) mixed with the mean absolute error (Zhao,
/// Gallo, Frosio and Kautz 2017, equation 10, at one scale and without the Gaussian weights on the absolute error).
///
/// The similarity compares contrast and structure in windows of 11 by 11 pixels and hardly minds a constant shift of brightness or
/// colour, which the absolute error holds in place. It is no likelihood, so a variational model cannot have it.
///
/// @param weight `w` of the similarity, in 0..1; 0.84 in the paper
public record StructuralSimilarity(double weight) implements Loss {
    /// Height and width of the window, and so of the smallest picture.
    public static final int WINDOW = 11;
    /// Keeps the comparison of means finite.
    public static final double C1 = 0.01 * 0.01;
    /// Keeps the comparison of variances finite.
    public static final double C2 = 0.03 * 0.03;

    private static final double SIGMA = 1.5;

    public StructuralSimilarity {
        if (!(weight >= 0 && weight <= 1)) {
            throw new SpecException(
                    String.format(Locale.ROOT, "ssim: weight must be in 0..1, found %s", weight));
        }
    }

    /// A Gaussian over one side of the window, with sum 1; the window is its product with itself.
    public static double[] window() {
        var weights = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            double distance = i - WINDOW / 2;
            weights[i] = StrictMath.exp(-distance * distance / (2 * SIGMA * SIGMA));
            sum += weights[i];
        }
        for (int i = 0; i < WINDOW; i++) weights[i] /= sum;
        return weights;
    }

    @Override
    public String kind() {
        return "ssim";
    }

    @Override
    public String measure() {
        return "dissimilarity and absolute error";
    }

    @Override
    public boolean isLogLikelihood() {
        return false;
    }

    @Override
    public Outputs outputs(Shape input) {
        if (!input.isImage() || input.height() < WINDOW || input.width() < WINDOW) {
            throw new SpecException(String.format(Locale.ROOT,
                    "loss: under ssim expected pictures of at least %d by %1$d pixels, found %s; use loss: mean_absolute_error",
                    WINDOW, input));
        }
        return new Reconstruction(input, this);
    }

    @Override
    public void requireFits(Latent latent, List<Layer> decoder) {
        if (latent instanceof GaussianLatent) {
            throw new SpecException(
                    "latent: under ssim expected a latent that is not gaussian, because ssim is no likelihood, found gaussian; use loss: laplace_likelihood");
        }
    }
}
