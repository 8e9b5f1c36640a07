package dev.hourglass.datasets.mnist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Idx;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PinnedResourceTest {
    private static final String HI = sha256(packed("hi"));

    @ParameterizedTest
    @CsvSource({
        "train-images-idx3-ubyte.gz, ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "train-labels-idx1-ubyte.gz, 65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "t10k-images-idx3-ubyte.gz, 0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "t10k-labels-idx1-ubyte.gz, ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
    })
    void theBundledFilesAreTheOriginals(String name, String sha256) throws IOException {
        try (var in = new GZIPInputStream(Objects.requireNonNull(Mnist.class.getResourceAsStream(name)))) {
            assertThat(sha256(in.readAllBytes())).isEqualTo(sha256);
        }
    }

    @Test
    void readsTheContentThatIsExpected() throws IOException {
        assertThat(read(new PinnedResource("hi.gz", HI), "hi")).isEqualTo("hi");
    }

    @Test
    void refusesAnyOtherContent() {
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> read(new PinnedResource("hi.gz", HI), "ho"))
                .withMessageStartingWith("hi.gz: expected content with SHA-256 " + HI + ", found ")
                .withMessageEndingWith("; fetch hourglass-datasets again");
    }

    @Test
    void refusesAFileThatIsNotThere() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new PinnedResource("absent.gz", HI).read(in -> Idx.labels("absent.gz", in)))
                .withMessage("absent.gz: not found next to the class; use the complete hourglass-datasets jar");
    }

    private static String read(PinnedResource resource, String content) throws IOException {
        return resource.read(new ByteArrayInputStream(packed(content)), PinnedResourceTest::text);
    }

    private static byte[] packed(String content) {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
