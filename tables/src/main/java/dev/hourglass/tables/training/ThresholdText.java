package dev.hourglass.tables.training;

import dev.hourglass.anomaly.AlertsPerDay;
import dev.hourglass.anomaly.FalseAlarms;
import dev.hourglass.anomaly.FixedScore;
import dev.hourglass.anomaly.PeaksOverThreshold;
import dev.hourglass.anomaly.Tail;
import dev.hourglass.anomaly.Threshold;
import dev.hourglass.internal.text.CountedNoun;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;

/// What held-out rows tell of a threshold, in words.
public final class ThresholdText {
    private static final double THOUSAND = 1000;
    private static final double LEAST_OF_THOUSAND = 0.01;
    private static final double SMALLEST = 1e-12;
    private static final double LARGEST_PLAIN = 1e6;
    private static final MathContext THREE_DIGITS = new MathContext(3);
    /// Nobody has so many rows.
    private static final double MANY = 1e9;
    private static final double ROUNDING = 1e-6;
    /// Of all rows, one of so many is held out.
    private static final long PART = 10;

    private ThresholdText() {}

    /// A score with some decimals; a very large one with a power of ten.
    public static String score(double score, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + (Math.abs(score) < LARGEST_PLAIN ? "f" : "e"), score);
    }

    /// How many rows have a score as high, and how that is known.
    public static String flagged(Tail heldOut, double score) {
        double pValue = heldOut.pValue(score);
        double survival = heldOut.survival(score);
        long count = heldOut.count();
        if (survival < pValue) {
            return String.format(Locale.ROOT,
                    "%s rows like those of training, by a tail fitted to %,d held-out rows",
                    survival < SMALLEST ? "less than 1 of 10^12" : "about " + share(survival), count);
        }
        long asHigh = Math.round(pValue * (count + 1) - 1);
        return String.format(Locale.ROOT,
                "at most %s rows like those of training, because %,d of %s %s as high: (%2$d + 1) / (%d + 1)",
                share(survival), asHigh, CountedNoun.text(count, "held-out row"), asHigh == 1 ? "is" : "are", count);
    }

    private static String share(double share) {
        double ofThousand = THOUSAND * share;
        return ofThousand >= LEAST_OF_THOUSAND
                ? digits(ofThousand) + " of 1,000"
                : String.format(Locale.ROOT, "1 of %,d", BigDecimal.valueOf(1 / share).round(THREE_DIGITS).longValue());
    }

    private static String digits(double number) {
        return number >= THOUSAND ? "1,000" : String.format(Locale.ROOT, "%.3g", number);
    }

    /// What a user should know where few rows are held out; empty where they tell what is asked for.
    ///
    /// @param wanted empty for what a training chooses
    public static Optional<String> caution(Tail heldOut, Optional<Threshold> wanted) {
        return caution(heldOut, switch (wanted.orElse(new FalseAlarms(FalseAlarms.USUAL))) {
            case FalseAlarms(double share) -> share;
            case PeaksOverThreshold(double probability) -> probability;
            case AlertsPerDay(double alerts, double rows) -> alerts / rows;
            case FixedScore _ -> 1;
        });
    }

    /// Likewise.
    ///
    /// @param share of rows that are to be flagged
    public static Optional<String> caution(Tail heldOut, double share) {
        long count = heldOut.count();
        var only = String.format(Locale.ROOT, "only %s %s held out", CountedNoun.text(count, "row"),
                count == 1 ? "is" : "are");
        if (share < FalseAlarms.least(count)) {
            return Optional.of(String.format(Locale.ROOT,
                    "%s, and cannot tell scores rarer than 1 of %,d: the threshold for %s is %s%s",
                    only, count + 1, BigDecimal.valueOf(share).round(THREE_DIGITS).stripTrailingZeros().toString(),
                    Double.isFinite(heldOut.beyond().threshold())
                            ? "a guess, by a tail fitted to the highest of them"
                            : "just above the highest of them",
                    1 / share > MANY ? "" : needed(share)));
        }
        return FalseAlarms.least(count) > FalseAlarms.USUAL
                ? Optional.of(String.format(Locale.ROOT,
                        "%s: p-values are multiples of 1 / %,d, and another training may choose quite another threshold; train on more rows",
                        only, count + 1))
                : Optional.empty();
    }

    private static String needed(double share) {
        long needed = (long) Math.ceil(1 / share - ROUNDING) - 1;
        return String.format(Locale.ROOT, "; to know it takes %,d held-out rows, a tenth of about %,d", needed,
                PART * needed);
    }
}
