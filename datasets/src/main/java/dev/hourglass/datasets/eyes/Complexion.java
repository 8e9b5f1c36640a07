package dev.hourglass.datasets.eyes;

import java.util.List;

/// The colours that go together in one face.
///
/// @param skin in plain light
/// @param lash colour of the lashes
/// @param brow colour of the eyebrow
/// @param irisInner colour of the iris at the pupil
/// @param irisOuter colour of the iris at its rim
record Complexion(Rgb skin, Rgb lash, Rgb brow, Rgb irisInner, Rgb irisOuter) {
    private static final List<Rgb> SKINS = List.of(
            new Rgb(0.97, 0.85, 0.78), new Rgb(0.93, 0.76, 0.66), new Rgb(0.86, 0.66, 0.53), new Rgb(0.76, 0.56, 0.42),
            new Rgb(0.60, 0.42, 0.30), new Rgb(0.43, 0.29, 0.21), new Rgb(0.30, 0.20, 0.15));
    private static final List<Rgb> HAIRS = List.of(
            new Rgb(0.58, 0.44, 0.27), new Rgb(0.44, 0.29, 0.17), new Rgb(0.28, 0.18, 0.11), new Rgb(0.15, 0.10, 0.08),
            new Rgb(0.07, 0.06, 0.06));
    /// Pairs of inner and outer colours, the first three brown.
    private static final List<List<Rgb>> IRISES = List.of(
            List.of(new Rgb(0.26, 0.15, 0.08), new Rgb(0.16, 0.09, 0.05)),
            List.of(new Rgb(0.37, 0.23, 0.12), new Rgb(0.25, 0.15, 0.08)),
            List.of(new Rgb(0.46, 0.31, 0.17), new Rgb(0.31, 0.19, 0.10)),
            List.of(new Rgb(0.56, 0.40, 0.18), new Rgb(0.34, 0.36, 0.20)),
            List.of(new Rgb(0.58, 0.56, 0.26), new Rgb(0.27, 0.43, 0.30)),
            List.of(new Rgb(0.60, 0.72, 0.80), new Rgb(0.26, 0.43, 0.62)),
            List.of(new Rgb(0.45, 0.62, 0.78), new Rgb(0.16, 0.30, 0.52)),
            List.of(new Rgb(0.64, 0.68, 0.69), new Rgb(0.38, 0.44, 0.49)));
    private static final int BROWNS = 3;

    static Complexion of(Dice dice) {
        double tone = dice.uniform() * (SKINS.size() - 1);
        boolean isDark = tone > 3;
        double hair = isDark ? dice.between(3, 4) : dice.between(0, 4);
        boolean isBrown = dice.chance(isDark ? 0.9 : 0.35);
        var iris = IRISES.get(isBrown ? dice.choice(BROWNS) : dice.choice(IRISES.size()));
        return new Complexion(
                Rgb.along(SKINS, tone).near(dice, 0.05),
                Rgb.along(HAIRS, Math.min(4, hair + 1.5)).times(0.7),
                Rgb.along(HAIRS, hair).near(dice, 0.1),
                iris.getFirst().near(dice, 0.15),
                iris.getLast().near(dice, 0.15));
    }
}
