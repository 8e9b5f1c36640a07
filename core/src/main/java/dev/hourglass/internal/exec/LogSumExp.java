package dev.hourglass.internal.exec;

/// The logarithm of a sum of exponentials, computed without overflow: the largest term is taken out first.
final class LogSumExp {
    private LogSumExp() {}

    static double of(double[] terms) {
        return of(terms, 0, terms.length);
    }

    /// @param count at least 1
    static double of(double[] terms, int from, int count) {
        double largest = terms[from];
        for (int i = 1; i < count; i++) {
            largest = Math.max(largest, terms[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += StrictMath.exp(terms[from + i] - largest);
        }
        return largest + StrictMath.log(sum);
    }
}
