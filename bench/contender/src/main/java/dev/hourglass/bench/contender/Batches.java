package dev.hourglass.bench.contender;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// Samples in a file, read batch by batch as floats: `[sample][feature]`, or pictures with their channels where they are wanted.
public final class Batches {
    private static final float WHITE = 255;

    private final Path file;
    private final Setting setting;
    private final ChannelOrder order;

    Batches(Path file, Setting setting, ChannelOrder order) {
        this.file = file;
        this.setting = setting;
        this.order = order;
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
            values[order.place(i, setting)] = setting.pixels() ? (bytes[i] & 0xff) / WHITE : floats[i];
        }
    }
}
