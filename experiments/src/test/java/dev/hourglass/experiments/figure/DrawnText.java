package dev.hourglass.experiments.figure;

import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;

/// Text of a figure, read back from its pixels: which of some words stands in a place.
final class DrawnText {
    /// Text may begin between two pixels of the figure.
    private static final double[] SHIFTS = {0, 0.25};

    private DrawnText() {}

    /// The word that looks most like what stands there.
    ///
    /// @param place where the upper left corner of the word may be, in logical pixels
    static String read(BufferedImage image, Rectangle place, Font font, Color color, List<String> words) {
        var best = "";
        double least = Double.POSITIVE_INFINITY;
        for (var word : words) {
            for (double across : SHIFTS) {
                for (double down : SHIFTS) {
                    double difference = difference(image, place, drawn(word, font, color, across, down), least);
                    if (difference < least) {
                        least = difference;
                        best = word;
                    }
                }
            }
        }
        return best;
    }

    /// A figure turned so that text which runs upwards runs to the right.
    static BufferedImage turned(BufferedImage image) {
        var turned = new BufferedImage(image.getHeight(), image.getWidth(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                turned.setRGB(image.getHeight() - 1 - y, x, image.getRGB(x, y));
            }
        }
        return turned;
    }

    /// The smallest difference over all places, as a share of the word's ink: 1 on blank paper.
    private static double difference(BufferedImage image, Rectangle place, BufferedImage word, double most) {
        double ink = ink(word);
        double least = most * ink;
        int left = place.x * Canvas.SCALE;
        int top = place.y * Canvas.SCALE;
        int right = Math.min(left + place.width * Canvas.SCALE, image.getWidth() - word.getWidth());
        int bottom = Math.min(top + place.height * Canvas.SCALE, image.getHeight() - word.getHeight());
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                least = Math.min(least, at(image, x, y, word, least));
            }
        }
        return least / ink;
    }

    private static double at(BufferedImage image, int left, int top, BufferedImage word, double most) {
        double sum = 0;
        for (int y = 0; y < word.getHeight() && sum < most; y++) {
            for (int x = 0; x < word.getWidth(); x++) {
                sum += Math.abs(darkness(image, left + x, top + y) - darkness(word, x, y));
            }
        }
        return sum;
    }

    private static double ink(BufferedImage word) {
        double sum = 0;
        for (int y = 0; y < word.getHeight(); y++) {
            for (int x = 0; x < word.getWidth(); x++) {
                sum += darkness(word, x, y);
            }
        }
        return sum;
    }

    private static int darkness(BufferedImage image, int x, int y) {
        return 255 - (image.getRGB(x, y) & 0xFF);
    }

    private static BufferedImage drawn(String word, Font font, Color color, double across, double down) {
        int width = (int) Math.ceil(new Canvas(1, 1).width(word, font)) + 2;
        int height = (int) Math.ceil(font.getSize2D() * 1.2);
        var canvas = new Canvas(width, height);
        canvas.left(word, font, color, 1 + across, font.getSize2D() + down - 1);
        return canvas.image();
    }
}
