package dev.hourglass.datasets.picture;

import dev.hourglass.spec.ImageSize;

/// How the rows and columns that a file stores lie in the picture that is seen, as TIFF and EXIF number it (tag 274).
enum Orientation {
    UPRIGHT(false, false, false),
    MIRRORED(false, false, true),
    UPSIDE_DOWN(false, true, true),
    MIRRORED_UPSIDE_DOWN(false, true, false),
    TRANSPOSED(true, false, false),
    TURNED_LEFT(true, true, false),
    TRANSVERSED(true, true, true),
    TURNED_RIGHT(true, false, true);

    private final boolean areAxesSwapped;
    private final boolean areRowsReversed;
    private final boolean areColumnsReversed;

    Orientation(boolean areAxesSwapped, boolean areRowsReversed, boolean areColumnsReversed) {
        this.areAxesSwapped = areAxesSwapped;
        this.areRowsReversed = areRowsReversed;
        this.areColumnsReversed = areColumnsReversed;
    }

    /// @param tag 1 to 8; viewers take another number for 1, and so does this
    static Orientation of(long tag) {
        return tag >= 1 && tag <= values().length ? values()[(int) tag - 1] : UPRIGHT;
    }

    /// The size that is seen of the one that is stored.
    ImageSize of(ImageSize stored) {
        return areAxesSwapped ? new ImageSize(stored.width(), stored.height()) : stored;
    }

    /// The stored row of a pixel that is seen at some row and column.
    int row(ImageSize stored, int row, int column) {
        int at = areAxesSwapped ? column : row;
        return areRowsReversed ? stored.height() - 1 - at : at;
    }

    /// The stored column of a pixel that is seen at some row and column.
    int column(ImageSize stored, int row, int column) {
        int at = areAxesSwapped ? row : column;
        return areColumnsReversed ? stored.width() - 1 - at : at;
    }
}
