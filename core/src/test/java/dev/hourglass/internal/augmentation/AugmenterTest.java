package dev.hourglass.internal.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AugmenterTest {
    private static final int HEIGHT = 5;
    private static final int WIDTH = 4;
    private static final Shape SHAPE = Shape.of(HEIGHT, WIDTH, 2);
    private static final float[] PICTURE = picture();

    private static float[] picture() {
        var random = new Random(1);
        var values = new float[SHAPE.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static float[] vary(long key, Augmentation... augmentations) {
        var varied = new float[PICTURE.length + 3];
        new Augmenter(List.of(augmentations), SHAPE).apply(PICTURE, varied, 3, key);
        assertThat(varied).startsWith(0, 0, 0);
        return Arrays.copyOfRange(varied, 3, varied.length);
    }

    /// The picture with pixels from other places; those outside are at the edge.
    private static float[] moved(Place y, Place x) {
        var values = new float[PICTURE.length];
        for (int row = 0; row < HEIGHT; row++) {
            for (int column = 0; column < WIDTH; column++) {
                for (int channel = 0; channel < 2; channel++) {
                    int fromRow = Math.clamp(y.of(row), 0, HEIGHT - 1);
                    int fromColumn = Math.clamp(x.of(column), 0, WIDTH - 1);
                    values[(row * WIDTH + column) * 2 + channel] = PICTURE[(fromRow * WIDTH + fromColumn) * 2
                            + channel];
                }
            }
        }
        return values;
    }

    private interface Place {
        int of(int place);
    }

    @Test
    void flipsHalfOfThePicturesExactly() {
        var flipped = moved(y -> y, x -> WIDTH - 1 - x);
        int count = 0;
        for (int key = 0; key < 1000; key++) {
            var found = vary(key, new RandomFlip(Direction.HORIZONTAL));
            boolean isFlipped = Arrays.equals(found, flipped);
            assertThat(isFlipped ? flipped : PICTURE).isEqualTo(found);
            count += isFlipped ? 1 : 0;
        }
        assertThat(count).isBetween(430, 570);
    }

    @Test
    void flipsBothWaysIndependently() {
        var seen = new HashSet<List<Float>>();
        for (int key = 0; key < 100; key++) {
            seen.add(asList(vary(key, new RandomFlip(Direction.BOTH))));
        }
        assertThat(seen).containsExactlyInAnyOrder(
                asList(PICTURE), asList(moved(y -> y, x -> WIDTH - 1 - x)),
                asList(moved(y -> HEIGHT - 1 - y, x -> x)), asList(moved(y -> HEIGHT - 1 - y, x -> WIDTH - 1 - x)));
        var upright = new HashSet<List<Float>>();
        for (int key = 0; key < 100; key++) {
            upright.add(asList(vary(key, new RandomFlip(Direction.VERTICAL))));
        }
        assertThat(upright).containsExactlyInAnyOrder(asList(PICTURE), asList(moved(y -> HEIGHT - 1 - y, x -> x)));
    }

    private static List<Float> asList(float[] values) {
        return Stream.iterate(0, i -> i + 1).limit(values.length).map(i -> values[i]).toList();
    }

    @Test
    void shiftsByWholePixelsWithTheEdgeRepeated() {
        var expected = new HashSet<List<Float>>();
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                int y = down;
                int x = right;
                expected.add(asList(moved(row -> row + y, column -> column + x)));
            }
        }
        var seen = new HashSet<List<Float>>();
        for (int key = 0; key < 300; key++) {
            seen.add(asList(vary(key, new RandomShift(1))));
        }
        assertThat(seen).isEqualTo(expected);
    }

    static Stream<Augmentation> smooth() {
        return Stream.of(new RandomRotation(30), new RandomZoom(0.3), new RandomCrop(0.5));
    }

    /// A picture whose values are linear in the place is interpolated exactly, but for the edge.
    @ParameterizedTest
    @MethodSource("smooth")
    void interpolatesBetweenPixels(Augmentation augmentation) {
        int extent = 33;
        var shape = Shape.of(extent, extent, 1);
        var plane = new float[extent * extent];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = i / extent - 16 + 100f * (i % extent - 16);
        }
        for (int key = 0; key < 20; key++) {
            var varied = new float[plane.length];
            new Augmenter(List.of(augmentation), shape).apply(plane, varied, 0, key);
            int middle = 16 * extent + 16;
            double acrossByX = (varied[middle + 1] - varied[middle - 1]) / 2;
            double acrossByY = (varied[middle + extent] - varied[middle - extent]) / 2;
            for (int y = 12; y <= 20; y++) {
                for (int x = 12; x <= 20; x++) {
                    double expected = varied[middle] + (x - 16) * acrossByX + (y - 16) * acrossByY;
                    assertThat((double) varied[y * extent + x]).isCloseTo(expected, within(0.05));
                }
            }
            // The map's determinant: an area by the square of the scale.
            double scale = Math.hypot(acrossByX / 100, acrossByY / 100);
            switch (augmentation) {
                case RandomRotation _ -> assertThat(scale).isCloseTo(1, within(0.02));
                case RandomZoom _ -> assertThat(scale).isBetween(1 / 1.32, 1 / 0.68);
                default -> assertThat(scale).isBetween(0.49, 1.01);
            }
        }
    }

    @Test
    void aCropStaysInsideThePicture() {
        for (int key = 0; key < 200; key++) {
            var varied = vary(key, new RandomCrop(0.5));
            for (float value : varied) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void changesBrightnessByOneNumber() {
        for (int key = 0; key < 50; key++) {
            var found = vary(key, new RandomBrightness(0.3, new Range(-9, 9)));
            double added = found[0] - PICTURE[0];
            assertThat(Math.abs(added)).isLessThanOrEqualTo(0.3 + 1e-6);
            for (int i = 0; i < found.length; i++) {
                assertThat((double) found[i] - PICTURE[i]).isCloseTo(added, within(1e-6));
            }
        }
    }

    @Test
    void keepsTheMeanWhereContrastChanges() {
        for (int key = 0; key < 50; key++) {
            var found = vary(key, new RandomContrast(0.5, new Range(-9, 9)));
            assertThat(mean(found)).isCloseTo(mean(PICTURE), within(1e-6));
            double factor = (found[1] - mean(found)) / (PICTURE[1] - mean(PICTURE));
            assertThat(factor).isBetween(0.5 - 1e-6, 1.5);
            assertThat((found[7] - mean(found)) / (PICTURE[7] - mean(PICTURE))).isCloseTo(factor, within(1e-4));
        }
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    @Test
    void clipsToTheRange() {
        for (int key = 0; key < 50; key++) {
            for (float value : vary(key, new RandomBrightness(2), new RandomContrast(1))) {
                assertThat(value).isBetween(0f, 1f);
            }
        }
    }

    @Test
    void composesWhatComesFirstWithWhatComesThen() {
        for (int key = 0; key < 100; key++) {
            var both = vary(key, new RandomShift(1), new RandomFlip(Direction.HORIZONTAL));
            var shifted = vary(key, new RandomShift(1));
            var mirrored = new float[shifted.length];
            for (int i = 0; i < mirrored.length; i++) {
                int pixel = i / 2;
                mirrored[i] = shifted[(pixel / WIDTH * WIDTH + WIDTH - 1 - pixel % WIDTH) * 2 + i % 2];
            }
            assertThat(Arrays.equals(both, shifted) || Arrays.equals(both, mirrored)).isTrue();
        }
    }

    /// Each value is 1 as often as it says, and draws of neighbours do not go together.
    @Test
    void binarisesWithTheProbabilityOfEachValue() {
        int keys = 20_000;
        var ones = new int[PICTURE.length];
        int both = 0;
        for (int key = 0; key < keys; key++) {
            var found = vary(key, new RandomBinarisation());
            for (int i = 0; i < found.length; i++) {
                assertThat(found[i]).isIn(0f, 1f);
                ones[i] += found[i] == 1 ? 1 : 0;
            }
            both += found[0] == 1 && found[1] == 1 ? 1 : 0;
        }
        for (int i = 0; i < ones.length; i++) {
            assertThat((double) ones[i] / keys).isCloseTo(PICTURE[i], within(0.02));
        }
        assertThat((double) both / keys).isCloseTo(PICTURE[0] * PICTURE[1], within(0.02));
    }

    @Test
    void binarisesFlatSamplesAndValuesBeyondOne() {
        var values = new float[] {-0.5f, 0, 1, 1.5f};
        for (int key = 0; key < 100; key++) {
            var varied = new float[4];
            new Augmenter(List.of(new RandomBinarisation()), Shape.of(4)).apply(values, varied, 0, key);
            assertThat(varied).containsExactly(0, 0, 1, 1);
        }
    }
}
