package dev.hourglass.model;

import dev.hourglass.metric.NeighbourDistance;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.EncodedTable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Rows that a model was trained on, as codes, with which others are compared.
///
/// @param codes `[row][feature of the code]`, at least one
/// @param neighbours which of the nearest counts, at least 1
record References(float[][] codes, int neighbours) {
    private static final String NEIGHBOURS = "neighbours";
    private static final String SIZE = "size";
    private static final String CODES = "codes";
    private static final int MOST = 512;
    /// Of all rows; of those that are chosen the same share, but at most a quarter.
    private static final double NEIGHBOUR = 30;
    private static final long SEED = 1;

    References {
        if (codes.length == 0 || codes[0].length == 0 || neighbours < 1) {
            throw new SpecException(String.format(Locale.ROOT,
                    "calibration: expected reference rows and at least 1 neighbour, found %d and %d", codes.length,
                    neighbours));
        }
    }

    /// Which rows of a table are references, rising.
    static int[] chosen(int rows) {
        if (rows <= MOST) {
            return IntStream.range(0, rows).toArray();
        }
        var random = new SplittableRandom(SEED);
        return random.ints(0, rows).distinct().limit(MOST).sorted().toArray();
    }

    /// @param rows at least one
    static References of(TrainedAutoencoder autoencoder, EncodedTable rows) {
        var chosen = chosen(rows.rows());
        long neighbours = Math.round(Math.min(NEIGHBOUR * chosen.length / rows.rows(), chosen.length / 4.0));
        return new References(autoencoder.encode(rows.select(chosen).samples()), (int) Math.max(1, neighbours));
    }

    /// The distance of other rows from these, both as the autoencoder reconstructs them.
    NeighbourDistance distance(TrainedAutoencoder autoencoder) {
        return new NeighbourDistance(autoencoder.decode(codes), neighbours);
    }

    Map<String, Object> toTree() {
        var bytes = ByteBuffer.allocate(Math.multiplyExact(codes.length * Float.BYTES, codes[0].length))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (var code : codes) {
            for (float value : code) bytes.putFloat(value);
        }
        var tree = new LinkedHashMap<String, Object>();
        tree.put(NEIGHBOURS, (long) neighbours);
        tree.put(SIZE, (long) codes[0].length);
        tree.put(CODES, Base64.getEncoder().encodeToString(bytes.array()));
        return tree;
    }

    /// @throws SpecException if it is not what [#toTree] gives
    static References fromTree(@Nullable Object tree) {
        if (tree instanceof Map<?, ?> map && map.get(NEIGHBOURS) instanceof Long neighbours
                && map.get(SIZE) instanceof Long size && size > 0 && map.get(CODES) instanceof String codes) {
            return new References(codes(codes, (int) Math.min(size, Integer.MAX_VALUE)),
                    (int) Math.min(neighbours, Integer.MAX_VALUE));
        }
        throw new SpecException("calibration: expected neighbours, size and codes of reference rows, found other keys");
    }

    private static float[][] codes(String text, int size) {
        try {
            var values = ByteBuffer.wrap(Base64.getDecoder().decode(text)).order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer();
            var codes = new float[values.remaining() / size][size];
            for (var code : codes) values.get(code);
            if (values.hasRemaining()) {
                throw new SpecException(String.format(Locale.ROOT,
                        "calibration: expected codes of %d values each, found %d more", size, values.remaining()));
            }
            return codes;
        } catch (IllegalArgumentException e) {
            throw new SpecException("calibration: expected codes in Base64: " + e.getMessage());
        }
    }
}
