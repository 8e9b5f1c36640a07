package dev.hourglass.datasets.eyes;

/// The two edges between which an eye is open, as heights over the columns of a picture. The inner corner is at the left.
final class Lids {
    private final double inner;
    private final double outer;
    private final double innerY;
    private final double outerY;
    private final double upperHeight;
    private final double lowerHeight;
    private final double upperPeak;
    private final double lowerPeak;
    private final double roundness;
    /// Of each column, at the middle of its pixels.
    private final double[] upper;
    private final double[] lower;
    private final double[] upperSlant;
    private final double[] lowerSlant;

    /// @param side of the picture
    Lids(Dice dice, int side) {
        double unit = side / 64.0;
        double width = dice.around(34, 57) * unit;
        double middle = (32 + dice.around(-5, 5)) * unit;
        double line = (36 + dice.around(-6, 4)) * unit;
        double tilt = dice.around(-1.5, 4.5) * unit;
        double openness = dice.around(0.7, 1.2);
        inner = middle - width / 2;
        outer = middle + width / 2;
        innerY = line + tilt / 2;
        outerY = line - tilt / 2;
        upperHeight = dice.around(0.2, 0.27) * width * openness;
        lowerHeight = dice.around(0.09, 0.14) * width;
        upperPeak = dice.around(0.38, 0.55);
        lowerPeak = dice.around(0.48, 0.68);
        roundness = dice.around(0, 0.6);
        upper = new double[side];
        lower = new double[side];
        upperSlant = new double[side];
        lowerSlant = new double[side];
        for (int x = 0; x < side; x++) {
            upper[x] = upper(x + 0.5);
            lower[x] = lower(x + 0.5);
            upperSlant[x] = slant(upper(x + 1) - upper(x));
            lowerSlant[x] = slant(lower(x + 1) - lower(x));
        }
    }

    double inner() {
        return inner;
    }

    double width() {
        return outer - inner;
    }

    /// 0 at the inner corner, 1 at the outer.
    double share(double x) {
        return (x - inner) / width();
    }

    /// Where the column of a share is.
    double column(double share) {
        return inner + share * width();
    }

    /// The straight line through the corners, also beyond them.
    double line(double x) {
        return SmoothFunctions.mix(innerY, outerY, share(x));
    }

    double upper(double x) {
        return line(x) - upperHeight * SmoothFunctions.arch(share(x), upperPeak, roundness);
    }

    double lower(double x) {
        return line(x) + lowerHeight * SmoothFunctions.arch(share(x), lowerPeak, roundness / 2);
    }

    /// Pixels from the middle of a pixel up to the edge of the upper lid; negative above it.
    double belowUpper(int column, double y) {
        return (y - upper[column]) * upperSlant[column];
    }

    /// Pixels from the middle of a pixel down to the edge of the lower lid; negative below it.
    double aboveLower(int column, double y) {
        return (lower[column] - y) * lowerSlant[column];
    }

    /// How much of a pixel lies between the lids; nothing where they meet.
    double opening(int column, double y) {
        return SmoothFunctions.clip(
                SmoothFunctions.clip(belowUpper(column, y) + 0.5) + SmoothFunctions.clip(aboveLower(column, y) + 0.5)
                        - 1);
    }

    /// What a vertical distance from an edge is multiplied with to be one at right angles to it.
    private static double slant(double rise) {
        return 1 / Math.sqrt(1 + rise * rise);
    }
}
