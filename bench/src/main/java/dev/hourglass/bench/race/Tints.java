package dev.hourglass.bench.race;

import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.awt.Color;
import java.util.Optional;

/// Digits as colour pictures: enlarged by linear interpolation, each in a tint of its own.
final class Tints {
    private static final int CHANNELS = 3;
    /// Samples that are made: the race takes no more of such large ones.
    private static final int SAMPLES = 4096;
    /// Part of a turn of the colour circle from one picture to the next; the golden section visits all hues evenly.
    private static final float TURN = 0.618034f;

    private Tints() {}

    static Dataset of(Dataset digits, int side) {
        int size = side * side * CHANNELS;
        var pixels = new byte[SAMPLES * size];
        for (int i = 0; i < SAMPLES; i++) {
            var tint = new Color(Color.HSBtoRGB(i * TURN, 0.8f, 1)).getRGBColorComponents(new float[CHANNELS]);
            paint(digits.sample(i), digits.shape().height(), side, tint, pixels, i * size);
        }
        return Dataset.ofBytes("mnist-colour", Shape.of(side, side, CHANNELS), pixels, Optional.empty());
    }

    private static void paint(float[] digit, int from, int side, float[] tint, byte[] into, int at) {
        float scale = (float) (from - 1) / (side - 1);
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                float white = 255 * value(digit, from, y * scale, x * scale);
                for (int c = 0; c < CHANNELS; c++) {
                    into[at + (y * side + x) * CHANNELS + c] = (byte) Math.round(tint[c] * white);
                }
            }
        }
    }

    private static float value(float[] digit, int side, float y, float x) {
        int top = Math.min((int) y, side - 2);
        int left = Math.min((int) x, side - 2);
        float upper = between(digit[top * side + left], digit[top * side + left + 1], x - left);
        float lower = between(digit[(top + 1) * side + left], digit[(top + 1) * side + left + 1], x - left);
        return between(upper, lower, y - top);
    }

    private static float between(float first, float second, float part) {
        return first + part * (second - first);
    }
}
