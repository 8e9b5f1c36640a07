package dev.hourglass.interop.onnx;

import dev.hourglass.anomaly.ParetoTail;
import dev.hourglass.anomaly.Tail;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/// What a [Tail] says of numbers as nodes, for all columns of a matrix at once: a table, and above the highest score a formula.
///
/// Where it jumps, a number that differs from a score of calibration by no more than rounding explains is taken to be that score, so that
/// rows of calibration have what they had.
final class TailNodes {
    private final PlacedNodes nodes;
    private final List<Tail> tails;
    /// Of each column, how far a number may be off.
    private final List<DoubleUnaryOperator> rounding;

    TailNodes(PlacedNodes nodes, List<Tail> tails, List<DoubleUnaryOperator> rounding) {
        this.nodes = nodes;
        this.tails = tails;
        this.rounding = rounding;
    }

    /// [Tail#surprise].
    ///
    /// @param values 64-bit numbers, `[batch][column]`
    String surprise(String values) {
        var search = new SearchNodes(nodes, values, tables(Tail::knots));
        var lower = search.lookUp(tables(tail -> lower(tail.knots())));
        var distance = nodes.add("Sub", nodes.add("Min", values, row(TailNodes::highest)), lower);
        var slope = search.lookUp(tables(TailNodes::slopes));
        var within = nodes.add("Add", search.lookUp(tables(TailNodes::lowerSurprises)),
                nodes.add("Mul", distance, slope));
        return withBeyond(values, within);
    }

    /// `-log` of [Tail#survival].
    ///
    /// @param values 64-bit numbers, `[batch][column]`
    String rarity(String values) {
        var bounds = new double[tails.size()][];
        for (int i = 0; i < bounds.length; i++) bounds[i] = bounds(tails.get(i).scores(), rounding.get(i));
        return withBeyond(values, new SearchNodes(nodes, values, bounds).lookUp(tables(TailNodes::steps)));
    }

    private double[][] tables(Function<Tail, double[]> table) {
        return tails.stream().map(table).toArray(double[][]::new);
    }

    private String withBeyond(String values, String within) {
        var ends = new double[tails.size()];
        for (int i = 0; i < ends.length; i++) {
            double highest = highest(tails.get(i));
            ends[i] = highest + rounding.get(i).applyAsDouble(highest);
        }
        var beyond = nodes.add("Max", row(TailNodes::never), pareto(nodes.add("Max", values, row(TailNodes::highest))));
        return nodes.where(nodes.add("Greater", values, nodes.row(ends)), beyond, within);
    }

    private static double highest(Tail tail) {
        return tail.scores()[tail.scores().length - 1];
    }

    /// Of a number that is higher than all, without the fitted tail.
    static double never(Tail tail) {
        return tail.surprise(Double.NaN);
    }

    /// From which knot on each line is reckoned, also below and above all.
    private static double[] lower(double[] knots) {
        var lower = new double[knots.length + 1];
        lower[0] = knots[0];
        System.arraycopy(knots, 0, lower, 1, knots.length);
        return lower;
    }

    private static double[] lowerSurprises(Tail tail) {
        return Arrays.stream(lower(tail.knots())).map(tail::surprise).toArray();
    }

    /// Of the surprise between two knots; 0 outside.
    private static double[] slopes(Tail tail) {
        var knots = tail.knots();
        var slopes = new double[knots.length + 1];
        for (int i = 1; i < knots.length; i++) {
            slopes[i] = (tail.surprise(knots[i]) - tail.surprise(knots[i - 1])) / (knots[i] - knots[i - 1]);
        }
        return slopes;
    }

    /// Where each score begins and ends to count; halfway to its neighbour at most.
    private static double[] bounds(double[] scores, DoubleUnaryOperator rounding) {
        var bounds = new double[2 * scores.length];
        for (int i = 0; i < scores.length; i++) {
            double error = rounding.applyAsDouble(scores[i]);
            double below = i == 0 ? error : Math.min(error, (scores[i] - scores[i - 1]) / 2);
            double above = i == scores.length - 1 ? error : Math.min(error, (scores[i + 1] - scores[i]) / 2);
            bounds[2 * i] = scores[i] - below;
            bounds[2 * i + 1] = scores[i] + above;
        }
        return bounds;
    }

    /// In turn below a score and at it; last above all.
    private static double[] steps(Tail tail) {
        var scores = tail.scores();
        var steps = new double[2 * scores.length + 1];
        for (int i = 0; i < scores.length; i++) {
            steps[2 * i] = -StrictMath.log(tail.survival(Math.nextDown(scores[i])));
            steps[2 * i + 1] = -StrictMath.log(tail.survival(scores[i]));
        }
        steps[2 * scores.length] = never(tail);
        return steps;
    }

    private String row(ToDoubleFunction<Tail> number) {
        return nodes.row(tails.stream().mapToDouble(number).toArray());
    }

    /// `-log` of [ParetoTail#survival], of numbers above its threshold; 0 where there is none.
    private String pareto(String values) {
        var excess = nodes.add("Div", nodes.add("Sub", values, row(tail -> threshold(tail.beyond()))),
                row(tail -> tail.beyond().scale()));
        var heavy = nodes.add("Div",
                nodes.add("Log", nodes.add("Add", nodes.add("Mul", excess, row(TailNodes::shape)), nodes.number(1.0))),
                row(TailNodes::shape));
        var isHeavy = nodes.add("Greater", row(tail -> isHeavy(tail) ? 1 : 0), nodes.number(0.0));
        var surprise = nodes.add("Sub", nodes.where(isHeavy, heavy, excess), row(tail -> logShare(tail.beyond())));
        var isFitted = nodes.add("Greater", row(tail -> isFitted(tail.beyond()) ? 1 : 0), nodes.number(0.0));
        return nodes.add("Min", nodes.where(isFitted, surprise, nodes.number(0.0)),
                nodes.number(-StrictMath.log(ParetoTail.SMALLEST)));
    }

    private static boolean isFitted(ParetoTail tail) {
        return Double.isFinite(tail.threshold());
    }

    private static double threshold(ParetoTail tail) {
        return isFitted(tail) ? tail.threshold() : 0;
    }

    private static double logShare(ParetoTail tail) {
        return isFitted(tail) ? StrictMath.log(tail.share()) : 0;
    }

    private static boolean isHeavy(Tail tail) {
        return tail.beyond().shape() >= ParetoTail.SMALLEST_SHAPE;
    }

    /// 1 where it is not used, so that nothing is divided by 0.
    private static double shape(Tail tail) {
        return isHeavy(tail) ? tail.beyond().shape() : 1;
    }
}
