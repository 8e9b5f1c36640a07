package dev.hourglass.experiments.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Stroke;

/// Fonts, inks and distances that all figures share, in logical pixels.
final class Style {
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x1F2328);
    static final Color QUIET = new Color(0x667085);
    static final Color GRID = new Color(0xE4E7EC);
    static final Color FRAME = new Color(0xC4CAD4);

    static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 15);
    static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    static final Font STRONG = new Font(Font.SANS_SERIF, Font.BOLD, 12);
    static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 11);

    static final Stroke HAIRLINE = new BasicStroke(1f);
    static final Stroke LINE = new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    static final Stroke DASHES = new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10f,
            new float[] {5, 4}, 0);

    static final int MARGIN = 24;

    private Style() {}
}
