package dev.hourglass.anomaly;

import dev.hourglass.spec.SpecException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How often losses or scores are high: a few hundred numbers of any number of calibration scores, the highest of them exactly.
///
/// A p-value is conformal (Vovk, Gammerman and Shafer 2005; Bates et al. 2023): of exchangeable scores, it is at most p with a
/// probability of at most p. It cannot be less than `1 / (n + 1)`. [#survival] goes on beyond that by a [ParetoTail].
public final class Tail {
    private static final double FURTHEST = 1e300;
    /// Of surprise between two knots: the scores of many rows lie there, so that the slope does not depend on a few that happen to be close.
    private static final double RISE = 0.25;
    /// Of the distance from a knot to the score behind the next one.
    private static final double APART = 0.3;
    /// Of a score: those that are so near to each other are the same but for noise.
    private static final double NEAR = 0.01;
    private static final String COUNT = "count";
    private static final String SCORES = "scores";
    private static final String ABOVE = "as_high";
    private static final String EXACT = "exact";

    private final long count;
    /// How many of the highest are all kept.
    private final long exact;
    /// Rising, each once.
    private final double[] scores;
    /// How many of all are as high as each of these.
    private final double[] asHigh;
    private final ParetoTail beyond;
    private final Ranks ranks;
    /// Of the scores those between which surprises are interpolated.
    private final double[] knots;

    private final Ranks knotRanks;
    /// `-log` of the p-value of each of the knots.
    private final double[] surprises;
    /// Of the surprise below each of the knots.
    private final double[] slopes;

    private Tail(long count, long exact, double[] scores, double[] asHigh) {
        this.count = count;
        this.exact = exact;
        this.scores = scores;
        this.asHigh = asHigh;
        this.beyond = ParetoTail.fit(count, scores, asHigh);
        this.ranks = new Ranks(scores);
        this.knots = chosen();
        this.knotRanks = new Ranks(knots);
        this.surprises = Arrays.stream(knots).map(score -> -StrictMath.log(pValue(score))).toArray();
        this.slopes = new double[knots.length];
        for (int i = 1; i < knots.length; i++) {
            slopes[i] = (surprises[i] - surprises[i - 1]) / (knots[i] - knots[i - 1]);
        }
    }

    /// The fewest scores, the lowest and the highest among them, between which surprises rise by little, or jump.
    private double[] chosen() {
        var kept = new double[scores.length];
        int count = 0;
        double last = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < scores.length - 1; i++) {
            double next = -StrictMath.log(conformal(asHigh[i + 1]));
            if (next - last > RISE && (i == 0 || isApart(kept[count - 1], scores[i], scores[i + 1]))) {
                kept[count++] = scores[i];
                last = -StrictMath.log(conformal(asHigh[i]));
            }
        }
        double highest = scores[scores.length - 1];
        while (count > 1 && !isApart(highest, kept[count - 1], kept[count - 2])) count--;
        kept[count++] = highest;
        return Arrays.copyOf(kept, count);
    }

    /// Whether the slope between a knot and a score is not much steeper than beyond that score, for no reason but that the two happen to
    /// be close, nor so steep that rounding counts.
    ///
    /// @param beyond the next score at the other side
    private static boolean isApart(double knot, double score, double beyond) {
        double distance = Math.abs(score - knot);
        return distance >= APART * Math.abs(beyond - knot) && distance >= NEAR * Math.abs(score);
    }

    /// @param values finite, at least one; copied
    /// @param size of the sketch: a third of so many scores are the highest, kept exactly, the others stand for all lower ones
    /// @throws SpecException if there are none, or one is not finite
    public static Tail of(double[] values, int size) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        if (sorted.length == 0 || !Double.isFinite(sorted[0]) || !Double.isFinite(sorted[sorted.length - 1])) {
            throw new SpecException("calibration: expected finite scores, at least one, found " + (sorted.length == 0
                    ? "none" : sorted[0] + " to " + sorted[sorted.length - 1]));
        }
        int top = Math.min(sorted.length, size / 3);
        var scores = new double[size + 1];
        var asHigh = new double[scores.length];
        int kept = 0;
        for (int i = 0; i < sorted.length; i++) {
            boolean isFirst = i == 0 || sorted[i] > sorted[i - 1];
            if (isFirst && isKept(i, sorted, top, size - top)) {
                scores[kept] = sorted[i];
                asHigh[kept++] = sorted.length - i;
            }
        }
        return new Tail(sorted.length, top, Arrays.copyOf(scores, kept), Arrays.copyOf(asHigh, kept));
    }

    /// The highest, and of the others the first of each part of equal size.
    private static boolean isKept(int i, double[] sorted, int top, int parts) {
        int body = sorted.length - top;
        if (i >= body || i == 0) {
            return true;
        }
        long part = (long) i * parts / body;
        int last = i - 1;
        while (last > 0 && sorted[last] == sorted[last - 1]) last--;
        return part > (long) last * parts / body;
    }

    /// How many scores it is of.
    public long count() {
        return count;
    }

    /// The scores that are kept, rising, each once.
    public double[] scores() {
        return scores.clone();
    }

    /// How many of all scores are as high as each of [#scores].
    public double[] asHigh() {
        return asHigh.clone();
    }

    /// What goes on above the highest score.
    public ParetoTail beyond() {
        return beyond;
    }

    /// `(1 + #{calibration >= score}) / (count + 1)`: exact among the highest scores; lower down never less than that.
    public double pValue(double score) {
        int above = ranks.below(score);
        return conformal(above < scores.length && scores[above] == score ? asHigh[above] : countBelow(above));
    }

    private double conformal(double asHigh) {
        return (1 + asHigh) / (count + 1);
    }

    /// How many are as high as a score between one of those that are kept and its predecessor. There may be others between them: at
    /// most as many as the predecessor has beyond it.
    private double countBelow(int above) {
        if (above == scores.length) {
            return 0;
        }
        return above == 0 || asHigh[above - 1] <= exact ? asHigh[above] : asHigh[above - 1] - 1;
    }

    /// Likewise; of scores higher than all, what the fitted tail says, where that is less. Above 0.
    public double survival(double score) {
        double conformal = pValue(score);
        return score > scores[scores.length - 1] ? Math.min(conformal, beyond.survival(score)) : conformal;
    }

    /// `-log` of [#survival] at the knots and above all scores; between two knots interpolated, so that rounding hardly changes it. Of NaN
    /// that of the least p-value that is conformal.
    public double surprise(double score) {
        int above = knotRanks.below(score);
        if (above == knots.length) {
            return -StrictMath.log(score > knots[above - 1] ? survival(score) : conformal(0));
        }
        if (above == 0 || score == knots[above]) {
            return surprises[above];
        }
        return surprises[above - 1] + (score - knots[above - 1]) * slopes[above];
    }

    /// The knots: scores between which [#surprise] is a straight line, rising, from the lowest to the highest of all.
    public double[] knots() {
        return knots.clone();
    }

    /// The least score whose [#survival] is at most p; where so few scores tell of none, just above the highest of them.
    ///
    /// @param p above 0, at most 1
    public double quantile(double p) {
        double low = scores[0];
        if (survival(low) <= p) {
            return low;
        }
        double high = Math.max(scores[scores.length - 1], 0) + 1;
        while (survival(high) > p && high < FURTHEST) high *= 2;
        if (survival(high) > p) {
            return Math.nextUp(scores[scores.length - 1]);
        }
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return high;
            }
            if (survival(middle) <= p) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }

    /// As JSON has it.
    public Map<String, Object> toTree() {
        var tree = new LinkedHashMap<String, Object>();
        tree.put(COUNT, count);
        tree.put(EXACT, exact);
        tree.put(SCORES, text(scores));
        tree.put(ABOVE, text(asHigh));
        return tree;
    }

    /// @throws SpecException if it is not what [#toTree] gives
    public static Tail fromTree(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map && map.get(COUNT) instanceof Long count
                && map.get(EXACT) instanceof Long exact
                && map.get(SCORES) instanceof String scores
                && map.get(ABOVE) instanceof String asHigh) {
            var tail = numbers(scores);
            var counts = numbers(asHigh);
            requireOrder(count, tail, counts);
            return new Tail(count, exact, tail, counts);
        }
        throw new SpecException("calibration: expected count, scores and as_high, found other keys");
    }

    /// Doubles in little-endian order as Base64 (RFC 4648): half of what decimal digits take.
    private static String text(double[] numbers) {
        var bytes = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : numbers) bytes.putDouble(number);
        return Base64.getEncoder().encodeToString(bytes.array());
    }

    private static double[] numbers(String text) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN);
            var numbers = new double[bytes.remaining() / Double.BYTES];
            for (int i = 0; i < numbers.length; i++) numbers[i] = bytes.getDouble();
            return numbers;
        } catch (IllegalArgumentException e) {
            throw new SpecException("calibration: expected numbers in Base64: " + e.getMessage());
        }
    }

    private static void requireOrder(long count, double[] scores, double[] asHigh) {
        boolean isSound = scores.length > 0 && scores.length == asHigh.length && asHigh[0] == count
                && asHigh[scores.length - 1] >= 1;
        for (int i = 0; i < scores.length && isSound; i++) {
            isSound = Double.isFinite(scores[i])
                    && (i == 0 || (scores[i] > scores[i - 1] && asHigh[i] < asHigh[i - 1]));
        }
        if (!isSound) {
            throw new SpecException(String.format(Locale.ROOT,
                    "calibration: expected rising scores of %d rows with falling counts, found others", count));
        }
    }
}
