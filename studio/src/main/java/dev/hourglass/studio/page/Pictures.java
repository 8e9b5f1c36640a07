package dev.hourglass.studio.page;

import dev.hourglass.datasets.picture.Picture;
import dev.hourglass.datasets.picture.PictureShape;
import dev.hourglass.spec.Shape;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/// Samples as pictures.
public final class Pictures {
    private static final Color GAP = new Color(0x888888);

    private Pictures() {}

    /// The shape in which samples of some features are shown: that of a signal, or the first of the two that is a picture's; empty where
    /// neither is.
    public static Optional<Shape> shape(Shape input, Shape data) {
        return input.isSignal() ? Optional.of(input) : PictureShape.of(input.size(), data, input);
    }

    /// Pictures in rows, a pixel apart, as a PNG file.
    ///
    /// @param tiles `[picture][row, column, channel]`, at least one
    public static byte[] grid(Shape shape, List<float[]> tiles) {
        int columns = (int) Math.ceil(Math.sqrt(tiles.size()));
        int rows = Math.ceilDiv(tiles.size(), columns);
        var sheet = new BufferedImage(columns * (shape.width() + 1) - 1, rows * (shape.height() + 1) - 1,
                BufferedImage.TYPE_INT_RGB);
        var pen = sheet.createGraphics();
        pen.setColor(GAP);
        pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        for (int i = 0; i < tiles.size(); i++) {
            pen.drawImage(Picture.of(shape, tiles.get(i)).image(), i % columns * (shape.width() + 1),
                    i / columns * (shape.height() + 1), null);
        }
        pen.dispose();
        return Picture.png(sheet);
    }
}
