package dev.hourglass.datasets.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.datasets.Datasets;
import dev.hourglass.datasets.ImageFolder;
import dev.hourglass.spec.Shape;
import dev.hourglass.testing.NpzBytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpzTest {
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile(@TempDir Path folder) {
        file = folder.resolve("digits.npz");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsTheOnlyArrayUnderAnyName(boolean isPacked) throws IOException {
        write(isPacked, Map.of("arr_0", floats(1, 2, 3)));

        var parts = Datasets.parts(file, ImageFolder.Options.DEFAULT);

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().name()).isEqualTo("digits");
        assertThat(parts.getFirst().shape()).isEqualTo(Shape.of(1));
        assertThat(parts.getFirst().sample(2)).containsExactly(3);
    }

    @Test
    void readsSamplesAndTheirClasses() throws IOException {
        write(true, arrays("Y", NpzBytes.npy("<i8", "(3, 1)", longs(2, 0, 1)), "X", floats(1, 2, 3)));

        var samples = Npz.read(file).getFirst();

        assertThat(samples.sample(1)).containsExactly(2);
        assertThat(samples.labels().orElseThrow().of(0)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"x_train, y_train, x_test, y_test", "train_images, train_labels, test_images, test_labels"})
    void readsSamplesToTrainOnAndToTestWith(String train, String trainLabels, String test, String testLabels)
            throws IOException {
        write(true, arrays(test, floats(7), testLabels, NpzBytes.npy("|u1", "(1,)", bytes(5)), train, floats(1, 2),
                trainLabels, NpzBytes.npy("|u1", "(2,)", bytes(3, 4))));

        var parts = Npz.read(file);

        assertThat(parts.get(0).sample(1)).containsExactly(2);
        assertThat(parts.get(0).labels().orElseThrow().of(1)).isEqualTo(4);
        assertThat(parts.get(1).sample(0)).containsExactly(7);
        assertThat(parts.get(1).labels().orElseThrow().of(0)).isEqualTo(5);
    }

    @Test
    void refusesArraysWhosePurposeIsNotClear() throws IOException {
        write(true, arrays("a", floats(1), "b", floats(2)));
        assertRefused(
                "expected one array, or arrays named x and y, or x_train, y_train, x_test and y_test, found 'a', 'b';"
                        + " save only the samples with np.save");

        write(true, arrays("x_train", floats(1), "x", floats(2)));
        assertRefused("found 'x_train', 'x'");

        write(true,
                arrays("y", NpzBytes.npy("|u1", "(1,)", bytes(5)), "y_train", NpzBytes.npy("|u1", "(1,)", bytes(5))));
        assertRefused("found 'y', 'y_train'");

        write(true, Map.of());
        assertRefused("found none");
    }

    @Test
    void listsAFewOfManyNamesAndNoLongOnes() throws IOException {
        var arrays = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 1000; i++) arrays.put("%03d%s\n".formatted(i, "x".repeat(200)), floats(1));
        write(true, arrays);

        assertRefused("found '000" + "x".repeat(57) + "...', '001");
        assertRefused("...' and 992 more; save");
    }

    @Test
    void refusesClassesThatAreNone() throws IOException {
        write(true, arrays("x", floats(1, 2), "y", NpzBytes.npy("<f4", "(2,)", NpzBytes.floats(1, 0.5f))));
        assertRefused(": y: at byte 0: label 1: expected a whole number of 0 or more, found 0.5");

        write(true, arrays("x", floats(1, 2), "y", NpzBytes.npy("<f4", "(1, 2)", NpzBytes.floats(1, 0))));
        assertRefused(": y: at byte 0: expected one class a sample, extents [sample], found [1, 2]");
    }

    @Test
    void namesTheArrayThatIsDamaged() throws IOException {
        write(true, Map.of("x", NpzBytes.npy("<f4", "(2, 1)", NpzBytes.floats(1, Float.NaN))));
        assertRefused(": x: at byte ");
        assertRefused("sample 1, feature 0: expected a finite number, found NaN");

        write(true, Map.of("x", NpzBytes.npy("<c8", "(1, 1)", NpzBytes.floats(1, 2))));
        assertRefused("found <c8 (complex numbers)");
    }

    @Test
    void refusesFilesThatHoldSomethingElse() throws IOException {
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("x.npy"));
            zip.write(floats(1));
            zip.putNextEntry(new ZipEntry("readme.txt"));
        }

        assertRefused("expected an NPZ file, in which every name ends with .npy, found 'readme.txt'");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refusesEveryTruncation(boolean isPacked) throws IOException {
        write(isPacked, Map.of("x", floats(1, 2, 3)));
        var whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertRefused("expected a complete ZIP file, found a truncated or damaged one");
        }
    }

    @Test
    void refusesEveryFlippedBitOfTheNumbers() throws IOException {
        write(false, Map.of("x", floats(1, 2, 3)));
        var whole = Files.readAllBytes(file);
        int numbers = indexOf(whole, NpzBytes.floats(1, 2, 3));
        for (int bit = 0; bit < 12 * 8; bit++) {
            var damaged = whole.clone();
            damaged[numbers + bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(file, damaged);
            assertRefused("digits.npz: x: ");
        }
    }

    @Test
    void allocatesNothingForSizesThatTheArchiveClaims() throws IOException {
        // An array that says it has 500 million numbers, in an archive that says the same of its size.
        var array = NpzBytes.npy("<f4", "(500000000, 1)", new byte[4]);
        write(true, Map.of("x", array));
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int central = indexOf(bytes.array(), new byte[] {'P', 'K', 1, 2});
        bytes.putInt(central + 24, array.length - 4 + 2_000_000_000);
        Files.write(file, bytes.array());

        assertRefused("x: the archive claims 20000000");
    }

    @Test
    void stopsAtTheEndOfTheDataOfALyingArchive() throws IOException {
        // Packed well enough for the claim to be possible.
        var array = NpzBytes.npy("<f4", "(400000, 1)", new byte[1_000_000]);
        write(true, Map.of("x", array));
        var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        int central = indexOf(bytes.array(), new byte[] {'P', 'K', 1, 2});
        bytes.putInt(central + 24, array.length + 600_000);
        Files.write(file, bytes.array());

        assertRefused("digits.npz: x: ");
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertRefused("no such file");
    }

    private void assertRefused(String reason) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Npz.read(file))
                .withMessageStartingWith(file + ": ").withMessageContaining(reason);
    }

    private void write(boolean isPacked, Map<String, byte[]> arrays) throws IOException {
        Files.write(file, NpzBytes.npz(isPacked, arrays));
    }

    private static Map<String, byte[]> arrays(Object... namesAndArrays) {
        var arrays = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < namesAndArrays.length; i += 2) {
            arrays.put((String) namesAndArrays[i], (byte[]) namesAndArrays[i + 1]);
        }
        return arrays;
    }

    private static byte[] floats(float... values) {
        return NpzBytes.npy("<f4", "(%d, 1)".formatted(values.length), NpzBytes.floats(values));
    }

    private static byte[] longs(long... values) {
        var bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) bytes.putLong(value);
        return bytes.array();
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) bytes[i] = (byte) values[i];
        return bytes;
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) return at;
        }
        throw new AssertionError("not there");
    }
}
