package dev.hourglass.tables;

/// Mean, variance and skewness of numbers that come one by one (Pébay 2008, equations for one more sample).
final class RunningMoments {
    private long count;
    private double mean;
    private double second;
    private double third;

    void add(double number) {
        long before = count++;
        double difference = number - mean;
        double step = difference / count;
        double product = difference * step * before;
        mean += step;
        third += product * step * (count - 2) - 3 * step * second;
        second += product;
    }

    double mean() {
        return mean;
    }

    double variance() {
        return count == 0 ? 0 : second / count;
    }

    double skewness() {
        double variance = variance();
        double cube = variance * StrictMath.sqrt(variance);
        return cube > 0 ? third / count / cube : 0;
    }
}
