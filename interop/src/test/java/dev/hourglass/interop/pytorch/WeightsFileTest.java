package dev.hourglass.interop.pytorch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hourglass.data.DataException;
import dev.hourglass.data.Dataset;
import dev.hourglass.model.ModelFileException;
import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import dev.hourglass.testing.NpzBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsFileTest {
    private static final Autoencoder SPEC = new Autoencoder(
            Shape.of(3),
            List.of(new Dense(2, Activation.IDENTITY)),
            List.of(new Dense(3, Activation.IDENTITY)),
            new MeanSquaredError());

    private Path file = Path.of("");

    @BeforeEach
    void nameTheFile(@TempDir Path folder) {
        file = folder.resolve("weights.npz");
    }

    @Test
    void readsTheArraysOfAnNpzFileInThePlacesOfPyTorch() throws IOException {
        write(tensors());

        var model = WeightsFile.read(SPEC, file, TensorNames.same());

        // [out][in] there: code = (x0 + 2 x1 + 3 x2 + 1, 4 x0 + 5 x1 + 6 x2 + 2).
        assertThat(model.encode(
                Dataset.ofFloats("one", Shape.of(3), new float[] {1, 10, 100}, Optional.empty()))[0])
                .containsExactly(322, 656);
        assertThat(model.metadata()).containsEntry("imported", "weights.npz");
        assertThat(model.metadata().get("imported.sha256")).hasSize(64);
    }

    @Test
    void namesEveryTensorThatIsMissingOrOfAnotherShape() throws IOException {
        var tensors = tensors();
        tensors.remove("encoder.0.bias");
        tensors.put("decoder.0.weight", NpzBytes.npy("<f4", "(2, 3)", NpzBytes.floats(1, 2, 3, 4, 5, 6)));
        tensors.put("steps", NpzBytes.npy("<i8", "()", new byte[8]));
        write(tensors);

        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> WeightsFile.read(SPEC, file, TensorNames.same()))
                .withMessage(file
                        + ": the tensors are not those of the spec; missing: encoder.0.bias [2] (use zeros for a"
                        + " missing bias); of another shape: decoder.0.weight expected [3, 2] found [2, 3];"
                        + " unexpected: steps [] (map their names with --map, or remove them from the file)");
    }

    @Test
    void namesTheArrayThatHoldsNoNumbers() throws IOException {
        var tensors = tensors();
        tensors.put("encoder.0.bias", NpzBytes.npy("|O", "(2,)", new byte[8]));
        write(tensors);

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> WeightsFile.read(SPEC, file, TensorNames.same()))
                .withMessageStartingWith(file + ": encoder.0.bias: at byte ")
                .withMessageContaining("expected numbers, found |O (Python objects)");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        // The first entry of a file of torch.save: archive/data.pkl.
        "504b0304140000000800000021000000000000000000000000001000000061726368697665 2f646174612e706b6c ~ found a PyTorch file; load it in Python and save its tensors with safetensors.torch.save_file(state_dict, 'weights.safetensors')",
        "80028a0a6cfc9c46f9206aa850192e ~ found a PyTorch file; load it",
        "80049510000000000000002e ~ found a Python pickle; load it in Python and save its tensors with safetensors.torch.save_file",
        "894844460d0a1a0a0000000000 ~ found an HDF5 file, such as Keras's .h5; save its arrays in PyTorch's layouts with numpy.savez",
        "504b03041400000008000000210000000000000000000000000 00d0000006d657461646174612e6a736f6e ~ found a Keras file; save its arrays in PyTorch's layouts with numpy.savez",
        "504b0304140000000800000021000000000000000000000000000500000066696c6573 ~ found a ZIP file; unpack it",
        "934e554d505901007600 ~ found an NPY file; save all arrays by name with numpy.savez",
        "080712077079746f726368 ~ found an ONNX graph; save the tensors",
        "1f8b080000000000 ~ found a gzip file; unpack it",
        "7b226d65746164617461223a ~ found a JSON text, such as an index of several files; merge the files that it lists",
        "76657273696f6e2068747470733a2f2f6769742d6c66732e ~ found a pointer of Git LFS; fetch the file itself with git lfs pull",
        "3c68746d6c3e3c686561643e ~ found a page in HTML; download the file itself",
    })
    void saysWhatAnotherFileOfWeightsIsAndHowToSaveIt(String bytes, String reason) throws IOException {
        Files.write(file, HexFormat.of().parseHex(bytes.replace(" ", "")));

        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> WeightsFile.read(SPEC, file, TensorNames.same()))
                .withMessageStartingWith(file + ": byte 0: expected a safetensors file, " + reason);
    }

    @Test
    void keepsToSayWhenASafetensorsFileIsTruncated() throws IOException {
        // Lengths whose first byte is that of another format: '{', a gzip file's 0x1f, a pickle's 0x80.
        for (int length : new int[] {0x7b, 0x8b1f, 0x0280, 0x120708}) {
            var bytes = new byte[40];
            for (int i = 0; i < 4; i++) bytes[i] = (byte) (length >> (8 * i));
            System.arraycopy("{\"a\":{\"dtype".getBytes(StandardCharsets.US_ASCII), 0, bytes, 8, 12);
            Files.write(file, bytes);

            assertThatExceptionOfType(ModelFileException.class)
                    .isThrownBy(() -> WeightsFile.read(SPEC, file, TensorNames.same()))
                    .withMessageNotContaining("found a JSON").withMessageNotContaining("found a gzip");
        }
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> WeightsFile.read(SPEC, file, TensorNames.same()))
                .withMessage(file + ": no such file");
    }

    private static Map<String, byte[]> tensors() {
        var tensors = new LinkedHashMap<String, byte[]>();
        tensors.put("decoder.0.bias", NpzBytes.npy("<f4", "(3,)", NpzBytes.floats(0, 0, 0)));
        tensors.put("encoder.0.weight", NpzBytes.npy("<f4", "(2, 3)", NpzBytes.floats(1, 2, 3, 4, 5, 6)));
        tensors.put("encoder.0.bias", NpzBytes.npy("<f4", "(2,)", NpzBytes.floats(1, 2)));
        tensors.put("decoder.0.weight", NpzBytes.npy("<f4", "(3, 2)", NpzBytes.floats(1, 2, 3, 4, 5, 6)));
        return tensors;
    }

    private void write(Map<String, byte[]> tensors) throws IOException {
        Files.write(file, NpzBytes.npz(true, tensors));
    }
}
