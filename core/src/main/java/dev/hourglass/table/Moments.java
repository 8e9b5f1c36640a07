package dev.hourglass.table;

/// Mean, variance and skewness of numbers, at least one.
///
/// @param variance divided by their count
/// @param skewness the third central moment over the third power of the standard deviation; 0 where all are equal
record Moments(double mean, double variance, double skewness) {
    static Moments of(double[] values) {
        double sum = 0;
        for (double value : values) sum += value / values.length;
        double second = 0;
        double third = 0;
        for (double value : values) {
            double difference = value - sum;
            second += difference * difference / values.length;
            third += difference * difference * difference / values.length;
        }
        double cube = second * StrictMath.sqrt(second);
        return new Moments(sum, second, cube > 0 ? third / cube : 0);
    }

    double standardDeviation() {
        return StrictMath.sqrt(variance);
    }
}
