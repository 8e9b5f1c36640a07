package dev.hourglass.experiments.figure;

/// One axis of a plot: a range of values laid over a range of the paper.
///
/// @param label what is measured, with its unit
/// @param from where on the paper `min` lies
/// @param to where on the paper `max` lies
record Axis(String label, double min, double max, Ticks ticks, double from, double to, Scale scale) {
    /// How values are laid out.
    enum Scale {
        LINEAR,
        /// Equal ratios are equally far apart; all values are above 0.
        LOGARITHMIC;

        private double of(double value) {
            return switch (this) {
                case LINEAR -> value;
                case LOGARITHMIC -> Math.log(value);
            };
        }
    }

    /// Equal differences are equally far apart.
    Axis(String label, double min, double max, Ticks ticks, double from, double to) {
        this(label, min, max, ticks, from, to, Scale.LINEAR);
    }

    double place(double value) {
        double low = scale.of(min);
        return from + (scale.of(value) - low) / (scale.of(max) - low) * (to - from);
    }
}
