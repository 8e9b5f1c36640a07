package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Model files that were damaged, or made to do harm: what comes is always a [ModelFileException].
class HostileModelFileTest {
    private static final int FLIPS = 10_000;

    @TempDir
    private Path folder;

    private Path file;
    private byte[] good;
    private int header;

    @BeforeEach
    void save() throws IOException {
        var spec = new Autoencoder(
                Shape.of(3),
                List.of(new Dense(2, Activation.TANH)),
                List.of(new Dense(3, Activation.IDENTITY)),
                new MeanSquaredError());
        var parameters = new float[3 * 2 + 2 + 2 * 3 + 3];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = i / 8f;
        }
        file = folder.resolve("model.hourglass");
        TrainedAutoencoder.of(spec, parameters, Map.of("note", "größer")).save(file);
        good = Files.readAllBytes(file);
        header = (int) ByteBuffer.wrap(good).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    @Test
    void refusesAFileThatIsTruncatedAtAnyByte() throws IOException {
        for (int length = 0; length < good.length; length++) {
            requireRefused(Arrays.copyOf(good, length), "truncated to " + length);
        }
    }

    @Test
    void refusesEveryFlippedBitOfTheHeader() throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int bit = 0; bit < (Long.BYTES + header) * Byte.SIZE; bit++) {
                requireRefused(channel, bit);
            }
        }
    }

    @Test
    void refusesFlippedBitsOfTheWeights() throws IOException {
        var random = new Random(7);
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < FLIPS; i++) {
                requireRefused(channel, random.nextInt((Long.BYTES + header) * Byte.SIZE, good.length * Byte.SIZE));
            }
        }
    }

    @Test
    void refusesMoreBytesThanTheTensorsHave() throws IOException {
        requireRefused(Arrays.copyOf(good, good.length + 1), "a byte more");
        assertThatThrownBy(() -> TrainedAutoencoder.load(file)).hasMessageContaining("found 1 more bytes");
    }

    /// Headers whose checksum holds, so that only what they say is wrong.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "shape":[2]          | "shape":[-2]             | expected extents from 1
            "shape":[2]          | "shape":[0]              | expected extents from 1
            "shape":[3,2]        | "shape":[2147483647,2147483647,2147483647] | more bytes than 64 bits can count
            "shape":[3,2]        | "shape":[2,3]            | expected tensor encoder.0.weight [3, 2], found encoder.0.weight [2, 3]
            "shape":[3,2]        | "shape":[3.5]            | expected a list of whole numbers as shape
            "shape":[3,2]        | "shape":7                | expected a list of whole numbers as shape
            [24,32]              | [0,8]                    | where those before it end
            [24,32]              | [28,36]                  | where those before it end
            [24,32]              | [24,9223372036854775807] | 8 bytes apart
            [24,32]              | [-9223372036854775808,9223372036854775807] | 8 bytes apart
            [24,32]              | [32,24]                  | 8 bytes apart
            [56,68]              | [64,76]                  | the file is truncated
            "dtype":"F32"        | "dtype":"F64"            | expected dtype F32
            "decoder.0.bias":{   | "encoder.0.bias":{       | for the second time
            "decoder.0.bias":{   | "decoder.1.bias":{       | expected tensor decoder.0.bias [3], found decoder.1.bias
            "crc32c.encoder.0.bias" | "crc32c.other"        | expected a checksum crc32c.encoder.0.bias
            "note":"größer"      | "note":17                | expected texts only, found note
            "note":"größer"      | "note":null              | null is not allowed
            "format":"hourglass 2" | "format":"other 2"     | expected a model of format 'hourglass 1' to 'hourglass 2', found 'other 2'
            "spec":              | "specs":                 | expected a spec, found none
            \\"units\\":2        | \\"units\\":2147483647   | the spec
            \\"units\\":2        | \\"units\\":3            | the spec has 24 weights and biases, found 17
            \\"input\\":3        | \\"input\\":[3,3,3]      | the spec is not that of a model
            """)
    void refusesAHeaderThatLies(String said, String lie, String reason) throws IOException {
        var text = new String(good, Long.BYTES, header, StandardCharsets.UTF_8);
        assertThat(text).contains(said);
        Files.write(file, withHeader(text.replace(said, lie)));
        assertThatThrownBy(() -> TrainedAutoencoder.load(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "17, expected at most 16 residuals inside one another",
        "32, more than 64 levels",
        "1000, more than 64 levels"
    })
    void refusesLayersThatAreTooDeepInsideOneAnother(int depth, String reason) throws IOException {
        var text = new String(good, Long.BYTES, header, StandardCharsets.UTF_8);
        var said = "\\\"encoder\\\":[";
        assertThat(text).contains(said);
        Files.write(file, withHeader(text.replace(said,
                said + "{\\\"residual\\\":[".repeat(depth) + "\\\"flatten\\\"" + "]}".repeat(depth) + ",")));
        assertThatThrownBy(() -> TrainedAutoencoder.load(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesWeightsThatAreNotFiniteThoughTheirChecksumHolds() throws IOException {
        var bytes = good.clone();
        int data = Long.BYTES + header;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putFloat(data + 8, Float.NaN);
        var sum = new CRC32C();
        sum.update(bytes, data, 24);
        var before = new CRC32C();
        before.update(good, data, 24);
        var text = new String(good, Long.BYTES, header, StandardCharsets.UTF_8)
                .replace("%08x".formatted(before.getValue()), "%08x".formatted(sum.getValue()));
        var whole = withHeader(text);
        System.arraycopy(bytes, data, whole, whole.length - (bytes.length - data), bytes.length - data);
        Files.write(file, whole);
        assertThatThrownBy(() -> TrainedAutoencoder.load(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("tensor encoder.0.weight: value 2: expected a finite number, found NaN");
    }

    @Test
    void refusesALongerHeaderThanSixteenMebibytesBeforeItIsRead() throws IOException {
        Files.write(file, ByteBuffer.allocate(18 << 20).order(ByteOrder.LITTLE_ENDIAN).putLong(17 << 20).array());
        assertThatThrownBy(() -> TrainedAutoencoder.load(file))
                .hasMessageContaining("byte 0: expected a header of 2 to 16777216 bytes, found 17825792");
    }

    @Test
    void savesNoWeightsThatItWouldNotLoad() throws IOException {
        var model = TrainedAutoencoder.load(file);
        var parameters = new float[17];
        parameters[7] = Float.POSITIVE_INFINITY;
        var bad = TrainedAutoencoder.of(model.spec(), parameters, Map.of());
        assertThatThrownBy(() -> bad.save(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(file + ": cannot be written: tensor encoder.0.bias: value 1 is Infinity, "
                        + "expected a finite number");
        assertThat(Files.readAllBytes(file)).isEqualTo(good);
    }

    /// The file with another header, whose length and checksum are right.
    private byte[] withHeader(String text) {
        var zeros = text.replaceFirst("(?<=\"header_crc32c\":\")[0-9a-f]{8}", "00000000");
        var sum = new CRC32C();
        sum.update(zeros.getBytes(StandardCharsets.UTF_8));
        var bytes = zeros.replaceFirst("(?<=\"header_crc32c\":\")0{8}", "%08x".formatted(sum.getValue()))
                .getBytes(StandardCharsets.UTF_8);
        int data = good.length - Long.BYTES - header;
        return ByteBuffer.allocate(Long.BYTES + bytes.length + data)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .put(bytes)
                .put(good, Long.BYTES + header, data)
                .array();
    }

    /// Flips a bit of the file, and afterwards flips it back.
    private void requireRefused(FileChannel channel, int bit) throws IOException {
        int at = bit / Byte.SIZE;
        channel.write(ByteBuffer.wrap(new byte[] {(byte) (good[at] ^ 1 << bit % Byte.SIZE)}), at);
        requireRefused(good.length, "bit " + bit);
        channel.write(ByteBuffer.wrap(good, at, 1), at);
    }

    private void requireRefused(byte[] bytes, String what) throws IOException {
        Files.write(file, bytes);
        requireRefused(bytes.length, what);
    }

    private void requireRefused(long length, String what) {
        var thrown = catchThrowable(() -> TrainedAutoencoder.load(file));
        assertThat(thrown).as(what).isExactlyInstanceOf(ModelFileException.class);
        var refusal = (ModelFileException) thrown;
        assertThat(refusal.path()).isEqualTo(file);
        assertThat(refusal.reason()).as(what).isNotEmpty();
        assertThat(refusal.offset()).as(what).isBetween(0L, length);
    }
}
