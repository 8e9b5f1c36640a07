package dev.hourglass.datasets.eyes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EyesTest {
    private static final Dataset EYES = Eyes.draw(40, 1);

    @Test
    void areTheSameBitsOnEveryMachine() {
        assertThat(EYES.fingerprint()).isEqualTo("62ec286cb8c93ddc19d70103985f243abb3bed4deb6ec6324383d493c40c8b07");
    }

    @Test
    void dependOnSeedAndNumberAlone() {
        var fewer = Eyes.draw(3, 1);

        assertThat(fewer.sample(2)).isEqualTo(EYES.sample(2));
        assertThat(Eyes.draw(3, 2).sample(2)).isNotEqualTo(EYES.sample(2));
    }

    @Test
    void areAllDifferentAndNoneForTestingIsForTraining() {
        var split = Eyes.split(40);
        var known = new HashSet<Integer>();
        for (var part : new Dataset[] {split.train(), split.test()}) {
            IntStream.range(0, part.size()).map(i -> Arrays.hashCode(part.sample(i))).forEach(known::add);
        }
        assertThat(split.test().size()).isEqualTo(Eyes.TEST);
        assertThat(known).hasSize(40 + Eyes.TEST);
    }

    @Test
    void areColourPicturesOfADarkPupilInABrighterFace() {
        assertThat(EYES.shape()).isEqualTo(Shape.of(64, 64, 3));
        for (int i = 0; i < EYES.size(); i++) {
            var eye = EYES.sample(i);
            double darkest = IntStream.range(0, eye.length).mapToDouble(f -> eye[f]).min().orElseThrow();
            double cheek = brightness(eye, 60, 32);
            assertThat(darkest).as("eye %d", i).isLessThan(0.1).isLessThan(cheek);
        }
    }

    @Test
    void haveSkinOfManyTones() {
        var tones = IntStream.range(0, EYES.size()).mapToDouble(i -> brightness(EYES.sample(i), 60, 32));

        assertThat(tones.summaryStatistics())
                .satisfies(all -> assertThat(all.getMin()).isLessThan(0.3))
                .satisfies(all -> assertThat(all.getMax()).isGreaterThan(0.7));
    }

    @Test
    void areNotDrawnInAnyNumber() {
        assertThatThrownBy(() -> Eyes.split(0)).isInstanceOf(DataException.class)
                .hasMessage("drawn eyes: expected 1 to 100,000 pictures, found 0");
        assertThatThrownBy(() -> Eyes.split(100_001)).isInstanceOf(DataException.class);
    }

    private static double brightness(float[] eye, int y, int x) {
        int at = (y * Eyes.SIDE + x) * 3;
        return (eye[at] + eye[at + 1] + eye[at + 2]) / 3.0;
    }
}
