package dev.hourglass.train;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Layer;
import dev.hourglass.spec.loss.OutputBlock;
import java.util.List;
import java.util.Locale;

/// Between which numbers the outputs of a decoder lie, whatever its weights are.
///
/// @param bounded the last activation that bounds them; identity where none does
record OutputRange(double low, double high, Activation bounded) {
    static final OutputRange ALL = new OutputRange(
            Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Activation.IDENTITY);

    /// Of a block of a model's reconstructions.
    static OutputRange of(Autoencoder spec, OutputBlock block) {
        return switch (block.loss().outputActivation()) {
            case SIGMOID, SOFTMAX -> new OutputRange(0, 1, Activation.SIGMOID);
            case EXPONENTIAL -> new OutputRange(0, Double.POSITIVE_INFINITY, Activation.IDENTITY);
            case IDENTITY -> of(spec.decoder());
        };
    }

    /// Every activation rises, so the ends of the range go where it takes them.
    static OutputRange of(List<Layer> decoder) {
        var range = ALL;
        for (var layer : decoder) {
            range = switch (layer.featureMapping()) {
                case ALL, CHANNELS, CHANNELS_TRANSPOSED -> ALL.after(layer.activation());
                // A projection reaches every number, and an input that is added as it is widens the body's range.
                case SUM -> ALL;
                // Training divides what dropout leaves; a model does not.
                case RESHAPED, EACH -> range.after(layer.activation());
            };
        }
        return range;
    }

    private OutputRange after(Activation activation) {
        boolean isBounding = switch (activation) {
            case IDENTITY, LEAKY_RELU -> false;
            case RELU, ELU, SIGMOID, TANH, SOFTPLUS -> true;
        };
        return new OutputRange(of(activation, low), of(activation, high), isBounding ? activation : bounded);
    }

    private static double of(Activation activation, double x) {
        return switch (activation) {
            case IDENTITY -> x;
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x < 0 ? 0.01 * x : x;
            case ELU -> x < 0 ? Math.expm1(x) : x;
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case TANH -> Math.tanh(x);
            case SOFTPLUS -> x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
        };
    }

    /// How far a value is outside; 0 for one that can be reached.
    double distance(double value) {
        return Math.max(0, Math.max(low - value, value - high));
    }

    /// As `0..1` or `0 and above`.
    String text() {
        return Double.isFinite(high) ? String.format(Locale.ROOT, "%s..%s", digits(low), digits(high))
                : digits(low) + " and above";
    }

    private static String digits(double value) {
        return value == Math.rint(value)
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3g", value);
    }
}
