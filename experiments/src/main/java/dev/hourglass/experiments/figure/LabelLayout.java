package dev.hourglass.experiments.figure;

import java.awt.geom.Point2D;
import java.util.List;

/// Keeps the labels of a figure from covering each other.
final class LabelLayout {
    private static final int ROUNDS = 200;

    private LabelLayout() {}

    /// Moves places that are closer than `distance` away from each other, little by little.
    static void push(List<Point2D.Double> places, double distance) {
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < places.size(); i++) {
                for (int j = 0; j < i; j++) {
                    push(places.get(i), places.get(j), distance);
                }
            }
        }
    }

    private static void push(Point2D.Double a, Point2D.Double b, double distance) {
        double dx = a.x - b.x;
        double dy = a.y - b.y;
        double found = Math.hypot(dx, dy);
        if (found >= distance) {
            return;
        }
        double step = (distance - found) / 4;
        double across = found == 0 ? 1 : dx / found;
        double down = found == 0 ? 0 : dy / found;
        a.setLocation(a.x + across * step, a.y + down * step);
        b.setLocation(b.x - across * step, b.y - down * step);
    }
}
