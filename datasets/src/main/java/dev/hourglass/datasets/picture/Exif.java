package dev.hourglass.datasets.picture;

import java.io.IOException;

/// What cameras write beside a picture (EXIF).
final class Exif {
    private Exif() {}

    /// How the picture is to be turned.
    ///
    /// @param bytes from the byte order on; damaged ones say nothing, as in viewers
    static Orientation orientation(byte[] bytes) {
        try {
            return Orientation.of(TiffDirectory.read(bytes).value(TiffDirectory.ORIENTATION, 1));
        } catch (IOException e) {
            return Orientation.UPRIGHT;
        }
    }
}
