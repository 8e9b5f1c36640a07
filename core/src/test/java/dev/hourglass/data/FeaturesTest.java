package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.spec.Shape;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void readsEveryPixelAsTheQuotientThatADivisionGives(int stride) {
        var pixels = new byte[256];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) i;
        }
        var features = new float[stride * pixels.length];
        Dataset.ofBytes("pixels", Shape.of(pixels.length), pixels, Optional.empty())
                .read(0, 0, pixels.length, features, 0, stride);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(features[i * stride]).isEqualTo(i / 255f);
        }
    }
}
