package dev.hourglass.datasets.picture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;

/// Decodes files for tests.
final class Decoded {
    private Decoded() {}

    static byte[] resource(String name) {
        try (var in = Decoded.class.getResourceAsStream(name)) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Pixels of(Path folder, byte[] file) {
        try {
            return PictureFile.decode(Files.write(folder.resolve("picture"), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `[row][column][channel]`
    static int[] levels(Pixels pixels) {
        int width = pixels.size().width();
        int channels = pixels.channels();
        return IntStream.range(0, pixels.size().height() * width * channels)
                .map(i -> pixels.level(i / channels / width, i / channels % width, i % channels))
                .toArray();
    }

    /// The levels of one pixel.
    static int[] pixel(Pixels pixels, int row, int column) {
        return IntStream.range(0, pixels.channels()).map(c -> pixels.level(row, column, c)).toArray();
    }
}
