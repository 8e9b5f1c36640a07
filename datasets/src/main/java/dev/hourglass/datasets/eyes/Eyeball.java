package dev.hourglass.datasets.eyes;

/// What is seen between the lids: the white, the iris with its fibres, the pupil, the highlights, the pink inner corner, and
/// the shadow of the upper lid.
final class Eyeball {
    private static final Rgb PINK = new Rgb(0.80, 0.50, 0.47);
    private static final Rgb PUPIL = new Rgb(0.03, 0.025, 0.025);
    private static final Rgb LIGHT = new Rgb(1, 1, 1);
    private static final int FIBRES = 26;

    private final Lids lids;
    private final Complexion complexion;
    private final double unit;
    private final double centreX;
    private final double centreY;
    private final double radius;
    private final double pupil;
    private final double rim;
    private final double contrast;
    private final double shade;
    private final Rgb white;
    private final double lightX;
    private final double lightY;
    private final double lightWidth;
    private final double lightHeight;
    private final boolean isWindow;
    private final double glimmer;
    private final Texture texture;

    Eyeball(Dice dice, Lids lids, Complexion complexion, int side) {
        this.lids = lids;
        this.complexion = complexion;
        this.unit = side / 64.0;
        this.radius = dice.around(0.2, 0.245) * lids.width();
        double gaze = dice.around(-0.14, 0.14);
        this.centreX = lids.column(0.5 + gaze);
        this.centreY = SmoothFunctions.mix(lids.upper(centreX), lids.lower(centreX), dice.around(0.44, 0.56));
        this.pupil = radius * dice.around(0.28, 0.55);
        this.rim = dice.around(0.3, 0.8);
        this.contrast = dice.around(0.15, 0.5);
        this.shade = dice.around(0.25, 0.6);
        this.white = new Rgb(0.93, 0.91, 0.9).near(dice, 0.04);
        boolean isRight = dice.chance(0.5);
        this.lightX = centreX + (isRight ? 1 : -1) * radius * dice.around(0.15, 0.5);
        this.lightY = centreY - radius * dice.around(0.15, 0.5);
        this.lightWidth = radius * dice.around(0.14, 0.3);
        this.lightHeight = radius * dice.around(0.14, 0.32);
        this.isWindow = dice.chance(0.45);
        this.glimmer = dice.chance(0.6) ? dice.between(0.2, 0.7) : 0;
        this.texture = new Texture(dice.seed());
    }

    void draw(Paint paint) {
        for (int y = 0; y < paint.side(); y++) {
            for (int x = 0; x < paint.side(); x++) {
                double opening = lids.opening(x, y + 0.5);
                if (opening > 0) {
                    paint.lay(x, y, at(x, y), opening);
                }
            }
        }
    }

    private Rgb at(int column, int row) {
        double x = column + 0.5;
        double y = row + 0.5;
        double share = lids.share(x);
        double dx = x - centreX;
        double dy = y - centreY;
        double distance = Math.sqrt(dx * dx + dy * dy);
        double bulge = 1 - 0.28 * SmoothFunctions.step(0.35, 0.05, share)
                - 0.28 * SmoothFunctions.step(0.65, 0.98, share);
        var colour = white.times(bulge);
        colour = colour.mix(PINK,
                0.25 * SmoothFunctions.step(0.3, 0.02, share) + 0.15 * SmoothFunctions.step(0.85, 1, share));
        double corner = lids.width() * 0.085;
        colour = colour.mix(PINK, 0.85 * SmoothFunctions.step(corner * 1.25, corner * 0.7, x - lids.inner()));
        colour = colour.mix(iris(dx, dy, distance), SmoothFunctions.clip(radius + 0.5 - distance));
        colour = colour.mix(PUPIL, SmoothFunctions.step(pupil + 0.7, pupil - 0.7, distance));
        double below = lids.belowUpper(column, y) / unit;
        double lidShadow = 1 - shade * SmoothFunctions.step(5, -0.5, below);
        colour = colour.times(lidShadow * (1 - 0.12 * SmoothFunctions.step(2, 0, lids.aboveLower(column, y) / unit)));
        return highlights(colour, x, y);
    }

    private Rgb iris(double dx, double dy, double distance) {
        double out = SmoothFunctions.clip((distance - pupil) / (radius - pupil));
        double turn = StrictMath.atan2(dy, dx) / (2 * Math.PI) + 0.5;
        double fibres = 0.6 * texture.around(turn, FIBRES, 0)
                + 0.4 * texture.around(turn, 2 * FIBRES + 3, (long) (out * 2));
        var colour = complexion.irisInner().mix(complexion.irisOuter(), SmoothFunctions.step(0.1, 0.85, out));
        colour = colour.times(1 + contrast * fibres * SmoothFunctions.step(0, 0.3, out));
        colour = colour.times(1 + 0.25 * SmoothFunctions.hill((out - 0.3) / 0.12));
        // Light that enters at the highlight leaves on the other side.
        double across = (dx * (lightX - centreX) + dy * (lightY - centreY)) / (radius * radius);
        colour = colour.times(1 - 1.1 * across);
        return colour.times(1 - rim * SmoothFunctions.step(0.72, 1, out));
    }

    /// Pixels outside an ellipse, roughly.
    private double round(double across, double down) {
        double x = across / lightWidth;
        double y = down / lightHeight;
        return (Math.sqrt(x * x + y * y) - 1) * Math.min(lightWidth, lightHeight);
    }

    private Rgb highlights(Rgb below, double x, double y) {
        double across = Math.abs(x - lightX) - lightWidth;
        double down = Math.abs(y - lightY) - lightHeight;
        double off = isWindow ? Math.max(across, down) : round(across + lightWidth, down + lightHeight);
        var colour = below.mix(LIGHT, 0.95 * SmoothFunctions.clip(0.6 - off / unit));
        double otherX = x - (2 * centreX - lightX);
        double otherY = y - (2 * centreY - lightY);
        double far = Math.sqrt(otherX * otherX + otherY * otherY) / (radius * 0.16);
        return colour.mix(LIGHT, glimmer * SmoothFunctions.step(1.6, 0.4, far));
    }
}
