package dev.hourglass.datasets.picture;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The formats that are read.
public enum PictureFormat {
    PNG,
    JPEG,
    GIF,
    BMP,
    TIFF,
    WEBP;

    /// All of them, in words.
    public static final String NAMES = "PNG, JPEG, GIF, BMP, TIFF or WebP";

    private static final Set<String> EXTENSIONS = Set.of(
            "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "webp");

    /// Whether a file is taken for a picture by its extension, in whatever case.
    public static boolean isExtension(String extension) {
        return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
    }

    /// The format of a file's first bytes; 12 are enough.
    public static Optional<PictureFormat> of(byte[] bytes) {
        if (startsWith(bytes, 0, "\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (startsWith(bytes, 0, "\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (startsWith(bytes, 0, "GIF87a") || startsWith(bytes, 0, "GIF89a")) {
            return Optional.of(GIF);
        }
        if (startsWith(bytes, 0, "BM")) {
            return Optional.of(BMP);
        }
        if (startsWith(bytes, 0, "RIFF") && startsWith(bytes, 8, "WEBP")) {
            return Optional.of(WEBP);
        }
        return TiffDirectory.isTiff(bytes) ? Optional.of(TIFF) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int at, String start) {
        if (bytes.length < at + start.length()) {
            return false;
        }
        for (int i = 0; i < start.length(); i++) {
            if (Byte.toUnsignedInt(bytes[at + i]) != start.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
