package dev.hourglass.metric;

/// The plane through a mean that some components span.
final class Projection {
    /// `[feature]`.
    final double[] mean;

    /// `[component][feature]`, orthonormal rows.
    final double[][] components;

    /// `[feature][component]`: the same numbers, for sums over features that run along the components.
    final double[][] loadings;

    /// `[component]`: the coordinates of the mean.
    final double[] origin;

    private Projection(double[] mean, double[][] components, double[][] loadings, double[] origin) {
        this.mean = mean;
        this.components = components;
        this.loadings = loadings;
        this.origin = origin;
    }

    static Projection of(double[] mean, double[][] components) {
        var loadings = new double[mean.length][components.length];
        var origin = new double[components.length];
        for (int i = 0; i < mean.length; i++) {
            for (int k = 0; k < components.length; k++) loadings[i][k] = components[k][i];
            addScaled(origin, mean[i], loadings[i]);
        }
        return new Projection(mean, components, loadings, origin);
    }

    double[] encode(float[] sample) {
        var code = new double[components.length];
        for (int i = 0; i < sample.length; i++) {
            if (sample[i] != 0) addScaled(code, sample[i], loadings[i]);
        }
        addScaled(code, -1, origin);
        return code;
    }

    double[] reconstruct(float[] sample) {
        var code = encode(sample);
        var reconstruction = mean.clone();
        for (int k = 0; k < code.length; k++) addScaled(reconstruction, code[k], components[k]);
        return reconstruction;
    }

    double squaredError(float[] sample) {
        var reconstruction = reconstruct(sample);
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            double difference = sample[i] - reconstruction[i];
            sum += difference * difference;
        }
        return sum;
    }

    private static void addScaled(double[] sum, double scale, double[] row) {
        for (int i = 0; i < sum.length; i++) sum[i] += scale * row[i];
    }
}
