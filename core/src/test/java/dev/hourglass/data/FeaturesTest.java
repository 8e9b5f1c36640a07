package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeaturesTest {
    @Test
    void looksAtASampleOnceInEachLineOfTheCache() {
        int size = 130;
        var pixels = new byte[2 * size];
        pixels[size] = 1;
        pixels[size + 64] = 2;
        pixels[size + 128] = 4;
        var data = Dataset.ofBytes("pixels", Shape.of(size), pixels, Optional.empty());

        assertThat(data.select(1).withName("selected").prefetch(0)).isEqualTo(1 + 2 + 4 - 3 * 128);
        assertThat(data.prefetch(0)).isEqualTo(-3 * 128);
    }

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

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void readsEveryPixelOf16BitsAsTheQuotientThatADivisionGives(int stride) {
        var pixels = new short[1 << 16];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (short) i;
        }
        var features = new float[stride * pixels.length];
        Dataset.ofShorts("pixels", Shape.of(pixels.length), pixels, Optional.empty())
                .read(0, 0, pixels.length, features, 0, stride);
        for (int i = 0; i < pixels.length; i++) {
            assertThat(features[i * stride]).isEqualTo(i / 65535f);
        }
    }

    @Test
    void neitherChangesNorKeepsTheCallersArray() {
        byte[] bytes = {1, 2};
        short[] shorts = {1, 2};
        float[] floats = {1, 2};
        var shape = Shape.of(2);
        var all = List.of(
                Dataset.ofBytes("bytes", shape, bytes, Optional.empty()),
                Dataset.ofShorts("shorts", shape, shorts, Optional.empty()),
                Dataset.ofFloats("floats", shape, floats, Optional.empty()));
        assertThat(bytes).containsExactly(1, 2);
        var before = all.stream().map(data -> data.sample(0)).toList();

        bytes[0] = 9;
        shorts[0] = 9;
        floats[0] = 9;

        for (int i = 0; i < all.size(); i++) {
            assertThat(all.get(i).sample(0)).containsExactly(before.get(i));
        }
    }

    @Test
    void aWriterCannotChangeSamplesLater() {
        var kept = new ArrayList<byte[]>();
        var data = Dataset.ofBytes("kept", Shape.of(1), 2, (i, into) -> {
            into[0] = (byte) (255 * i);
            kept.add(into);
        }, Optional.empty());
        kept.forEach(array -> array[0] = 7);

        assertThat(data.sample(0)).containsExactly(0);
        assertThat(data.sample(1)).containsExactly(1);
    }

    @Test
    void aWriterGivesTheSameSamplesAsAnArray() {
        var shape = Shape.of(2);
        assertThat(Dataset.ofBytes("a", shape, 2, (i, into) -> into[1] = (byte) (i + 1), Optional.empty())
                .fingerprint())
                .isEqualTo(Dataset.ofBytes("b", shape, new byte[] {0, 1, 0, 2}, Optional.empty()).fingerprint());
        assertThat(Dataset.ofShorts("a", shape, 2, (i, into) -> into[1] = (short) (i + 1), Optional.empty())
                .fingerprint())
                .isEqualTo(Dataset.ofShorts("b", shape, new short[] {0, 1, 0, 2}, Optional.empty()).fingerprint());
        assertThatThrownBy(() -> Dataset.ofFloats(
                "a", shape, 2, (i, into) -> into[1] = i / 0f, Optional.empty()))
                .hasMessage("a: sample 0, feature 1: expected a finite number, found NaN; remove or fill it");
    }
}
