package dev.hourglass.experiments.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.geom.Point2D;
import java.awt.image.BufferedImage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The points of a chart, read back from its pixels.
public final class DrawnPoints {
    /// Pixels to each side that are of the colour around the middle of a point; lines are thinner.
    private static final int THICK = 3;
    private static final int TOLERANCE = 8;

    private DrawnPoints() {}

    /// The middles of all points of a colour, from left to right.
    ///
    /// @param top logical pixels above which there is no plot, but titles and a legend
    public static List<Point2D> of(Figure figure, Color color, int top) {
        var image = figure.image();
        var isCore = new boolean[image.getHeight()][image.getWidth()];
        for (int y = top * Canvas.SCALE; y < image.getHeight() - THICK; y++) {
            for (int x = THICK; x < image.getWidth() - THICK; x++) {
                isCore[y][x] = isCore(image, x, y, color);
            }
        }
        var points = new ArrayList<Point2D>();
        for (int y = 0; y < isCore.length; y++) {
            for (int x = 0; x < isCore[y].length; x++) {
                if (isCore[y][x]) {
                    points.add(middle(isCore, x, y));
                }
            }
        }
        points.sort(Comparator.comparingDouble(Point2D::getX));
        return points;
    }

    /// Values grow to the right and upwards, each in equal steps.
    ///
    /// @param values of the points `[point][x, y]`, in the same order
    public static void assertLaidOut(List<? extends Point2D> points, double[][] values) {
        assertThat(points).hasSameSizeAs(values);
        assertThat(scale(points.stream().mapToDouble(Point2D::getX).toArray(), column(values, 0))).isPositive();
        assertThat(scale(points.stream().mapToDouble(Point2D::getY).toArray(), column(values, 1))).isNegative();
    }

    /// Pixels for each unit, which have to be the same everywhere.
    private static double scale(double[] places, double[] values) {
        int low = 0;
        int high = 0;
        for (int i = 0; i < values.length; i++) {
            low = values[i] < values[low] ? i : low;
            high = values[i] > values[high] ? i : high;
        }
        double scale = (places[high] - places[low]) / (values[high] - values[low]);
        for (int i = 0; i < values.length; i++) {
            assertThat(places[i]).as("place of %s", values[i])
                    .isCloseTo(places[low] + (values[i] - values[low]) * scale, within(1.5));
        }
        return scale;
    }

    private static double[] column(double[][] values, int column) {
        var all = new double[values.length];
        for (int i = 0; i < all.length; i++) all[i] = values[i][column];
        return all;
    }

    private static boolean isCore(BufferedImage image, int x, int y, Color color) {
        for (int dy = -THICK; dy <= THICK; dy++) {
            for (int dx = -THICK; dx <= THICK; dx++) {
                if (!isLike(new Color(image.getRGB(x + dx, y + dy)), color)) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean isLike(Color a, Color b) {
        return Math.abs(a.getRed() - b.getRed()) <= TOLERANCE
                && Math.abs(a.getGreen() - b.getGreen()) <= TOLERANCE
                && Math.abs(a.getBlue() - b.getBlue()) <= TOLERANCE;
    }

    /// The middle of a patch, which is taken away.
    private static Point2D middle(boolean[][] isCore, int x, int y) {
        var open = new ArrayDeque<int[]>(List.of(new int[] {x, y}));
        isCore[y][x] = false;
        double sumX = 0;
        double sumY = 0;
        int count = 0;
        while (!open.isEmpty()) {
            var at = open.remove();
            sumX += at[0];
            sumY += at[1];
            count++;
            for (int[] step : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
                int nextX = at[0] + step[0];
                int nextY = at[1] + step[1];
                if (isCore[nextY][nextX]) {
                    isCore[nextY][nextX] = false;
                    open.add(new int[] {nextX, nextY});
                }
            }
        }
        return new Point2D.Double(sumX / count, sumY / count);
    }
}
