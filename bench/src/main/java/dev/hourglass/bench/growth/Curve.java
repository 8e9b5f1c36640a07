package dev.hourglass.bench.growth;

import java.util.List;

/// What was measured of a sweep, from small to large.
record Curve(Sweep sweep, List<Point> points) {
    Curve {
        points = List.copyOf(points);
    }

    /// Where work dominates.
    double slope() {
        return Slope.of(Slope.dominated(points));
    }

    double wholeSlope() {
        return Slope.of(points);
    }
}
