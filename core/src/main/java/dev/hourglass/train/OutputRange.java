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
    /// At the arguments -0.752 and -1.278.
    private static final double GELU_LEAST = -0.17;

    private static final double SILU_LEAST = -0.27846;

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

    /// Activations rise, but for a dip in some, so the ends of the range go where they take them.
    static OutputRange of(List<Layer> decoder) {
        var range = ALL;
        for (var layer : decoder) {
            range = switch (layer.featureMapping()) {
                case ALL, CHANNELS, CHANNELS_TRANSPOSED, FILTERED -> ALL.after(layer.activation());
                // A projection reaches every number, and an input that is added as it is widens the body's range.
                case SUM -> ALL;
                // Scales and shifts reach every number.
                case NORMALISED, JOINED -> ALL;
                // Training divides what dropout leaves; a model does not.
                case RESHAPED, EACH -> range.after(layer.activation());
            };
        }
        return range;
    }

    private OutputRange after(Activation activation) {
        boolean isBounding = switch (activation) {
            case IDENTITY, LEAKY_RELU -> false;
            case RELU, ELU, SIGMOID, TANH, SOFTPLUS, GELU, SILU, SELU, HARD_SIGMOID -> true;
        };
        double left = of(activation, low);
        double right = of(activation, high);
        double least = switch (activation) {
            case GELU -> GELU_LEAST;
            case SILU -> SILU_LEAST;
            case IDENTITY, RELU, LEAKY_RELU, ELU, SIGMOID, TANH, SOFTPLUS, SELU, HARD_SIGMOID -> left;
        };
        return new OutputRange(
                low < 0 ? least : left, Math.max(left, right), isBounding ? activation : bounded);
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
            // Below 0 the least value counts alone; above, both lie below the identity.
            case GELU, SILU -> Math.max(x, 0);
            case SELU -> x < 0 ? 1.7581 * Math.expm1(x) : 1.0507 * x;
            case HARD_SIGMOID -> Math.clamp(x / 6 + 0.5, 0.0, 1.0);
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
