package dev.hourglass.datasets.eyes;

/// A hair from a root over a bend to a tip: a quadratic Bézier curve.
///
/// @param width at the root, in pixels; half of it at the tip
/// @param strength how much of what is below it hides, 0 to 1
record Hair(
        double rootX, double rootY, double bendX, double bendY, double tipX, double tipY, double width,
        double strength) {
    private static final int PIECES = 4;

    double left() {
        return Math.min(rootX, Math.min(bendX, tipX));
    }

    double right() {
        return Math.max(rootX, Math.max(bendX, tipX));
    }

    double top() {
        return Math.min(rootY, Math.min(bendY, tipY));
    }

    double bottom() {
        return Math.max(rootY, Math.max(bendY, tipY));
    }

    /// How much of the pixel around a point it covers.
    double cover(double x, double y) {
        double most = 0;
        double fromX = rootX;
        double fromY = rootY;
        for (int i = 1; i <= PIECES; i++) {
            double t = (double) i / PIECES;
            double toX = along(rootX, bendX, tipX, t);
            double toY = along(rootY, bendY, tipY, t);
            double radius = width * (1 - 0.5 * t) / 2;
            most = Math.max(most,
                    SmoothFunctions.clip(radius + 0.5 - distance(x, y, fromX, fromY, toX, toY))
                            * Math.min(1, 2 * radius));
            fromX = toX;
            fromY = toY;
        }
        return strength * most;
    }

    private static double along(double root, double bend, double tip, double t) {
        return (1 - t) * (1 - t) * root + 2 * t * (1 - t) * bend + t * t * tip;
    }

    private static double distance(double x, double y, double fromX, double fromY, double toX, double toY) {
        double dx = toX - fromX;
        double dy = toY - fromY;
        double t = SmoothFunctions.clip(((x - fromX) * dx + (y - fromY) * dy) / (dx * dx + dy * dy + 1e-9));
        double offX = x - fromX - t * dx;
        double offY = y - fromY - t * dy;
        return Math.sqrt(offX * offX + offY * offY);
    }
}
