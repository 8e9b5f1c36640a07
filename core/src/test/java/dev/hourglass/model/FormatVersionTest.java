package dev.hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.data.Dataset;
import dev.hourglass.data.Labels;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Dense;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that every later Hourglass has to read. A new version of the format adds files here, and changes none.
class FormatVersionTest {
    @TempDir
    private Path folder;

    private final Random random = new Random(5);

    @Test
    void readsDenseModelsOfVersion1() throws IOException {
        var model = TrainedAutoencoder.load(golden("format-1-dense"));
        requireDense(model, "bbdd026d32662169e975cf127c10bf9859f45e072dce7533e1b17f754d77b466");
        assertThat(model.metadata()).containsEntry("note", "größer \"als\" 1").containsEntry("seed", "1");
        assertThat(ModelFileSummary.verify(golden("format-1-dense")).headerChecksum()).isEmpty();
    }

    @Test
    void readsConditionalModelsOfVersion1() throws IOException {
        requireVariational(TrainedAutoencoder.load(golden("format-1-variational")));
    }

    @Test
    void readsDenseModelsOfVersion2() throws IOException {
        var model = TrainedAutoencoder.load(golden("format-2-dense"));
        requireDense(model, "bbdd026d32662169e975cf127c10bf9859f45e072dce7533e1b17f754d77b466");
        assertThat(model.metadata())
                .containsKeys("library", "vectors", "training", "loss.first", "loss.last", "epochs");
    }

    @Test
    void readsConditionalModelsOfVersion2() throws IOException {
        requireVariational(TrainedAutoencoder.load(golden("format-2-variational")));
    }

    @Test
    void writesVersion2() throws IOException {
        var file = folder.resolve("again.hourglass");
        TrainedAutoencoder.load(golden("format-2-dense")).save(file);
        assertThat(file).hasSameBinaryContentAs(golden("format-2-dense"));
    }

    @Test
    void refusesNewerVersionsWithWhatItReads() throws IOException {
        var text = Files.readString(golden("format-1-dense"), StandardCharsets.ISO_8859_1);
        var newer = folder.resolve("newer.hourglass");
        Files.writeString(newer, text.replace("hourglass 1", "hourglass 3"), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TrainedAutoencoder.load(newer))
                .isInstanceOf(ModelFileException.class)
                .hasMessage(newer + ": byte 8: expected format version 1 to 2, found 3; "
                        + "read it with the newer Hourglass that wrote it");
    }

    @Test
    void refusesVersion2WithoutTheHeadersChecksum() throws IOException {
        var text = Files.readString(golden("format-1-dense"), StandardCharsets.ISO_8859_1);
        var stripped = folder.resolve("stripped.hourglass");
        Files.writeString(stripped, text.replace("hourglass 1", "hourglass 2"), StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> TrainedAutoencoder.load(stripped))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining("format version 2 has a header_crc32c, found none");
    }

    private void requireDense(TrainedAutoencoder model, String sha256) {
        assertThat(model.spec().encoder()).hasSize(2).allMatch(Dense.class::isInstance);
        assertThat(model.weightsSha256()).isEqualTo(sha256);
        var data = Dataset.ofFloats("table", Shape.of(6), rows(60), Optional.empty());
        assertThat(model.encode(data)[0]).containsExactly(0.34074104f, 0.14319032f);
    }

    private void requireVariational(TrainedAutoencoder model) {
        assertThat(model.spec().latent()).isInstanceOf(GaussianLatent.class);
        assertThat(model.weightsSha256())
                .isEqualTo("ab1c77eee684bf1270542dff7ea3df3e9d77d8a20809117cd1a499bb7d0f001e");
        rows(60);
        var pictures = Dataset.ofFloats("pictures", Shape.of(6, 4, 1), rows(24), Optional.of(Labels.of(new int[1])));
        assertThat(model.encode(pictures)[0]).containsExactly(0.094029754f, 0.11959884f);
    }

    private float[] rows(int count) {
        var rows = new float[count];
        for (int i = 0; i < count; i++) {
            rows[i] = random.nextInt(256) / 255f;
        }
        return rows;
    }

    private Path golden(String name) throws IOException {
        var file = folder.resolve(name + ".hourglass");
        try (var in = FormatVersionTest.class.getResourceAsStream(name + ".hourglass")) {
            Files.write(file, in.readAllBytes());
        }
        return file;
    }
}
