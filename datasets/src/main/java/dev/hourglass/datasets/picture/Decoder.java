package dev.hourglass.datasets.picture;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;

/// One run of an [ImageReader]. Which one is said by name: those that the class path offers besides must not change what a
/// file is read as.
final class Decoder {
    /// What decoders say of damage that they pass over. Other warnings, as of bytes between two markers, leave the picture
    /// whole.
    private static final List<String> DAMAGE = List.of(
            "premature end", "bad huffman", "instead of rst", "inconsistent progression", "truncated");

    private Decoder() {}

    interface Task<T> {
        T with(ImageReader reader) throws IOException;
    }

    /// The JDK's own reader of a format.
    static ImageReader ofJdk(String format) throws IOException {
        Iterable<ImageReader> readers = () -> ImageIO.getImageReadersByFormatName(format);
        return StreamSupport.stream(readers.spliterator(), false)
                .filter(reader -> isOfJdk(reader.getOriginatingProvider().getClass()))
                .findFirst()
                .orElseThrow(() -> new PictureException(
                        String.format(Locale.ROOT,
                                "this Java has no reader of %s files; use one with the module java.desktop",
                                format.toUpperCase(Locale.ROOT))));
    }

    private static boolean isOfJdk(Class<?> type) {
        return "java.desktop".equals(type.getModule().getName());
    }

    /// The file's first picture.
    static BufferedImage image(ImageReader reader, byte[] file) throws IOException {
        return decode(reader, file, ready -> ready.read(0));
    }

    /// @throws IOException also where the decoder warns of damage
    static <T> T decode(ImageReader reader, byte[] file, Task<T> task) throws IOException {
        var warnings = new ArrayList<String>();
        try (var input = new ByteArrayImageInputStream(file)) {
            reader.setInput(input, true, true);
            reader.addIIOReadWarningListener((_, warning) -> warnings.add(warning));
            PictureLimits.require(reader.getHeight(0), reader.getWidth(0), 1, file.length);
            var decoded = task.with(reader);
            requireWhole(warnings);
            return decoded;
        } finally {
            reader.dispose();
        }
    }

    private static void requireWhole(List<String> warnings) throws IOException {
        for (var warning : warnings) {
            if (DAMAGE.stream().anyMatch(warning.toLowerCase(Locale.ROOT)::contains)) {
                throw new IOException(warning);
            }
        }
    }
}
