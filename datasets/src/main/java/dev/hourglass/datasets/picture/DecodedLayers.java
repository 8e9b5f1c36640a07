package dev.hourglass.datasets.picture;

import dev.hourglass.spec.ImageSize;
import java.awt.color.ICC_Profile;
import java.util.Optional;

/// What a decoder gives: the levels of grey, of red, green and blue, or of the inks cyan, magenta, yellow and black, and how
/// opaque each pixel is.
///
/// @param levels `[row][column][channel]`; of inks, [Levels#white] is full ink
/// @param alpha `[row][column]`; [Levels#white] is opaque
/// @param isPremultiplied whether the levels were multiplied by alpha already
record DecodedLayers(ImageSize size, int channels, Levels levels, Optional<Levels> alpha, boolean isPremultiplied) {
    private static final int INKS = 4;
    private static final int COLOURS = 3;

    static DecodedLayers opaque(ImageSize size, int channels, Levels levels) {
        return new DecodedLayers(size, channels, levels, Optional.empty(), false);
    }

    /// Pixels in sRGB or grey, transparent ones laid on white. Grey levels are taken as they are stored.
    ///
    /// @param profile of the colours, where the file has one; one that does not fit is ignored, as viewers do
    Pixels pixels(Optional<ICC_Profile> profile) {
        if (channels < COLOURS) {
            return onWhite();
        }
        return profile.flatMap(found -> ColourProfile.toSrgb(levels, channels, size, found))
                .map(this::withColours)
                .orElseGet(() -> channels == INKS ? withColours(printed()) : this)
                .onWhite()
                .reduced();
    }

    private DecodedLayers withColours(Levels colours) {
        return new DecodedLayers(size, COLOURS, colours, alpha, isPremultiplied);
    }

    /// The colours of inks that nothing is known of, as viewers show them: each ink takes away its share.
    private Levels printed() {
        var colours = Levels.allocate(levels.bits(), levels.count() / INKS * COLOURS);
        int white = levels.white();
        for (int i = 0, at = 0; i < levels.count(); i += INKS) {
            long paper = (long) white - levels.get(i + COLOURS);
            for (int c = 0; c < COLOURS; c++) {
                colours.set(at++, (int) ((paper * (white - levels.get(i + c)) + white / 2) / white));
            }
        }
        return colours;
    }

    private Pixels onWhite() {
        alpha.ifPresent(this::cover);
        return new Pixels(size, channels, levels);
    }

    private void cover(Levels opacity) {
        long white = levels.white();
        for (int i = 0; i < levels.count(); i++) {
            long opaque = (long) opacity.get(i / channels) * white / opacity.white();
            long seen = isPremultiplied ? levels.get(i) : (levels.get(i) * opaque + white / 2) / white;
            levels.set(i, (int) Math.min(seen + white - opaque, white));
        }
    }
}
