package dev.hourglass.interop.onnx;

import dev.hourglass.table.Scaling;
import dev.hourglass.table.StandardNormal;
import java.util.List;

/// Scalings as nodes, in 64-bit numbers.
final class ScalingNodes {
    private final PlacedNodes nodes;

    ScalingNodes(PlacedNodes nodes) {
        this.nodes = nodes;
    }

    /// @param value a column of numbers, `[batch][1]`
    String apply(Scaling scaling, String value) {
        var finite = clip(value, -Double.MAX_VALUE, Double.MAX_VALUE);
        return switch (scaling) {
            case Scaling.Standard(double mean, double deviation) -> linear(finite, mean, deviation);
            case Scaling.SignedLog(double unit, double mean, double deviation) ->
                linear(signedLog(finite, unit), mean, deviation);
            case Scaling.MinMax(double least, double most) -> linear(finite, least, most - least);
            case Scaling.Robust(double median, double range) -> linear(finite, median, range);
            case Scaling.NormalScores(var knots) -> normalScores(finite, knots);
        };
    }

    private String clip(String value, double least, double most) {
        return nodes.add("Clip", value, nodes.number(least), nodes.number(most));
    }

    private String linear(String value, double from, double unit) {
        return nodes.add("Div", nodes.add("Sub", value, nodes.number(from)), nodes.number(unit));
    }

    private String signedLog(String value, double unit) {
        var size = nodes.add("Div", nodes.add("Abs", value), nodes.number(unit));
        var log = nodes.add("Log", nodes.add("Add", size, nodes.number(1.0)));
        return nodes.add("Mul", nodes.add("Sign", value), log);
    }

    /// Between the outermost knots the quantile at an interpolated rank, beyond them a straight line.
    private String normalScores(String value, List<Double> knots) {
        int count = knots.size();
        var lower = new double[count + 1];
        var widths = new double[count + 1];
        var ranks = new double[count + 1];
        for (int i = 0; i <= count; i++) {
            int upper = Math.clamp(i, 1, count - 1);
            lower[i] = knots.get(upper - 1);
            widths[i] = knots.get(upper) - knots.get(upper - 1);
            ranks[i] = upper - 0.5;
        }
        var search = new SearchNodes(nodes, value, new double[][] {
            knots.stream().mapToDouble(Double::doubleValue).toArray()
        });
        var share = nodes.add("Div", nodes.add("Sub", value, search.lookUp(new double[][] {lower})),
                search.lookUp(new double[][] {widths}));
        var rank = nodes.add("Add", search.lookUp(new double[][] {ranks}), clip(share, 0, 1));
        var inside = quantile(nodes.add("Div", rank, nodes.number((double) count)));
        return beyond(value, knots, inside);
    }

    private String beyond(String value, List<Double> knots, String inside) {
        int count = knots.size();
        double first = StandardNormal.of(0.5 / count);
        double last = StandardNormal.of((count - 0.5) / count);
        double slope = (last - first) / (knots.getLast() - knots.getFirst());
        var below = nodes.add("LessOrEqual", value, nodes.number(knots.getFirst()));
        var above = nodes.add("GreaterOrEqual", value, nodes.number(knots.getLast()));
        var rest = nodes.where(above, line(value, knots.getLast(), last, slope), inside);
        return nodes.where(below, line(value, knots.getFirst(), first, slope), rest);
    }

    private String line(String value, double from, double score, double slope) {
        var distance = nodes.add("Sub", value, nodes.number(from));
        return nodes.add("Add", nodes.add("Mul", distance, nodes.number(slope)), nodes.number(score));
    }

    /// Quantiles of the standard normal distribution, as [StandardNormal] has them.
    private String quantile(String probability) {
        var coefficients = StandardNormal.coefficients();
        var q = nodes.add("Sub", probability, nodes.number(0.5));
        var central = nodes.add("Sub", nodes.number(0.180625), nodes.add("Mul", q, q));
        var near = nodes.add("Mul", q, ratio(central, coefficients[0], coefficients[1]));
        var smaller = nodes.add("Min", probability, nodes.add("Sub", nodes.number(1.0), probability));
        var root = nodes.add("Sqrt", nodes.add("Neg", nodes.add("Log", smaller)));
        var size = ratio(nodes.add("Sub", root, nodes.number(1.6)), coefficients[2], coefficients[3]);
        var far = nodes.add("Mul", nodes.add("Sign", q), size);
        return nodes.where(nodes.add("LessOrEqual", nodes.add("Abs", q), nodes.number(0.425)), near, far);
    }

    /// Of two polynomials.
    private String ratio(String value, double[] above, double[] below) {
        return nodes.add("Div", polynomial(value, above), polynomial(value, below));
    }

    private String polynomial(String value, double[] coefficients) {
        var sum = nodes.number(coefficients[coefficients.length - 1]);
        for (int i = coefficients.length - 2; i >= 0; i--) {
            sum = nodes.add("Add", nodes.add("Mul", sum, value), nodes.number(coefficients[i]));
        }
        return sum;
    }
}
