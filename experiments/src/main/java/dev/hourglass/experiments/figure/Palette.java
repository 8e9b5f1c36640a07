package dev.hourglass.experiments.figure;

import java.awt.Color;
import java.util.List;

/// Colours that readers with any of the common colour vision deficiencies can distinguish.
final class Palette {
    /// For lines: Okabe and Ito 2008.
    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILION = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);

    /// For classes: Tol 2021, the scheme "muted", and a dark grey.
    private static final List<Color> CLASSES = List.of(
            new Color(0x332288),
            new Color(0xCC6677),
            new Color(0xDDCC77),
            new Color(0x117733),
            new Color(0x88CCEE),
            new Color(0x882255),
            new Color(0x44AA99),
            new Color(0x999933),
            new Color(0xAA4499),
            new Color(0x4D4D4D));

    /// From low to high, for values without a colour of their own: even steps of lightness (van der Walt and
    /// Smith 2015, "viridis", sampled at nine points).
    private static final List<Color> RAMP = List.of(
            new Color(0x440154),
            new Color(0x472D7B),
            new Color(0x3B528B),
            new Color(0x2C728E),
            new Color(0x21918C),
            new Color(0x28AE80),
            new Color(0x5EC962),
            new Color(0xADDC30),
            new Color(0xFDE725));

    private Palette() {}

    /// The colours one after the other, for ever.
    static Color ofClass(int index) {
        return CLASSES.get(index % CLASSES.size());
    }

    /// @param level 0..1; what lies outside is moved to the nearer bound
    static Color ramp(double level) {
        double at = Math.clamp(level, 0.0, 1.0) * (RAMP.size() - 1);
        int below = (int) Math.min(at, RAMP.size() - 2);
        return mix(RAMP.get(below), RAMP.get(below + 1), at - below);
    }

    static Color fade(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(opacity * 255));
    }

    /// @param share of the second colour, 0..1
    static Color mix(Color a, Color b, double share) {
        return new Color(
                mix(a.getRed(), b.getRed(), share),
                mix(a.getGreen(), b.getGreen(), share),
                mix(a.getBlue(), b.getBlue(), share));
    }

    private static int mix(int a, int b, double share) {
        return (int) Math.round(a + (b - a) * share);
    }
}
