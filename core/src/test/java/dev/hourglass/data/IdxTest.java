package dev.hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Shape;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {
    private static final int IMAGES = 0x0803;
    private static final int LABELS = 0x0801;

    @Test
    void readsPictures() {
        var dataset = images(idx(IMAGES, new int[] {2, 1, 3}, 0, 51, 255, 255, 0, 102));

        assertThat(dataset.name()).isEqualTo("tiny");
        assertThat(dataset.shape()).isEqualTo(Shape.of(1, 3, 1));
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.sample(0)).containsExactly(0, 0.2f, 1);
        assertThat(dataset.sample(1)).containsExactly(1, 0, 0.4f);
    }

    @Test
    void readsClasses() {
        var labels = labels(idx(LABELS, new int[] {3}, 7, 0, 255));

        assertThat(labels.size()).isEqualTo(3);
        assertThat(labels.of(0)).isEqualTo(7);
        assertThat(labels.of(2)).isEqualTo(255);
    }

    @Test
    void readsCompressedAndPlainFilesAlike(@TempDir Path folder) throws IOException {
        var bytes = idx(IMAGES, new int[] {1, 2, 2}, 1, 2, 3, 4);
        var plain = Files.write(folder.resolve("plain"), bytes);
        var packed = Files.write(folder.resolve("packed"), gzip(bytes));

        assertThat(Idx.images("a", packed, Optional.empty()).fingerprint())
                .isEqualTo(Idx.images("b", plain, Optional.empty()).fingerprint());
    }

    @Test
    void readsAFileWithoutSamples() {
        assertThat(images(idx(IMAGES, new int[] {0, 2, 2})).size()).isZero();
    }

    @Test
    void refusesAFileThatIsMissing(@TempDir Path folder) {
        assertThatThrownBy(() -> Idx.labels(folder.resolve("absent"))).isInstanceOf(DataException.class)
                .hasMessage(folder.resolve("absent") + ": no such file");
    }

    @Test
    void refusesAFolder(@TempDir Path folder) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Idx.labels(folder))
                .withMessageStartingWith(folder + ": cannot be read");
    }

    @Test
    void refusesAHeaderThatPromisesMoreThanTheFileCanHold(@TempDir Path folder) throws IOException {
        var bytes = idx(IMAGES, new int[] {60_000, 100, 100}, 1, 2, 3);
        for (var file : List.of(
                Files.write(folder.resolve("plain"), bytes), Files.write(folder.resolve("packed"), gzip(bytes)))) {
            assertThatThrownBy(() -> Idx.images("lies", file, Optional.empty()))
                    .isInstanceOf(DataException.class)
                    .hasMessage(file + ": the header claims 600000000 bytes, more than the file can hold; "
                            + "it is truncated or damaged, fetch it again");
        }
    }

    @Test
    void refusesEveryTruncation() {
        var whole = idx(IMAGES, new int[] {2, 2, 2}, 1, 2, 3, 4, 5, 6, 7, 8);
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "truncated");
        }
    }

    @Test
    void refusesEveryTruncationOfACompressedFile() throws IOException {
        var whole = gzip(idx(IMAGES, new int[] {2, 2, 2}, 1, 2, 3, 4, 5, 6, 7, 8));
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "truncated");
        }
    }

    @Test
    void neverReadsOtherPixelsFromADamagedCompressedFile() throws IOException {
        var whole = gzip(idx(IMAGES, new int[] {2, 2, 2}, 1, 2, 3, 4, 5, 6, 7, 8));
        var fingerprint = images(whole).fingerprint();
        for (int bit = 0; bit < whole.length * 8; bit++) {
            var damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(images(damaged).fingerprint()).isEqualTo(fingerprint);
            } catch (DataException refused) {
                assertThat(refused).hasMessageStartingWith("tiny.idx: ");
            }
        }
    }

    @Test
    void refusesAnotherMagicNumber() {
        assertRefused(idx(LABELS, new int[] {1, 1, 1}, 1),
                "expected an IDX file of unsigned bytes with 3 extents (magic 0x00000803), found magic 0x00000801");
        assertRefused(idx(0x0D03, new int[] {1, 1, 1}, 1), "found magic 0x00000d03");
        assertRefused("P5 28 28 255\n".getBytes(StandardCharsets.US_ASCII), "found magic 0x50352032");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 2, 2, 'extent 0: expected 0 or more, found -1'",
        "1, -2147483648, 2, 'extent 1: expected 0 or more, found -2147483648'",
        "1, 0, 2, 'the pictures cannot be used'",
        "1, 2147483647, 2147483647, 'the pictures cannot be used'",
        "2147483647, 1000, 1000, 'do not fit into memory at once'",
        "2147483000, 1, 1, 'expected 2147483000 bytes after the header, found 1'",
    })
    void refusesExtentsThatTheDataDoesNotHave(int samples, int rows, int columns, String reason) {
        assertRefused(idx(IMAGES, new int[] {samples, rows, columns}, 1), reason);
    }

    @Test
    void refusesBytesAfterTheEnd() {
        assertRefused(idx(IMAGES, new int[] {1, 1, 1}, 1, 2), "expected the end of the data, found more bytes");
    }

    @Test
    void refusesLabelsOfAnotherNumber() {
        var bytes = idx(IMAGES, new int[] {1, 1, 1}, 1);

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Idx.images("tiny", "tiny.idx", stream(bytes), Optional.of(Labels.of(1, 2))))
                .withMessage("tiny: expected a label for each of 1 samples, found 2 labels");
    }

    private static void assertRefused(byte[] bytes, String reason) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> images(bytes))
                .withMessageStartingWith("tiny.idx: ")
                .withMessageContaining(reason);
    }

    private static Dataset images(byte[] bytes) {
        return Idx.images("tiny", "tiny.idx", stream(bytes), Optional.empty());
    }

    private static Labels labels(byte[] bytes) {
        return Idx.labels("tiny.idx", stream(bytes));
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static byte[] idx(int magic, int[] extents, int... data) {
        var bytes = ByteBuffer.allocate(4 + 4 * extents.length + data.length).putInt(magic);
        for (int extent : extents) bytes.putInt(extent);
        for (int value : data) bytes.put((byte) value);
        return bytes.array();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
