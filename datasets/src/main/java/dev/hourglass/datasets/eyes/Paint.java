package dev.hourglass.datasets.eyes;

/// A square of pixels that colours are laid upon. Pixel (0, 0) has its middle at (0.5, 0.5).
final class Paint {
    private final int side;
    private final double[] pixels;

    Paint(int side) {
        this.side = side;
        this.pixels = new double[side * side * 3];
    }

    int side() {
        return side;
    }

    Rgb at(int x, int y) {
        int i = (y * side + x) * 3;
        return new Rgb(pixels[i], pixels[i + 1], pixels[i + 2]);
    }

    void set(int x, int y, Rgb colour) {
        int i = (y * side + x) * 3;
        pixels[i] = colour.red();
        pixels[i + 1] = colour.green();
        pixels[i + 2] = colour.blue();
    }

    /// Covers a pixel in part.
    void lay(int x, int y, Rgb colour, double cover) {
        if (cover > 0) {
            set(x, y, at(x, y).mix(colour, SmoothFunctions.clip(cover)));
        }
    }

    /// A hair: a bent line that becomes thinner towards its end.
    void hair(Hair hair, Rgb colour) {
        int left = Math.max(0, (int) Math.floor(hair.left() - 1.5));
        int right = Math.min(side - 1, (int) Math.floor(hair.right() + 1.5));
        int top = Math.max(0, (int) Math.floor(hair.top() - 1.5));
        int bottom = Math.min(side - 1, (int) Math.floor(hair.bottom() + 1.5));
        for (int y = top; y <= bottom; y++) {
            for (int x = left; x <= right; x++) {
                lay(x, y, colour, hair.cover(x + 0.5, y + 0.5));
            }
        }
    }

    /// Writes red, green and blue of every pixel, row by row.
    ///
    /// @param isMirrored whether left and right change places
    void writeTo(byte[] bytes, int at, boolean isMirrored) {
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int from = (y * side + (isMirrored ? side - 1 - x : x)) * 3;
                for (int c = 0; c < 3; c++) {
                    bytes[at + (y * side + x) * 3
                            + c] = (byte) (int) (SmoothFunctions.clip(pixels[from + c]) * 255 + 0.5);
                }
            }
        }
    }
}
