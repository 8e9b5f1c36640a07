package dev.hourglass.datasets.npy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.spec.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyTest {
    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile(@TempDir Path folder) {
        file = folder.resolve("tiny.npy");
    }

    @Test
    void bytesArePixels() throws IOException {
        var dataset = read(npy(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }",
                data(6).put(bytes(0, 51, 255, 1, 2, 3))));

        assertThat(dataset.name()).isEqualTo("tiny");
        assertThat(dataset.shape()).isEqualTo(Shape.of(3));
        assertThat(dataset.size()).isEqualTo(2);
        assertThat(dataset.sample(0)).containsExactly(0, 0.2f, 1);
    }

    @Test
    void truthValuesAreZeroAndOne() throws IOException {
        assertThat(sample("|b1", data(2).put(bytes(0, 1)))).containsExactly(0, 1);
    }

    @Test
    void numbersOfEveryTypeReadAsTheyAre() throws IOException {
        var little = ByteOrder.LITTLE_ENDIAN;
        assertThat(sample("|i1", data(2).put(bytes(-128, 5)))).containsExactly(-128, 5);
        assertThat(sample("<i2", data(4).order(little).putShort((short) -300).putShort((short) 7)))
                .containsExactly(-300, 7);
        assertThat(sample("<i4", data(8).order(little).putInt(-70000).putInt(7))).containsExactly(-70000, 7);
        assertThat(sample("<i8", data(16).order(little).putLong(-1L << 40).putLong(7))).containsExactly(-0x1p40f, 7);
        assertThat(sample("<f4", data(8).order(little).putFloat(-1.5f).putFloat(7))).containsExactly(-1.5f, 7);
        assertThat(sample("<f8", data(16).order(little).putDouble(-1.5).putDouble(0.1))).containsExactly(-1.5f, 0.1f);
        assertThat(sample(">i2", data(4).putShort((short) -300).putShort((short) 7))).containsExactly(-300, 7);
        assertThat(sample(">i4", data(8).putInt(-70000).putInt(7))).containsExactly(-70000, 7);
        assertThat(sample(">i8", data(16).putLong(-1L << 40).putLong(7))).containsExactly(-0x1p40f, 7);
        assertThat(sample(">f4", data(8).putFloat(-1.5f).putFloat(7))).containsExactly(-1.5f, 7);
        assertThat(sample(">f8", data(16).putDouble(-1.5).putDouble(0.1))).containsExactly(-1.5f, 0.1f);
        assertThat(sample("<u4", data(8).order(little).putInt(-1).putInt(7))).containsExactly(0x1p32f, 7);
        assertThat(sample(">u8", data(16).putLong(-1).putLong(7))).containsExactly(0x1p64f, 7);
        // The halves 0x3c01, 0xc000: 1 + 2^-10 and -2.
        assertThat(sample("<f2", data(4).order(little).putShort((short) 0x3c01).putShort((short) 0xc000)))
                .containsExactly(1 + 0x1p-10f, -2);
        assertThat(sample(">f2", data(4).putShort((short) 0x3c01).putShort((short) 0xc000)))
                .containsExactly(1 + 0x1p-10f, -2);
    }

    @Test
    void sixteenBitsWithoutASignArePixels() throws IOException {
        assertThat(
                sample("<u2", data(4).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 65535).putShort((short) 13107)))
                .containsExactly(1, 0.2f);
        assertThat(sample(">u2", data(4).putShort((short) 65535).putShort((short) 13107))).containsExactly(1, 0.2f);
    }

    @Test
    void readsFortranOrderAsTheSameArray() throws IOException {
        // [[1, 2, 3], [4, 5, 6]], its first index the fastest.
        var columns = data(24).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : new float[] {1, 4, 2, 5, 3, 6}) columns.putFloat(value);

        var dataset = read(npy(1, fortran("<f4", "(2, 3)"), columns));

        assertThat(dataset.sample(0)).containsExactly(1, 2, 3);
        assertThat(dataset.sample(1)).containsExactly(4, 5, 6);
    }

    @ParameterizedTest
    @CsvSource({"|u1, 1", "<u2, 2"})
    void readsPicturesInFortranOrder(String descr, int bytes) throws IOException {
        // Pixel [sample][row][column][channel] of extents (2, 3, 4, 2) has the value of its place in C order.
        var data = data(48 * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int channel = 0; channel < 2; channel++) {
            for (int column = 0; column < 4; column++) {
                for (int row = 0; row < 3; row++) {
                    for (int sample = 0; sample < 2; sample++) {
                        int value = ((sample * 3 + row) * 4 + column) * 2 + channel;
                        if (bytes == 1)
                            data.put((byte) value);
                        else
                            data.putShort((short) value);
                    }
                }
            }
        }

        var dataset = read(npy(1, fortran(descr, "(2, 3, 4, 2)"), data));

        assertThat(dataset.shape()).isEqualTo(Shape.of(3, 4, 2));
        float white = bytes == 1 ? 255 : 65535;
        for (int i = 0; i < 24; i++) {
            assertThat(dataset.sample(1)[i]).isEqualTo((24 + i) / white);
        }
    }

    @Test
    void namesTheSampleOfANumberThatIsNotFiniteInFortranOrder() throws IOException {
        var columns = data(24).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : new float[] {1, 4, 2, Float.NaN, 3, 6}) columns.putFloat(value);

        assertRefused(npy(1, fortran("<f4", "(2, 3)"), columns),
                "sample 1, feature 1: expected a finite number, found NaN; remove or fill it");
    }

    @Test
    void takesNoMemoryForWhatAHeaderPromises() throws IOException {
        assertRefused(npy(1, fortran("<f4", "(0, 33554431)"), data(4)), "found 4; the file is too long");
        assertThat(read(npy(1, fortran("<f4", "(0, 33554431)"), data(0))).size()).isZero();
    }

    @Test
    void threeAndFourExtentsArePictures() throws IOException {
        assertThat(read(npy(1, header("|u1", "(2, 4, 5)"), data(40))).shape()).isEqualTo(Shape.of(4, 5, 1));
        assertThat(read(npy(1, header("|u1", "(2, 4, 5, 3)"), data(120))).shape()).isEqualTo(Shape.of(4, 5, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void readsEveryVersion(int version) throws IOException {
        assertThat(read(npy(version, header("|u1", "(1, 1)"), data(1).put(bytes(255)))).sample(0)).containsExactly(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "{\"descr\":\"|u1\",\"fortran_order\":False,\"shape\":(1,2)}",
        "  { 'shape' : ( 1 , 2 , ) , 'fortran_order' : False , 'descr' : 'u1'.",
    })
    void readsTheHeaderHoweverItIsWritten(String header) throws IOException {
        assertThat(read(npy(1, header.replace("'u1'.", "'|u1' } \n"), data(2))).size()).isEqualTo(1);
    }

    @Test
    void readsManyBlocks() throws IOException {
        var rows = new float[70][1001];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < rows[i].length; j++) rows[i][j] = i + j / 1024f;
        }
        Npy.write(file, Shape.of(7, 11, 13), rows);

        var dataset = Npy.read(file);
        assertThat(dataset.shape()).isEqualTo(Shape.of(7, 11, 13));
        for (int i = 0; i < rows.length; i++) assertThat(dataset.sample(i)).isEqualTo(rows[i]);
    }

    @Test
    void writesWhatNumPyWrites() throws IOException {
        var out = new ByteArrayOutputStream();
        Npy.write(out, Shape.of(2), new float[][] {{1, 2}, {3, 4}, {5, -0.5f}});

        var text = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }";
        var expected = ByteBuffer.allocate(128 + 24).order(ByteOrder.LITTLE_ENDIAN)
                .put(bytes(0x93)).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put(bytes(1, 0))
                .putShort((short) 118)
                .put((text + " ".repeat(117 - text.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        for (float value : new float[] {1, 2, 3, 4, 5, -0.5f}) expected.putFloat(value);
        assertThat(out.toByteArray()).isEqualTo(expected.array());
    }

    @Test
    void refusesToWriteRowsOfDifferentLengths() {
        assertThatIllegalArgumentException().isThrownBy(() -> Npy.write(file, Shape.of(2), new float[][] {{1, 2}, {3}}))
                .withMessage("row 1: expected 2 values for shape [2], found 1");
        assertThat(file).doesNotExist();
    }

    @Test
    void refusesToWriteWhereItCannot() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Npy.write(file.resolve("below"), Shape.of(1), new float[][] {{1}}))
                .withMessageStartingWith(file.resolve("below") + ": cannot be written: ");
    }

    @Test
    void refusesAFileThatIsMissing() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Npy.read(file))
                .withMessage(file + ": no such file");
    }

    @Test
    void refusesEveryTruncation() throws IOException {
        var whole = npy(1, header("<f4", "(2, 2)"), data(16));
        for (int length = 0; length < whole.length; length++) {
            assertRefused(Arrays.copyOf(whole, length), "truncated");
        }
    }

    @Test
    void refusesBytesAfterTheEnd() throws IOException {
        assertRefused(npy(1, header("|u1", "(2, 2)"), data(5)),
                "expected 4 bytes of data for extents [2, 2], found 5; the file is too long");
    }

    @Test
    void meetsEveryFlippedBitOfTheHeaderWithASampleOrASentence() throws IOException {
        var whole = npy(1, header("<f4", "(2, 2)"), data(16));
        for (int bit = 0; bit < (whole.length - 16) * 8; bit++) {
            var damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                assertThat(read(damaged).shape().size()).isPositive();
            } catch (DataException e) {
                assertThat(e).hasMessageStartingWith(file + ": at byte ");
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '`', value = {
        "{'descr': '|O', 'fortran_order': False, 'shape': (2, 2), } ~ found |O (Python objects); make rows of one length",
        "{'descr': '<U20', 'fortran_order': False, 'shape': (2, 2), } ~ found <U20 (texts); convert texts that are",
        "{'descr': '|S3', 'fortran_order': False, 'shape': (2, 2), } ~ found |S3 (texts); convert texts that are",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (2, 2), } ~ found <c8 (complex numbers); save np.concatenate",
        "{'descr': '<M8[ns]', 'fortran_order': False, 'shape': (2, 2), } ~ found <M8[ns] (dates); convert to a count",
        "{'descr': '<m8[s]', 'fortran_order': False, 'shape': (2, 2), } ~ found <m8[s] (time spans); convert to a count",
        "{'descr': '|V4', 'fortran_order': False, 'shape': (2, 2), } ~ found |V4 (raw bytes); set the type of the bytes",
        "{'descr': '<f16', 'fortran_order': False, 'shape': (2, 2), } ~ found <f16 (an unsupported type); convert with",
        "{'descr': 'nonsense', 'fortran_order': False, 'shape': (2, 2), } ~ found another type; convert with",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2, 2), } ~ found a structured array; save",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4,), } ~ found 1 extents; save array[:, None] for samples",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (), } ~ found 0 extents",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 1, 1, 2, 2), } ~ found 5 extents",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 0), } ~ a sample needs 1 to",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2, 2), } ~ 0 or more in the header, found '-'",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999999999999, 2), } ~ expected an extent",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775807, 2), } ~ split the array",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 9223372036854775807), } ~ a sample needs 1 to",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (4294967296, 65536, 65536), } ~ a sample needs 1 to",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2000000000, 1), } ~ expected 8000000000 bytes of data",
        "{'descr': '<f4', 'fortran_order': False, } ~ expected the keys",
        "{'descr': '<f4', 'descr': '<f4', 'shape': (2, 2), } ~ occurs twice",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), 'more': 'x', } ~ found another one",
        "{'descr': '<f4', 'fortran_order': Maybe, 'shape': (2, 2), } ~ expected True or False in the header, found 'M'",
        "{'descr': '<f4, 'fortran_order': False, 'shape': (2, 2), } ~ expected",
        "{'descr': '<f4' 'fortran_order': False, 'shape': (2, 2), } ~ expected '}' in the header, found '''",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), ~ expected",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 2), } x ~ nothing more in the header, found 'x'",
        "import os ~ expected '{' in the header, found 'i'",
    })
    void refusesWhatItDoesNotUnderstand(String header, String reason) throws IOException {
        assertRefused(npy(1, header, data(16)), reason);
    }

    @Test
    void refusesOtherFilesAndVersions() throws IOException {
        assertRefused("\u0093NUMPX  ".getBytes(StandardCharsets.ISO_8859_1), "at byte 5: expected an NPY file");
        assertRefused("\u0093NUMPY\u0004 ".getBytes(StandardCharsets.ISO_8859_1),
                "at byte 6: expected version 1, 2 or 3, found 4");
    }

    @Test
    void refusesAHeaderLongerThanTheFile() throws IOException {
        var bytes = npy(3, header("|u1", "(1, 1)"), data(1));
        Arrays.fill(bytes, 8, 12, (byte) 0xff);

        assertRefused(bytes, "at byte 12: the header has 4294967295 bytes, expected at most");
    }

    @Test
    void refusesNumbersThatAreNotFinite() throws IOException {
        var values = data(32).order(ByteOrder.LITTLE_ENDIAN).putDouble(1).putDouble(2).putDouble(3).putDouble(1e39);
        var bytes = npy(1, header("<f8", "(2, 2)"), values);

        assertRefused(bytes,
                "at byte %d: sample 1, feature 1: expected a finite number, found 1.0E39, which is too large for a float"
                        .formatted(bytes.length - 8));
    }

    @Test
    void callsNumbersThatAreNotFiniteWhatTheyAre() throws IOException {
        assertRefused(npy(1, header("<f8", "(1, 1)"), data(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(-1e300)),
                "found -1.0E300, which is too large for a float");
        assertRefused(npy(1, header(">f8", "(1, 1)"), data(8).putDouble(Double.NEGATIVE_INFINITY)), "found -Infinity;");
        assertRefused(npy(1, header("<f4", "(1, 1)"), data(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(Float.NaN)),
                "found NaN;");
        assertRefused(npy(1, header("<f2", "(1, 1)"), data(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) 0x7c00)),
                "found Infinity;");
    }

    private float[] sample(String descr, ByteBuffer data) throws IOException {
        return read(npy(1, header(descr, "(1, 2)"), data)).sample(0);
    }

    private Dataset read(byte[] bytes) throws IOException {
        return Npy.read(Files.write(file, bytes));
    }

    private void assertRefused(byte[] bytes, String reason) {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> read(bytes))
                .withMessageStartingWith(file + ": at byte ").withMessageContaining(reason);
    }

    private static String header(String descr, String shape) {
        return "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shape);
    }

    private static String fortran(String descr, String shape) {
        return header(descr, shape).replace("False", "True");
    }

    private static byte[] npy(int version, String header, ByteBuffer data) {
        var text = header.getBytes(StandardCharsets.ISO_8859_1);
        var bytes = ByteBuffer.allocate(12 + text.length + data.capacity()).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(bytes(0x93, 'N', 'U', 'M', 'P', 'Y', version, 0));
        if (version == 1)
            bytes.putShort((short) text.length);
        else
            bytes.putInt(text.length);
        bytes.put(text).put(data.rewind());
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static ByteBuffer data(int size) {
        return ByteBuffer.allocate(size);
    }

    private static byte[] bytes(int... values) {
        var bytes = new byte[values.length];
        IntStream.range(0, values.length).forEach(i -> bytes[i] = (byte) values[i]);
        return bytes;
    }
}
