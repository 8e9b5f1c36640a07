package dev.hourglass.experiments.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A measure of a model in words.
///
/// @param label what it is called
/// @param value with its digits
/// @param unit empty where there is none
public record Metric(String label, String value, String unit) {
    /// A smaller value has no digits in five decimals.
    private static final double SMALL = 1e-4;

    /// Measures under the names that evaluation gives them, in their order.
    public static List<Metric> of(Map<String, Double> metrics) {
        return metrics.entrySet().stream().map(m -> of(m.getKey(), m.getValue())).toList();
    }

    private static Metric of(String name, double value) {
        return switch (name) {
            case "loss" -> new Metric("loss", digits(value), "per feature");
            case "mse" -> new Metric("mean squared error", digits(value), "per feature");
            case "bce" -> new Metric("binary cross-entropy", digits(value), "nats per feature");
            case "reconstruction" -> new Metric("reconstruction term", decimals(value), "nats per sample");
            case "elbo" -> new Metric("evidence lower bound", decimals(value), "nats per sample");
            case "nll" ->
                new Metric("negative log-likelihood", decimals(value), "nats per sample, by importance sampling");
            case "active_units" -> new Metric("active latent dimensions", String.valueOf(Math.round(value)), "");
            case "kl" -> new Metric("divergence from the prior", decimals(value), "nats per sample");
            case "psnr" -> decibels("PSNR of the reconstruction", value);
            case "psnr_corrupted" -> decibels("PSNR of the corrupted input", value);
            case "mse_inside" ->
                new Metric("mean squared error inside the corrupted parts", digits(value), "per feature");
            case "mse_inside_corrupted" -> new Metric("the same before reconstruction", digits(value), "per feature");
            case "psnr_red", "psnr_green", "psnr_blue" -> decibels("PSNR of " + colour(name), value);
            case "ssim_red", "ssim_green", "ssim_blue" -> new Metric("SSIM of " + colour(name), digits(value), "");
            case "ssim" -> new Metric("SSIM of the reconstruction", digits(value), "");
            case "penalty" -> new Metric("penalties", digits(value), "per feature");
            case "mean_activation" -> new Metric("mean activation of the code", digits(value), "");
            case "non_zeros" -> new Metric("non-zero values in a code", decimals(value), "");
            case "pca_mse" -> new Metric("mean squared error of PCA", digits(value), "per feature");
            default -> new Metric(name, digits(value), "");
        };
    }

    private static String colour(String name) {
        return name.substring(name.indexOf('_') + 1);
    }

    /// Infinite where there is no error.
    private static Metric decibels(String label, double value) {
        return Double.isInfinite(value)
                ? new Metric(label, "infinite", "dB, no error")
                : new Metric(label, decimals(value), "dB");
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        var format = size > 0 && size < SMALL ? "%.1e" : size < 0.1 ? "%.5f" : "%.4f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String decimals(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
