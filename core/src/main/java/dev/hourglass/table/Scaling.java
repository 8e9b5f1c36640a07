package dev.hourglass.table;

import dev.hourglass.spec.SpecException;
import java.util.List;
import java.util.Locale;

/// How the numbers of a column become features of about unit size, fitted to training rows, and back.
public sealed interface Scaling {
    /// A number as a feature; infinities as the largest numbers there are.
    double apply(double value);

    /// The number of a feature.
    double invert(double feature);

    /// `(x - mean) / sd`.
    ///
    /// @param standardDeviation above 0
    record Standard(double mean, double standardDeviation) implements Scaling {
        public Standard {
            requirePositive("standard", standardDeviation);
        }

        @Override
        public double apply(double value) {
            return (finite(value) - mean) / standardDeviation;
        }

        @Override
        public double invert(double feature) {
            return mean + feature * standardDeviation;
        }
    }

    /// The standard scaling of `sign(x) log(1 + |x| / unit)`, for amounts that span several orders of magnitude and may be negative.
    ///
    /// @param unit where the scale turns from linear to logarithmic, above 0
    /// @param mean of the logarithms
    /// @param standardDeviation of the logarithms, above 0
    record SignedLog(double unit, double mean, double standardDeviation) implements Scaling {
        public SignedLog {
            requirePositive("log", unit);
            requirePositive("log", standardDeviation);
        }

        static double log(double value, double unit) {
            double ratio = Math.abs(value) / unit;
            double log = ratio <= Double.MAX_VALUE
                    ? StrictMath.log1p(ratio)
                    : StrictMath.log(Math.abs(value)) - StrictMath.log(unit);
            return Math.copySign(log, value);
        }

        @Override
        public double apply(double value) {
            return (log(finite(value), unit) - mean) / standardDeviation;
        }

        @Override
        public double invert(double feature) {
            double log = mean + feature * standardDeviation;
            return Math.copySign(unit * StrictMath.expm1(Math.abs(log)), log);
        }
    }

    /// `(x - least) / (most - least)`: 0 to 1 for training rows.
    record MinMax(double least, double most) implements Scaling {
        public MinMax {
            requirePositive("min_max", most - least);
        }

        @Override
        public double apply(double value) {
            return (finite(value) - least) / (most - least);
        }

        @Override
        public double invert(double feature) {
            return least + feature * (most - least);
        }
    }

    /// `(x - median) / range` between the quartiles, which outliers do not move.
    ///
    /// @param range above 0
    record Robust(double median, double range) implements Scaling {
        public Robust {
            requirePositive("robust", range);
        }

        @Override
        public double apply(double value) {
            return (finite(value) - median) / range;
        }

        @Override
        public double invert(double feature) {
            return median + feature * range;
        }
    }

    /// Normal scores: the quantile of the standard normal distribution at the number's rank among training rows, interpolated. Beyond
    /// the outermost knots it goes on in a straight line.
    ///
    /// @param knots numbers at the ranks `(i + 1/2) / count`, at least two, rising
    record NormalScores(List<Double> knots) implements Scaling {
        public NormalScores {
            knots = List.copyOf(knots);
            if (knots.size() < 2) {
                throw new SpecException("quantile: expected at least 2 knots, found " + knots.size());
            }
            for (int i = 1; i < knots.size(); i++) {
                requirePositive("quantile", knots.get(i) - knots.get(i - 1));
            }
        }

        private double score(int knot) {
            return StandardNormal.of((knot + 0.5) / knots.size());
        }

        private double slope() {
            return (score(knots.size() - 1) - score(0)) / (knots.getLast() - knots.getFirst());
        }

        @Override
        public double apply(double value) {
            double x = finite(value);
            if (x <= knots.getFirst()) {
                return score(0) + (x - knots.getFirst()) * slope();
            }
            if (x >= knots.getLast()) {
                return score(knots.size() - 1) + (x - knots.getLast()) * slope();
            }
            int upper = 1;
            int last = knots.size() - 1;
            while (upper < last) {
                int middle = (upper + last) >>> 1;
                if (knots.get(middle) >= x) {
                    last = middle;
                } else {
                    upper = middle + 1;
                }
            }
            double share = (x - knots.get(upper - 1)) / (knots.get(upper) - knots.get(upper - 1));
            return StandardNormal.of((upper - 0.5 + share) / knots.size());
        }

        @Override
        public double invert(double feature) {
            int last = knots.size() - 1;
            if (feature <= score(0)) {
                return knots.getFirst() + (feature - score(0)) / slope();
            }
            if (feature >= score(last)) {
                return knots.get(last) + (feature - score(last)) / slope();
            }
            double rank = StandardNormal.probability(feature) * knots.size() - 0.5;
            int lower = Math.clamp((int) rank, 0, last - 1);
            return knots.get(lower) + (rank - lower) * (knots.get(lower + 1) - knots.get(lower));
        }
    }

    private static double finite(double value) {
        return Math.clamp(value, -Double.MAX_VALUE, Double.MAX_VALUE);
    }

    private static void requirePositive(String scaling, double size) {
        if (!(size > 0 && Double.isFinite(size))) {
            throw new SpecException(String.format(Locale.ROOT, "%s: expected numbers that differ, found a range of %s",
                    scaling, size));
        }
    }
}
