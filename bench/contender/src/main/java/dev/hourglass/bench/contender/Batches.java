package dev.hourglass.bench.contender;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Samples in a file, read batch by batch as floats: `[sample][feature]`, or `[sample][channel][row][column]` for pictures.
public final class Batches {
    private static final float WHITE = 255;

    private final Path file;
    private final Setting setting;

    Batches(Path file, Setting setting) {
        this.file = file;
        this.setting = setting;
    }

    /// Reads all of them.
    ///
    /// @param sink is given an array for each batch; it is used again for the next
    public void forEach(Consumer<float[]> sink) {
        int numbers = setting.batch() * setting.features();
        var values = new float[numbers];
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            for (int batch = 0; batch < setting.batches(); batch++) {
                fill(in.readNBytes(setting.pixels() ? numbers : numbers * Float.BYTES), values);
                sink.accept(values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fill(byte[] bytes, float[] values) throws IOException {
        if (bytes.length < values.length) {
            throw new IOException(file + " ends early");
        }
        var floats = setting.pixels() ? new float[0] : FloatBytes.of(bytes);
        for (int i = 0; i < values.length; i++) {
            values[place(i, setting)] = setting.pixels() ? (bytes[i] & 0xff) / WHITE : floats[i];
        }
    }

    /// Where a number goes whose place in `[sample][row][column][channel]` is known.
    static int place(int index, Setting setting) {
        int channels = setting.channels();
        int pixels = setting.side() * setting.side();
        int sample = index / (pixels * channels);
        int pixel = index / channels % pixels;
        return (sample * channels + index % channels) * pixels + pixel;
    }
}
