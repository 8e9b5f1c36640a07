package dev.hourglass.metric;

import java.util.ArrayDeque;
import java.util.Deque;

/// Finds the minimum of a smooth convex function (Nocedal 1980; Liu and Nocedal 1989): gradients and steps of the last
/// few iterations stand for the curvature, and steps are halved until the function falls enough (Armijo 1966).
///
/// Everything is done in one order, so a function that gives the same bits finds the same minimum.
final class LimitedMemoryBfgs {
    private static final int MEMORY = 10;
    private static final double ENOUGH = 1e-4;
    private static final int MOST_HALVINGS = 40;

    /// A function and its gradient.
    interface Objective {
        /// The value at a point.
        ///
        /// @param gradient to be written
        double at(double[] point, double[] gradient);
    }

    /// A step, how the gradient changed along it, and 1 over the product of both.
    private record Pair(double[] step, double[] change, double scale) {}

    private final Deque<Pair> pairs = new ArrayDeque<>();

    private LimitedMemoryBfgs() {}

    /// @param start not changed
    /// @param tolerance of the largest entry of the gradient, at which the search ends
    /// @param iterations at which it ends at the latest
    static double[] minimise(Objective objective, double[] start, double tolerance, int iterations) {
        return new LimitedMemoryBfgs().search(objective, start.clone(), tolerance, iterations);
    }

    private double[] search(Objective objective, double[] start, double tolerance, int iterations) {
        var point = start;
        var gradient = new double[point.length];
        double value = objective.at(point, gradient);
        for (int iteration = 0; iteration < iterations && largest(gradient) > tolerance; iteration++) {
            var direction = direction(gradient);
            double slope = dot(gradient, direction);
            double length = pairs.isEmpty() ? 1 / Math.sqrt(dot(gradient, gradient)) : 1;
            var next = new double[point.length];
            var nextGradient = new double[point.length];
            double nextValue = Double.NaN;
            int halvings = 0;
            for (; halvings < MOST_HALVINGS && !(nextValue <= value + ENOUGH * length * slope); halvings++) {
                length = halvings == 0 ? length : length / 2;
                for (int i = 0; i < next.length; i++) next[i] = point[i] + length * direction[i];
                nextValue = objective.at(next, nextGradient);
            }
            if (!(nextValue < value)) {
                return point;
            }
            remember(difference(next, point), difference(nextGradient, gradient));
            point = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return point;
    }

    private void remember(double[] step, double[] change) {
        double product = dot(step, change);
        if (product <= 0) {
            return;
        }
        if (pairs.size() == MEMORY) pairs.removeFirst();
        pairs.addLast(new Pair(step, change, 1 / product));
    }

    /// Downhill, as seen through the curvature: the two loops of Nocedal 1980.
    private double[] direction(double[] gradient) {
        var direction = new double[gradient.length];
        addScaled(direction, -1, gradient);
        var shares = new ArrayDeque<Double>();
        for (var pairing = pairs.descendingIterator(); pairing.hasNext();) {
            var pair = pairing.next();
            double share = pair.scale() * dot(pair.step(), direction);
            addScaled(direction, -share, pair.change());
            shares.push(share);
        }
        if (!pairs.isEmpty()) {
            var last = pairs.getLast();
            double scale = 1 / (last.scale() * dot(last.change(), last.change()));
            for (int i = 0; i < direction.length; i++) direction[i] *= scale;
        }
        for (var pair : pairs) {
            addScaled(direction, shares.pop() - pair.scale() * dot(pair.change(), direction), pair.step());
        }
        return direction;
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) largest = Math.max(largest, Math.abs(value));
        return largest;
    }

    private static double[] difference(double[] a, double[] b) {
        var difference = a.clone();
        addScaled(difference, -1, b);
        return difference;
    }

    private static void addScaled(double[] sum, double scale, double[] values) {
        for (int i = 0; i < sum.length; i++) sum[i] += scale * values[i];
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }
}
