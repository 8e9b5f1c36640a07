package dev.hourglass.datasets.eyes;

import dev.hourglass.data.DataException;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// Drawn pictures of eyes: no photographs, but shapes and colours from random numbers.
///
/// Each picture is `[64, 64, 3]`, red, green and blue in 0..1, and shows one left or right eye: lids and their fold, lashes,
/// white, iris, pupil and highlights, skin of any tone, and a brow in most. A picture is a function of seed and number alone,
/// with the same bits on every machine.
public final class Eyes {
    /// Pixels of a side.
    public static final int SIDE = 64;
    /// The pictures to test with are always the same, however many there are to train on.
    public static final int TEST = 500;

    private static final long TRAIN_SEED = 1;
    private static final long TEST_SEED = 2;
    private static final int MOST = 100_000;

    private Eyes() {}

    /// Eyes to train on, and [#TEST] others to test with.
    ///
    /// @param train how many to train on; fewer are the first of more
    /// @throws DataException unless there are 1 to 100,000
    public static DataSplit split(int train) {
        if (train < 1 || train > MOST) {
            throw new DataException(
                    String.format(Locale.ROOT, "drawn eyes: expected 1 to %,d pictures, found %d", MOST, train));
        }
        return new DataSplit(draw(train, TRAIN_SEED), draw(TEST, TEST_SEED));
    }

    /// The first pictures of a seed.
    public static Dataset draw(int count, long seed) {
        var shape = Shape.of(SIDE, SIDE, 3);
        var pixels = new byte[Math.multiplyExact(count, shape.size())];
        IntStream.range(0, count).parallel().forEach(i -> draw(new Dice(seed, i), pixels, i * shape.size()));
        return Dataset.ofBytes("drawn eyes", shape, pixels, Optional.empty());
    }

    private static void draw(Dice dice, byte[] pixels, int at) {
        var paint = new Paint(SIDE);
        var lids = new Lids(dice, SIDE);
        var complexion = Complexion.of(dice);
        new Skin(dice, lids, complexion.skin(), SIDE).draw(paint);
        if (dice.chance(0.75)) {
            new Brow(dice, lids, complexion.brow(), SIDE).draw(paint);
        }
        new Eyeball(dice, lids, complexion, SIDE).draw(paint);
        new Lashes(dice, lids, complexion, SIDE).draw(paint);
        light(dice, paint);
        paint.writeTo(pixels, at, dice.chance(0.5));
    }

    /// Warmer or colder light, brighter or darker.
    private static void light(Dice dice, Paint paint) {
        double warmth = dice.around(-0.08, 0.08);
        var light = new Rgb(1 + warmth, 1, 1 - warmth).times(dice.around(0.82, 1.12));
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                paint.set(x, y, paint.at(x, y).times(light));
            }
        }
    }
}
