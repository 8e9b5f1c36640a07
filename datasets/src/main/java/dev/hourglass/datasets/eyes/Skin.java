package dev.hourglass.datasets.eyes;

/// The face around an eye: light and shade, the fold of the upper lid, the hollow below, now and then freckles or colour on
/// the lid.
final class Skin {
    private static final Rgb FRECKLE = new Rgb(0.72, 0.58, 0.5);

    private final Lids lids;
    private final Rgb colour;
    private final double unit;
    private final double lightAcross;
    private final double lightDown;
    private final double hollow;
    private final double bag;
    private final double bagDepth;
    private final double fold;
    private final double foldDepth;
    private final int freckles;
    private final Dice dice;
    private final Rgb shadow;
    private final double shadowStrength;
    private final Texture texture;

    Skin(Dice dice, Lids lids, Rgb colour, int side) {
        this.dice = dice;
        this.lids = lids;
        this.colour = colour;
        this.unit = side / 64.0;
        this.lightAcross = dice.around(-0.14, 0.14);
        this.lightDown = dice.around(-0.1, 0.06);
        this.hollow = dice.around(0.05, 0.25);
        this.bag = dice.around(5, 9) * unit;
        this.bagDepth = dice.around(0, 0.14);
        this.fold = dice.around(2.2, 6.5) * unit;
        this.foldDepth = dice.chance(0.15) ? 0.05 : dice.around(0.2, 0.5);
        this.freckles = dice.chance(0.2) ? 20 + dice.choice(40) : 0;
        this.shadow = new Rgb(dice.between(0.3, 0.7), dice.between(0.2, 0.5), dice.between(0.3, 0.7));
        this.shadowStrength = dice.chance(0.25) ? dice.between(0.15, 0.45) : 0;
        this.texture = new Texture(dice.seed());
    }

    void draw(Paint paint) {
        for (int x = 0; x < paint.side(); x++) {
            double upper = lids.upper(x + 0.5);
            double lower = lids.lower(x + 0.5);
            for (int y = 0; y < paint.side(); y++) {
                paint.set(x, y, at(x + 0.5, y + 0.5, upper, lower));
            }
        }
        for (int i = 0; i < freckles; i++) {
            double x = dice.uniform() * paint.side();
            double y = dice.uniform() * paint.side();
            var spot = new Hair(x, y, x, y, x + 0.4 * unit, y, dice.between(0.5, 1.3) * unit, dice.between(0.1, 0.4));
            paint.hair(spot, FRECKLE.times(colour));
        }
    }

    /// @param upper edge of the upper lid in the column of `x`
    /// @param lower edge of the lower lid there
    private Rgb at(double x, double y, double upper, double lower) {
        double light = 1 + lightAcross * (x / (32 * unit) - 1) + lightDown * (y / (32 * unit) - 1);
        double above = (upper - y) / unit;
        double below = (y - lower) / unit;
        double inner = (x - lids.inner()) / unit;
        light -= hollow * SmoothFunctions.hill((above - 11) / 6) * SmoothFunctions.step(34, -6, inner);
        light -= 0.12 * SmoothFunctions.hill((inner + 3) / 6) * SmoothFunctions.hill((y - lids.line(x)) / (9 * unit));
        light -= bagDepth * SmoothFunctions.hill((below - bag / unit) / 2.5) * within(x);
        light += bagDepth * 0.6 * SmoothFunctions.hill((below - bag / unit / 2) / 2) * within(x);
        light += 0.06 * SmoothFunctions.hill((above - fold / unit / 2) / 1.5) * within(x);
        light += 0.018 * texture.at(x / (9 * unit), y / (9 * unit))
                + 0.012 * texture.at(x / (3 * unit), y / (3 * unit));
        var skin = colour.times(light);
        // Blood shows where skin is thin and in shade.
        double red = SmoothFunctions.clip((1 - light) * 1.2);
        skin = skin.mix(new Rgb(skin.red(), skin.green() * 0.9, skin.blue() * 0.88), red);
        double painted = shadowStrength * SmoothFunctions.step(fold / unit + 5, 0, above)
                * SmoothFunctions.step(-2, 0, above) * within(x);
        skin = skin.mix(shadow.times(colour.red() + 0.15), painted);
        return skin.times(1 - foldDepth * foldAt(x, y, upper));
    }

    /// The line of the fold, darker where the lid is high.
    private double foldAt(double x, double y, double upper) {
        double share = lids.share(x);
        double arch = SmoothFunctions.arch(share, 0.5, 0.5);
        double line = upper - fold * (0.25 + 0.75 * arch);
        double off = (y - line) / unit;
        double profile = off < 0 ? SmoothFunctions.hill(off / 2.2) : SmoothFunctions.hill(off / 0.8);
        return profile * SmoothFunctions.step(-0.05, 0.15, share) * SmoothFunctions.step(1.12, 0.9, share);
    }

    /// 1 over the eye, falling towards its corners.
    private double within(double x) {
        double share = lids.share(x);
        return SmoothFunctions.step(-0.1, 0.25, share) * SmoothFunctions.step(1.1, 0.75, share);
    }
}
