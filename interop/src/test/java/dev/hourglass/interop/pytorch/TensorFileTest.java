package dev.hourglass.interop.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hourglass.model.ModelFileException;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files of weights: their types, what has to be in them, and those that were damaged or made to do harm.
class TensorFileTest {
    private static final Autoencoder SPEC = new Autoencoder(
            Shape.of(2),
            List.of(new Dense(1, Activation.TANH)),
            List.of(new Dense(2, Activation.IDENTITY)),
            new MeanSquaredError());

    @TempDir
    private Path folder;

    private Path file;
    private StateDict good = new StateDict();

    @BeforeEach
    void prepare() {
        file = folder.resolve("weights.safetensors");
        good = new StateDict()
                .with("encoder.0.weight", new float[] {0.5f, -0.25f}, 1, 2)
                .with("encoder.0.bias", new float[] {1}, 1)
                .with("decoder.0.weight", new float[] {2, -3}, 2, 1)
                .with("decoder.0.bias", new float[] {-0.125f, 4}, 2);
    }

    @Test
    void readsFloatsOf16And32And64Bits() throws IOException {
        good.with("encoder.0.weight", "F16", StateDict.buffer(4).putShort((short) 0x3555).putShort((short) 0xc000), 1,
                2)
                .with("encoder.0.bias", "BF16", StateDict.buffer(2).putShort((short) 0xbfc0), 1)
                .with("decoder.0.weight", "F64", StateDict.buffer(16).putDouble(0.1).putDouble(-1e-3), 2, 1)
                .save(file);

        var weights = read().weights();

        assertThat(weights.get(0).values()).containsExactly(0x1.554p-2f, -2);
        assertThat(weights.get(1).values()).containsExactly(-1.5f);
        assertThat(weights.get(2).values()).containsExactly(0.1f, -1e-3f);
        assertThat(weights.get(3).values()).containsExactly(-0.125f, 4);
    }

    @Test
    void tellsEveryTensorThatIsMissingUnexpectedOrOfAnotherShapeOrType() throws IOException {
        good.without("encoder.0.bias")
                .with("encoder.0.weight", 2, 1)
                .with("decoder.0.bias", "I32", StateDict.buffer(8), 2)
                .with("bn1.num_batches_tracked", "I64", StateDict.buffer(8))
                .with("fc1.bias", 1)
                .save(file);

        assertRefused("the tensors are not those of the spec; "
                + "missing: encoder.0.bias [1] (use zeros for a missing bias); "
                + "of another shape: encoder.0.weight expected [1, 2] found [2, 1]; "
                + "of another type: decoder.0.bias I32 (expected F32, F16, BF16 or F64); "
                + "unexpected: bn1.num_batches_tracked [], fc1.bias [1] "
                + "(map their names with --map, or remove them from the file)");
    }

    @Test
    void tellsWhatAMissingTensorIsHere() throws IOException {
        good.without("encoder.0.weight").save(file);
        var names = TensorNames.of(SPEC, Map.of("encoder.0.weight", List.of("fc1.weight")));

        assertThatThrownBy(() -> PyTorchWeights.read(SPEC, file, names))
                .hasMessage(file + ": the tensors are not those of the spec; "
                        + "missing: fc1.weight (encoder.0.weight) [1, 2]");
    }

    @Test
    void refusesValuesThatAreNotFinite() throws IOException {
        good.with("decoder.0.weight", new float[] {1, Float.NaN}, 2, 1).save(file);
        assertThatThrownBy(this::read).hasMessageMatching(
                ".*: byte \\d+: tensor decoder.0.weight: value 1: expected a finite number, found NaN");

        good.with("decoder.0.weight", "F64", StateDict.buffer(16).putDouble(1e300).putDouble(0), 2, 1).save(file);
        assertThatThrownBy(this::read)
                .hasMessageEndingWith("value 0: expected a finite number, found Infinity as a 32-bit float");
    }

    @Test
    void refusesOurOwnFilesWhoseWeightsLieOtherwise() throws IOException {
        good.save(file);
        read().save(file);

        assertThatThrownBy(this::read).hasMessageEndingWith("use it directly, without import");
    }

    @Test
    void refusesAFileThatIsTruncatedAtAnyByteOrTooLong() throws IOException {
        var bytes = good.bytes();
        for (int length = 0; length <= bytes.length + 1; length++) {
            if (length != bytes.length) {
                Files.write(file, Arrays.copyOf(bytes, length));
                assertThat(catchThrowable(this::read)).as("%d bytes", length).isInstanceOf(ModelFileException.class);
            }
        }
    }

    @Test
    void readsOrRefusesAFileWithAnyFlippedBit() throws IOException {
        var bytes = good.bytes();
        for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            Files.write(file, bytes);
            var thrown = catchThrowable(this::read);
            if (thrown != null) {
                assertThat(thrown).as("bit %d", bit).isExactlyInstanceOf(ModelFileException.class);
            }
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "shape":[1,2]      | "shape":[1,-2]           | expected extents from 1
            "shape":[1,2]      | "shape":[0,2]            | expected extents from 1
            "shape":[1,2]      | "shape":[2147483647,2147483647,2147483647] | more bytes than 64 bits can count
            "shape":[1,2]      | "shape":[1,2.5]          | expected a list of whole numbers as shape
            [8,12]             | [4,8]                    | where those before it end
            [8,12]             | [9,13]                   | where those before it end
            [8,12]             | [8,9223372036854775807]  | 4 bytes apart
            [20,28]            | [24,32]                  | the file is truncated
            "dtype":"F32"      | "dtype":"F64"            | 16 bytes apart
            "dtype":"F32"      | "dtype":"F4"             | expected dtype F32, F16, BF16, F64
            "dtype":"F32"      | "dtype":32               | expected dtype, shape and data_offsets
            "decoder.0.bias":{ | "encoder.0.bias":{       | for the second time
            "format":"pt"      | "format":7               | expected texts only, found format
            """)
    void refusesAHeaderThatLies(String said, String lie, String reason) throws IOException {
        var bytes = good.bytes();
        int header = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        var text = new String(bytes, Long.BYTES, header, StandardCharsets.US_ASCII);
        assertThat(text).contains(said);
        var changed = text.replace(said, lie).getBytes(StandardCharsets.US_ASCII);
        Files.write(file, StateDict.buffer(bytes.length - header + changed.length)
                .putLong(changed.length)
                .put(changed)
                .put(bytes, Long.BYTES + header, bytes.length - Long.BYTES - header)
                .array());

        assertThatThrownBy(this::read).isInstanceOf(ModelFileException.class).hasMessageContaining(reason);
    }

    @Test
    void refusesALongerHeaderThanSixteenMebibytesBeforeItIsRead() throws IOException {
        Files.write(file, StateDict.buffer(18 << 20).putLong(17 << 20).array());

        assertThatThrownBy(this::read).hasMessageEndingWith(
                "expected a header of 2 to 16777216 bytes, found 17825792; this is not a complete safetensors file");
    }

    @Test
    void refusesNamesThatDoNotFitTheSpec() {
        assertNamesRefused(Map.of("encoder.0.wieght", List.of("a")), "the spec has no tensor 'encoder.0.wieght'; "
                + "did you mean 'encoder.0.weight'? (it has: encoder.0.weight, encoder.0.bias, decoder.0.weight, "
                + "decoder.0.bias)");
        assertNamesRefused(Map.of("encoder.0.weight", List.of("a", "b")),
                "encoder.0.weight: expected one name, found 2");
        assertNamesRefused(Map.of("encoder.0.bias", List.of()), "encoder.0.bias: expected one name, found 0");
        assertNamesRefused(Map.of("encoder.0.bias", List.of("decoder.0.bias")), "decoder.0.bias: 'decoder.0.bias' is "
                + "already the name of encoder.0.bias; each tensor needs its own");
    }

    private static void assertNamesRefused(Map<String, List<String>> names, String message) {
        assertThatThrownBy(() -> TensorNames.of(SPEC, names)).isInstanceOf(SpecException.class).hasMessage(message);
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(this::read).isInstanceOf(ModelFileException.class).hasMessage(file + ": " + reason);
    }

    private TrainedAutoencoder read() {
        return PyTorchWeights.read(SPEC, file, TensorNames.same());
    }
}
