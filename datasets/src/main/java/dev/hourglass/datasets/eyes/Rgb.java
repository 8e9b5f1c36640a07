package dev.hourglass.datasets.eyes;

import java.util.List;

/// A colour, 0..1 in each channel; may leave that range on its way.
record Rgb(double red, double green, double blue) {
    Rgb mix(Rgb other, double share) {
        return new Rgb(
                SmoothFunctions.mix(red, other.red, share), SmoothFunctions.mix(green, other.green, share),
                SmoothFunctions.mix(blue, other.blue, share));
    }

    Rgb times(double factor) {
        return new Rgb(red * factor, green * factor, blue * factor);
    }

    Rgb times(Rgb light) {
        return new Rgb(red * light.red, green * light.green, blue * light.blue);
    }

    /// Every channel a little off.
    Rgb near(Dice dice, double deviation) {
        return new Rgb(
                red * (1 + dice.around(-deviation, deviation)), green * (1 + dice.around(-deviation, deviation)),
                blue * (1 + dice.around(-deviation, deviation)));
    }

    /// A place on the way along some colours.
    ///
    /// @param at 0 for the first, `colours.size() - 1` for the last
    static Rgb along(List<Rgb> colours, double at) {
        int from = Math.clamp((int) at, 0, colours.size() - 2);
        return colours.get(from).mix(colours.get(from + 1), at - from);
    }
}
