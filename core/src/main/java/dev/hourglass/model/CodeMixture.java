package dev.hourglass.model;

import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.spec.SpecException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// A mixture of normal distributions of codes: where the encoder puts the rows of training, which is not where the prior would have
/// them ("aggregate posterior", Makhzani et al. 2016; Tomczak and Welling 2018).
///
/// @param weights of each part, which add up to about 1
/// @param means `[part][dimension]`
/// @param factors `[part][dimension][dimension]`, lower triangles: of each part the Cholesky factor of its covariance
record CodeMixture(double[] weights, double[][] means, double[][][] factors) {
    CodeMixture {
        int parts = weights.length;
        int size = parts == 0 || means.length == 0 ? 0 : means[0].length;
        boolean isSound = size > 0 && means.length == parts && factors.length == parts
                && Arrays.stream(weights).allMatch(weight -> weight >= 0 && weight <= 1)
                && Arrays.stream(means).allMatch(mean -> mean.length == size && areFinite(mean))
                && Arrays.stream(factors).allMatch(factor -> isTriangle(factor, size));
        if (!isSound) {
            throw new SpecException(String.format(Locale.ROOT,
                    "table.synthesis: expected a weight, a mean and a triangle for each part, found %d, %d and %d",
                    parts, means.length, factors.length));
        }
    }

    private static boolean isTriangle(double[][] factor, int size) {
        boolean isTriangle = factor.length == size;
        for (int i = 0; i < factor.length && isTriangle; i++) {
            isTriangle = factor[i].length == i + 1 && areFinite(factor[i]);
        }
        return isTriangle;
    }

    private static boolean areFinite(double... numbers) {
        return Arrays.stream(numbers).allMatch(Double::isFinite);
    }

    int size() {
        return means[0].length;
    }

    /// A code.
    ///
    /// @param key of its random numbers; those of counters from 0 to `2 * size()` are taken
    float[] draw(long key) {
        int size = size();
        int part = part(Randomness.uniform(key, 2L * size));
        var noise = new double[size];
        for (int i = 0; i < size; i++) noise[i] = Randomness.normal(key, i);
        var code = new float[size];
        for (int i = 0; i < size; i++) {
            double sum = means[part][i];
            for (int j = 0; j <= i; j++) sum += factors[part][i][j] * noise[j];
            code[i] = (float) sum;
        }
        return code;
    }

    private int part(double uniform) {
        double sum = 0;
        for (int part = 0; part < weights.length - 1; part++) {
            sum += weights[part];
            if (uniform < sum) {
                return part;
            }
        }
        return weights.length - 1;
    }

    List<Object> toTree() {
        return List.of(boxed(weights), Arrays.stream(means).map(CodeMixture::boxed).toList(),
                Arrays.stream(factors).map(factor -> Arrays.stream(factor).map(CodeMixture::boxed).toList()).toList());
    }

    private static List<Double> boxed(double... numbers) {
        return Arrays.stream(numbers).boxed().toList();
    }

    /// @throws SpecException if it is not what [#toTree] gives
    static CodeMixture fromTree(Object tree) {
        if (tree instanceof List<?> parts && parts.size() == 3 && parts.get(1) instanceof List<?> means
                && parts.get(2) instanceof List<?> factors) {
            return new CodeMixture(SynthesisCalibration.numbers(parts.getFirst()), matrix(means),
                    factors.stream().map(factor -> factor instanceof List<?> rows ? matrix(rows) : new double[0][])
                            .toArray(double[][][]::new));
        }
        throw new SpecException("table.synthesis: expected weights, means and triangles, found another value");
    }

    private static double[][] matrix(List<?> rows) {
        return rows.stream().map(SynthesisCalibration::numbers).toArray(double[][]::new);
    }
}
