package dev.hourglass.datasets.eyes;

/// An eyebrow of many short hairs, dense and broad at the nose, thin at its outer end.
final class Brow {
    private final Dice dice;
    private final Lids lids;
    private final Rgb colour;
    private final double unit;
    private final double height;
    private final double bend;
    private final double breadth;
    private final int count;

    Brow(Dice dice, Lids lids, Rgb colour, int side) {
        this.dice = dice;
        this.lids = lids;
        this.colour = colour;
        this.unit = side / 64.0;
        this.height = dice.around(13, 21) * unit;
        this.bend = dice.around(1, 5) * unit;
        this.breadth = dice.around(2.5, 6.5) * unit;
        this.count = 60 + dice.choice(80);
    }

    void draw(Paint paint) {
        double base = lids.upper(lids.column(0.45));
        for (int i = 0; i < count; i++) {
            double share = dice.uniform();
            double x = lids.column(-0.12 + 1.3 * share);
            double middle = base - height - bend * SmoothFunctions.arch(share, 0.65, 0.3)
                    + 1.5 * bend * SmoothFunctions.step(0.65, 1.1, share);
            double half = breadth / 2 * SmoothFunctions.mix(1, 0.3, SmoothFunctions.step(0.4, 1, share))
                    * SmoothFunctions.step(-0.1, 0.12, share);
            double y = middle + dice.around(-1.5, 1.5) * half;
            double reach = dice.between(3, 6) * unit;
            double rise = SmoothFunctions.mix(0.9, -0.25, SmoothFunctions.step(0, 0.8, share)) + dice.around(-0.3, 0.3);
            var hair = new Hair(
                    x, y, x + 0.5 * reach, y - 0.7 * rise * reach, x + reach, y - rise * reach, 0.9 * unit,
                    dice.between(0.35, 0.75));
            paint.hair(hair, colour);
        }
    }
}
