package dev.hourglass.datasets.picture;

import dev.hourglass.data.DataException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/// Decodes one file. Whatever is wrong with it becomes a [DataException] that names it.
public final class PictureFile {
    private PictureFile() {}

    /// The file's first picture, upright.
    ///
    /// @throws DataException if it cannot be read
    public static Pixels decode(Path file) {
        return decode(file.toString(), bytes(file));
    }

    /// The first picture of a file that is in memory, upright.
    ///
    /// @param name by which messages call it
    /// @throws DataException if it cannot be read
    public static Pixels decode(String name, byte[] file) {
        try {
            return decode(file);
        } catch (IOException | RuntimeException e) {
            // Decoders meet some damaged files with unchecked exceptions.
            throw new DataException(name, "the picture cannot be read: " + reason(e), e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new DataException(file, "no such file", e);
        } catch (AccessDeniedException e) {
            throw new DataException(file, "cannot be read: permission denied", e);
        } catch (IOException e) {
            throw new DataException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private static Pixels decode(byte[] file) throws IOException {
        var format = PictureFormat.of(file).orElseThrow(
                () -> new PictureException(
                        String.format(Locale.ROOT, "expected a %s file, found other bytes", PictureFormat.NAMES)));
        return switch (format) {
            case PNG -> PngPicture.decode(file);
            case JPEG -> JpegPicture.decode(file);
            case GIF -> GifPicture.decode(file);
            case BMP -> BmpPicture.decode(file);
            case TIFF -> TiffPicture.decode(file);
            case WEBP -> WebpPicture.decode(file);
        };
    }

    private static boolean isOfEnd(Exception e) {
        return Stream.iterate((Throwable) e, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof EOFException);
    }

    /// For people; what decoders report is made for those who write them, and put into brackets.
    private static String reason(Exception e) {
        var message = e.getMessage();
        // The bytes are in memory: reading them fails at their end alone.
        boolean isReading = message != null && message.startsWith("I/O error");
        if (isReading || isOfEnd(e)) {
            return "it ends too early; the file is truncated, fetch it again";
        }
        if (e instanceof PictureException && message != null) {
            return message;
        }
        // Of unchecked exceptions the message is of arrays and the like.
        var detail = e instanceof IOException && message != null
                ? String.format(Locale.ROOT, " (%s)", message.replaceFirst("[.!]+$", ""))
                : "";
        return String.format(Locale.ROOT,
                "the file is damaged or of an unsupported kind%s; fetch it again, or save it again as PNG", detail);
    }
}
