package dev.hourglass.internal.augmentation;

import dev.hourglass.internal.kernel.Randomness;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.augmentation.Augmentation;
import dev.hourglass.spec.augmentation.RandomBinarisation;
import dev.hourglass.spec.augmentation.RandomBrightness;
import dev.hourglass.spec.augmentation.RandomContrast;
import dev.hourglass.spec.augmentation.RandomCrop;
import dev.hourglass.spec.augmentation.RandomFlip;
import dev.hourglass.spec.augmentation.RandomFlip.Direction;
import dev.hourglass.spec.augmentation.RandomRotation;
import dev.hourglass.spec.augmentation.RandomShift;
import dev.hourglass.spec.augmentation.RandomZoom;
import dev.hourglass.spec.corruption.Range;
import java.util.List;

/// Varies samples by a list of [Augmentation]s. All changes of places become one map, so that a picture is interpolated once; then come those of values, in their order.
///
/// Each augmentation draws from its own numbers, in double precision: the same bits on any machine.
public final class Augmenter {
    /// Random numbers that an augmentation may draw.
    private static final int DRAWS = 4;

    private final List<Augmentation> augmentations;
    private final int height;
    private final int width;
    private final int channels;

    /// @param shape of the samples; flat ones are varied by [RandomBinarisation] alone
    public Augmenter(List<Augmentation> augmentations, Shape shape) {
        this.augmentations = List.copyOf(augmentations);
        this.height = shape.isImage() ? shape.height() : 1;
        this.width = shape.isImage() ? shape.width() : 1;
        this.channels = shape.isImage() ? shape.channels() : shape.size();
    }

    /// Varies one sample.
    ///
    /// @param from `[y][x][channel]`
    /// @param into where the varied one goes, from `at` on
    /// @param key decides what is drawn
    public void apply(float[] from, float[] into, int at, long key) {
        var map = map(key);
        if (map.isIdentity()) {
            System.arraycopy(from, 0, into, at, from.length);
        } else {
            sample(from, into, at, map);
        }
        for (int i = 0; i < augmentations.size(); i++) {
            double draw = draw(key, i, 0);
            switch (augmentations.get(i)) {
                case RandomBrightness(double most, Range range) ->
                    change(into, at, 1, (2 * draw - 1) * most, range);
                case RandomContrast(double most, Range range) -> {
                    double factor = 1 + (2 * draw - 1) * most;
                    change(into, at, factor, (1 - factor) * mean(into, at), range);
                }
                case RandomBinarisation() -> binarise(into, at, Randomness.key(key, i));
                case RandomFlip _, RandomShift _, RandomRotation _, RandomZoom _, RandomCrop _ -> {}
            }
        }
    }

    private static double draw(long key, int augmentation, int number) {
        return Randomness.uniform(key, (long) augmentation * DRAWS + number);
    }

    private AffineMap map(long key) {
        var map = AffineMap.IDENTITY;
        for (int i = 0; i < augmentations.size(); i++) {
            double first = draw(key, i, 0);
            double second = draw(key, i, 1);
            double third = draw(key, i, 2);
            var next = switch (augmentations.get(i)) {
                case RandomFlip(var direction) -> flip(direction, first < 0.5, second < 0.5);
                case RandomShift(int pixels) ->
                    new AffineMap(1, 0, whole(pixels, first), 0, 1, whole(pixels, second));
                case RandomRotation(double degrees) -> rotation(Math.toRadians((2 * first - 1) * degrees));
                case RandomZoom(double most) -> scaling(1 / (1 + (2 * first - 1) * most), 0, 0);
                case RandomCrop(double least) -> crop(least + (1 - least) * first, second, third);
                case RandomBrightness _, RandomContrast _, RandomBinarisation _ -> AffineMap.IDENTITY;
            };
            map = next.after(map);
        }
        return map;
    }

    private static AffineMap flip(Direction direction, boolean first, boolean second) {
        boolean isAcross = direction != Direction.VERTICAL && first;
        boolean isUpright = direction != Direction.HORIZONTAL && (direction == Direction.BOTH ? second : first);
        return new AffineMap(isUpright ? -1 : 1, 0, 0, 0, isAcross ? -1 : 1, 0);
    }

    /// From -most to most.
    private static double whole(int most, double draw) {
        return Math.floor(draw * (2 * most + 1)) - most;
    }

    private static AffineMap rotation(double angle) {
        double sine = StrictMath.sin(angle);
        double cosine = StrictMath.cos(angle);
        return new AffineMap(cosine, sine, 0, -sine, cosine, 0);
    }

    private static AffineMap scaling(double factor, double y0, double x0) {
        return new AffineMap(factor, 0, y0, 0, factor, x0);
    }

    /// The middle of the part is as far from the whole's as the rest allows.
    private AffineMap crop(double share, double y, double x) {
        return scaling(share, (2 * y - 1) * (1 - share) * height / 2, (2 * x - 1) * (1 - share) * width / 2);
    }

    private void sample(float[] from, float[] into, int at, AffineMap map) {
        double middleY = (height - 1) / 2.0;
        double middleX = (width - 1) / 2.0;
        int to = at;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double ownY = y - middleY;
                double ownX = x - middleX;
                double sourceY = inside(map.yy() * ownY + map.yx() * ownX + map.y0() + middleY, height);
                double sourceX = inside(map.xy() * ownY + map.xx() * ownX + map.x0() + middleX, width);
                int top = (int) sourceY;
                int left = (int) sourceX;
                double below = sourceY - top;
                double right = sourceX - left;
                int rowBelow = below > 0 ? width * channels : 0;
                int pixelRight = right > 0 ? channels : 0;
                int first = (top * width + left) * channels;
                for (int channel = 0; channel < channels; channel++) {
                    int place = first + channel;
                    double upper = from[place] + right * (from[place + pixelRight] - from[place]);
                    double lower = from[place + rowBelow]
                            + right * (from[place + rowBelow + pixelRight] - from[place + rowBelow]);
                    into[to++] = (float) (upper + below * (lower - upper));
                }
            }
        }
    }

    private static double inside(double place, int extent) {
        return Math.clamp(place, 0, extent - 1);
    }

    private double mean(float[] values, int at) {
        double sum = 0;
        int size = height * width * channels;
        for (int i = at; i < at + size; i++) {
            sum += values[i];
        }
        return sum / size;
    }

    private void change(float[] values, int at, double factor, double added, Range range) {
        for (int i = at; i < at + height * width * channels; i++) {
            values[i] = (float) Math.clamp(factor * values[i] + added, range.min(), range.max());
        }
    }

    private void binarise(float[] values, int at, long key) {
        int size = height * width * channels;
        for (int i = 0; i < size; i++) {
            values[at + i] = Randomness.uniform(key, i) < values[at + i] ? 1 : 0;
        }
    }
}
