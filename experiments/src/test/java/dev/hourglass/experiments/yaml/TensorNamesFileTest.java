package dev.hourglass.experiments.yaml;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hourglass.spec.Autoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.latent.GaussianLatent;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
import dev.hourglass.spec.loss.MeanSquaredError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorNamesFileTest {
    private static final Autoencoder SPEC = new Autoencoder(Shape.of(3), List.of(), new GaussianLatent(2, 1),
            List.of(new Dense(3, Activation.IDENTITY)), new MeanSquaredError());

    @TempDir
    private Path folder;

    @Test
    void readsOneNameOrTheTwoOfALatent() {
        assertThatCode(() -> TensorNamesFile.parse("names", """
                latent.weight: [fc_mu.weight, fc_logvar.weight]
                latent.bias: fc.bias
                decoder.0.weight: [up.weight]
                """, SPEC)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            latent.wieght: a       | names: the spec has no tensor 'latent.wieght'; did you mean 'latent.weight'?
            latent.bias: [a, b, c] | names: latent.bias: expected one name, or two: that of the means
            latent.bias: [a, a]    | names: latent.bias: 'a' is already the name of another part
            latent.bias: []        | names: latent.bias: expected one name, or two
            latent.bias: [a, 7]    | names: latent.bias: expected the name of a tensor, found 7
            latent.bias: {a: b}    | names: latent.bias: expected the name of a tensor, found {a=b}
            latent.bias:           | names, line 1, column 13: key 'latent.bias' has no value
            - latent.bias          | names, line 1, column 1: expected lines such as encoder.0.weight: fc1.weight
            """)
    void refusesWhatAreNoNames(String yaml, String message) {
        assertThatThrownBy(() -> TensorNamesFile.parse("names", yaml, SPEC))
                .isInstanceOf(SpecException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void refusesAFileThatIsTooLong() throws IOException {
        var file = Files.write(folder.resolve("names.yaml"), new byte[SpecFile.MAX_BYTES + 1]);

        assertThatThrownBy(() -> TensorNamesFile.read(file, SPEC))
                .hasMessage(file + ": expected at most 1048576 bytes, found more; is this a map of names?");
    }
}
