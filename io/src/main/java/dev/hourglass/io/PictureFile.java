package dev.hourglass.io;

import dev.hourglass.data.DataException;
import dev.hourglass.spec.ImageSize;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/// Decodes one file. Whatever is wrong with it becomes a [DataException] that names it.
final class PictureFile {
    private static final long MAX_PIXELS = 64L << 20;
    /// Twice what the densest of the formats packs into a byte: deflate makes 1032 bytes of one, which are 8 black or white
    /// pixels each.
    private static final long MAX_PIXELS_PER_BYTE = 1 << 14;

    /// Bytes of a BMP file up to its compression.
    private static final int BMP_HEADER = 34;
    private static final int BMP = 'B' | 'M' << 8;
    private static final int BMP_JPEG = 4;
    private static final int BMP_PNG = 5;

    private PictureFile() {}

    /// The size as the file's header tells it.
    static ImageSize size(Path file) {
        return read(file, reader -> size(file, reader));
    }

    static Pixels decode(Path file) {
        return read(file, reader -> {
            size(file, reader);
            return Pixels.of(reader.read(0));
        });
    }

    /// Before anything is decoded: a header may lie.
    private static ImageSize size(Path file, ImageReader reader) throws IOException {
        int height = reader.getHeight(0);
        int width = reader.getWidth(0);
        if (height < 1 || width < 1 || (long) height * width > MAX_PIXELS) {
            throw new IOException(
                    "expected 1 to %d pixels, found %d rows and %d columns".formatted(MAX_PIXELS, height, width));
        }
        long bytes = Files.size(file);
        if ((long) height * width > bytes * MAX_PIXELS_PER_BYTE) {
            throw new IOException("expected at most %d pixels in a file of %d bytes, found %d rows and %d columns"
                    .formatted(bytes * MAX_PIXELS_PER_BYTE, bytes, height, width));
        }
        return new ImageSize(height, width);
    }

    private interface Task<T> {
        T with(ImageReader reader) throws IOException;
    }

    private static <T> T read(Path file, Task<T> task) {
        try (var input = new FileImageInputStream(file.toFile())) {
            refuseEmbedded(input);
            var readers = ImageIO.getImageReaders(input);
            if (!readers.hasNext()) throw new IOException("expected a PNG, JPEG, GIF or BMP file, found other bytes");
            return read(readers.next(), input, task);
        } catch (IOException | RuntimeException trouble) {
            // The JDK's decoders meet some damaged files with unchecked exceptions.
            throw new DataException(file, "the picture cannot be read: " + trouble.getMessage(), trouble);
        }
    }

    /// A BMP file may hold a JPEG or PNG file, for which the JDK allocates as many bytes as the header claims.
    private static void refuseEmbedded(ImageInputStream input) throws IOException {
        var bytes = new byte[BMP_HEADER];
        input.mark();
        input.read(bytes);
        input.reset();
        var header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int compression = header.getInt(BMP_HEADER - Integer.BYTES);
        if (header.getShort(0) == BMP && (compression == BMP_JPEG || compression == BMP_PNG)) {
            throw new IOException("expected a BMP file of pixels, found one that holds a JPEG or PNG file");
        }
    }

    private static <T> T read(ImageReader reader, ImageInputStream input, Task<T> task) throws IOException {
        try {
            reader.setInput(input, true, true);
            return task.with(reader);
        } finally {
            reader.dispose();
        }
    }
}
