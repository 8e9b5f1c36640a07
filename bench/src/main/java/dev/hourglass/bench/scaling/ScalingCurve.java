package dev.hourglass.bench.scaling;

import java.util.List;

/// What was measured of a sweep, from small to large.
record ScalingCurve(ScalingSweep sweep, List<Point> points) {
    ScalingCurve {
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
