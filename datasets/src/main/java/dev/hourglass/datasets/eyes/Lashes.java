package dev.hourglass.datasets.eyes;

/// The edges of the lids and the hairs that grow there.
final class Lashes {
    private final Dice dice;
    private final Lids lids;
    private final Rgb colour;
    private final Rgb skin;
    private final double unit;
    private final double liner;
    private final double length;
    private final double thickness;
    private final int count;

    Lashes(Dice dice, Lids lids, Complexion complexion, int side) {
        this.dice = dice;
        this.lids = lids;
        this.colour = complexion.lash();
        this.skin = complexion.skin();
        this.unit = side / 64.0;
        this.liner = dice.around(0.7, 2.1) * unit;
        this.length = dice.around(3, 8) * unit;
        this.thickness = dice.around(0.5, 1.1) * unit;
        this.count = 12 + dice.choice(14);
    }

    void draw(Paint paint) {
        edges(paint);
        lower(paint);
        upper(paint);
    }

    /// The dark upper edge, thicker to the outside, and the moist rim below.
    private void edges(Paint paint) {
        var rim = skin.mix(new Rgb(0.95, 0.72, 0.68), 0.45);
        for (int y = 0; y < paint.side(); y++) {
            for (int x = 0; x < paint.side(); x++) {
                double share = lids.share(x + 0.5);
                double ends = SmoothFunctions.step(-0.03, 0.03, share) * SmoothFunctions.step(1.05, 0.99, share);
                double low = lids.aboveLower(x, y + 0.5);
                paint.lay(x, y, rim, 0.7 * ends * SmoothFunctions.clip(1.1 * unit - Math.abs(low + 0.4 * unit)));
                paint.lay(x, y, colour,
                        0.3 * ends * SmoothFunctions.clip(1.2 * unit - Math.abs(low + 1.6 * unit)) * share);
                double off = Math.abs(lids.belowUpper(x, y + 0.5) + liner / 4);
                double half = liner * (0.4 + 0.7 * SmoothFunctions.clip(share)) / 2;
                paint.lay(x, y, colour, 0.92 * ends * SmoothFunctions.clip(half + 0.5 - off));
            }
        }
    }

    private void upper(Paint paint) {
        for (int i = 0; i < count; i++) {
            double share = 0.06 + 0.96 * (i + dice.uniform() * 0.7) / count;
            double x = lids.column(Math.min(share, 1));
            double y = lids.upper(x);
            double reach = length * (0.55 + 0.55 * share) * dice.between(0.75, 1.15);
            double lean = (share - 0.42) * 1.5 + dice.around(-0.25, 0.25);
            double tipX = x + lean * reach * 0.9;
            double tipY = y - reach * (1 - 0.45 * lean * lean);
            var hair = new Hair(
                    x, y, x + lean * reach * 0.55, y - reach * 0.15, tipX, tipY, thickness * dice.between(0.8, 1.2),
                    0.9);
            paint.hair(hair, colour);
        }
    }

    private void lower(Paint paint) {
        int fewer = count * 2 / 3;
        for (int i = 0; i < fewer; i++) {
            double share = 0.2 + 0.78 * (i + dice.uniform() * 0.7) / fewer;
            double x = lids.column(share);
            double y = lids.lower(x) + unit;
            double reach = length * dice.between(0.25, 0.45);
            double lean = (share - 0.45) + dice.around(-0.25, 0.25);
            var hair = new Hair(
                    x, y, x + lean * reach * 0.3, y + reach * 0.6, x + lean * reach, y + reach, 0.6 * thickness, 0.55);
            paint.hair(hair, colour);
        }
    }
}
