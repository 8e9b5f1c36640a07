package dev.hourglass.bench.scaling;

import java.util.List;

/// How the logarithm of the time grows with that of the work: 1 where time is proportional to work, less where something
/// else takes part of the time.
final class Slope {
    /// Sizes with less than this part of the largest one's work include other costs too.
    private static final double DOMINATED = 1.0 / 16;

    private Slope() {}

    /// The points of which work is most of the cost.
    static List<Point> dominated(List<Point> points) {
        double most = points.stream().mapToDouble(Point::multiplyAdds).max().orElseThrow();
        return points.stream().filter(point -> point.multiplyAdds() >= 0.999 * DOMINATED * most).toList();
    }

    /// The least-squares line's.
    static double of(List<Point> points) {
        double x = points.stream().mapToDouble(Slope::work).average().orElseThrow();
        double y = points.stream().mapToDouble(Slope::time).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (var point : points) {
            above += (work(point) - x) * (time(point) - y);
            below += (work(point) - x) * (work(point) - x);
        }
        return above / below;
    }

    private static double work(Point point) {
        return Math.log(point.multiplyAdds());
    }

    private static double time(Point point) {
        return Math.log(point.seconds());
    }
}
