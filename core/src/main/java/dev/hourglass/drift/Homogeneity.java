package dev.hourglass.drift;

import java.util.ArrayList;

/// Pearson's chi squared test that two samples have the same shares of categories.
///
/// Categories of which fewer than five are expected in the smaller sample are counted as one, since the distribution does not hold for them
/// (Cochran 1954).
///
/// @param degreesOfFreedom one less than the categories that are left; 0 where nothing can be tested
/// @param pValue in 0..1
record Homogeneity(double statistic, int degreesOfFreedom, double pValue) {
    private static final double FEWEST = 5;

    /// @param first how often each category occurs in one sample
    /// @param second likewise in the other
    static Homogeneity test(long[] first, long[] second) {
        double firstSum = sum(first);
        double secondSum = sum(second);
        var cells = pooled(first, second, Math.min(firstSum, secondSum) / (firstSum + secondSum));
        if (cells.size() < 2) {
            return new Homogeneity(0, 0, 1);
        }
        double statistic = 0;
        for (var cell : cells) {
            double total = cell.first + cell.second;
            double difference = cell.first * secondSum - cell.second * firstSum;
            statistic += difference / firstSum * (difference / secondSum) / total;
        }
        int degrees = cells.size() - 1;
        return new Homogeneity(statistic, degrees, ChiSquared.survival(statistic, degrees));
    }

    /// Cramer's V of the shares, as if both samples had the same size, so that it does not depend on how much larger one of them is; less
    /// what chance makes of it (Cramer 1946; Bergsma 2013).
    ///
    /// @return 0 for equal shares, 1 for no category in common
    static double cramersV(long[] first, long[] second) {
        double firstSum = sum(first);
        double secondSum = sum(second);
        if (firstSum == 0 || secondSum == 0) {
            return 0;
        }
        double squares = 0;
        int categories = 0;
        for (int i = 0; i < first.length; i++) {
            double p = first[i] / firstSum;
            double q = second[i] / secondSum;
            if (p + q > 0) {
                squares += (p - q) * (p - q) / (p + q) / 2;
                categories++;
            }
        }
        double chance = (categories - 1) * (1 / firstSum + 1 / secondSum) / 4;
        return squares >= 1 ? 1 : StrictMath.sqrt(Math.max(0, squares - chance));
    }

    private static double sum(long[] counts) {
        double sum = 0;
        for (long count : counts) sum += count;
        return sum;
    }

    private record Cell(double first, double second) {
        Cell with(Cell other) {
            return new Cell(first + other.first, second + other.second);
        }

        double total() {
            return first + second;
        }
    }

    private static ArrayList<Cell> pooled(long[] first, long[] second, double share) {
        var kept = new ArrayList<Cell>();
        var rare = new Cell(0, 0);
        for (int i = 0; i < first.length; i++) {
            var cell = new Cell(first[i], second[i]);
            if (cell.total() * share >= FEWEST) {
                kept.add(cell);
            } else {
                rare = rare.with(cell);
            }
        }
        if (rare.total() * share >= FEWEST) {
            kept.add(rare);
        } else if (!kept.isEmpty()) {
            int least = 0;
            for (int i = 1; i < kept.size(); i++) least = kept.get(i).total() < kept.get(least).total() ? i : least;
            kept.set(least, kept.get(least).with(rare));
        }
        return kept;
    }
}
