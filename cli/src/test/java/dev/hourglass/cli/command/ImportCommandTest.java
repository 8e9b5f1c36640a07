package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.internal.file.TensorFileWriter;
import dev.hourglass.internal.file.TensorSlice;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.Weights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// What was exported in PyTorch's layout comes back as the model it was.
class ImportCommandTest {
    private static final String PYTORCH = "pt";
    private static final Path PAGE = Path.of("..", "docs", "import.md");
    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void makesAModelOfASpecWeightsAndNames() throws IOException {
        var fixture = new RunFixture(folder);
        var trained = TrainedAutoencoder.load(fixture.train("trained", "").resolve("model.hourglass"));
        var weights = export(trained);
        var names = Files.writeString(folder.resolve("names.yaml"), "encoder.0.weight: fc1.weight\n");
        var out = folder.resolve("models/imported.hourglass");

        var run = Hourglass.run("import", "--spec", fixture.spec("").toString(), "--weights", weights.toString(),
                "--map",
                names.toString(), "--out", out.toString(), "--json");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.err()).containsExactly("wrote %s, 182 weights and biases of %s".formatted(out, weights));
        var answer = JsonMapper.shared().readTree(run.out().getFirst());
        assertThat(answer.get("weightsSha256").asString()).isEqualTo(trained.weightsSha256());
        assertThat(answer.get("parameters").asInt()).isEqualTo(182);
        assertThat(answer.get("model").asString()).isEqualTo(out.toString());
        var model = TrainedAutoencoder.load(out);
        assertThat(model.weightsSha256()).isEqualTo(trained.weightsSha256());
        assertThat(model.metadata())
                .containsEntry("imported", "weights.safetensors")
                .containsEntry("name", "bars")
                .containsKey("imported.sha256")
                .doesNotContainKeys("training", "data");
        assertThat(Hourglass.run("inspect", out.toString()).out())
                .anyMatch(line -> line.matches("imported +weights.safetensors"));
    }

    /// Zeros as weights, of the shapes that the page's program gives them.
    @Test
    void importsTheExampleOfThePage() throws IOException {
        var yaml = YAML.matcher(Files.readString(PAGE)).results().map(found -> found.group(1)).toList();
        var spec = Files.writeString(folder.resolve("vae.yaml"), yaml.get(0));
        var names = Files.writeString(folder.resolve("names.yaml"), yaml.get(1));
        var weights = folder.resolve("vae.safetensors");
        TensorFileWriter.write(weights, PYTORCH, Map.of(), List.of(
                zeros("conv1.weight", 16, 1, 4, 4), zeros("conv1.bias", 16),
                zeros("conv2.weight", 32, 16, 4, 4), zeros("conv2.bias", 32),
                zeros("fc_mu.weight", 20, 1568), zeros("fc_mu.bias", 20),
                zeros("fc_logvar.weight", 20, 1568), zeros("fc_logvar.bias", 20),
                zeros("fc.weight", 1568, 20), zeros("fc.bias", 1568),
                zeros("up1.weight", 32, 16, 4, 4), zeros("up1.bias", 16),
                zeros("up2.weight", 16, 1, 4, 4), zeros("up2.bias", 1)));

        var run = Hourglass.run("import", "--spec", spec.toString(), "--weights", weights.toString(), "--map",
                names.toString(), "--out", folder.resolve("vae.hourglass").toString());

        assertThat(run.err()).singleElement().asString().startsWith("wrote ");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void saysWhereTheNetworkInPyTorchIsLikelyToDiffer() throws IOException {
        var spec = Files.writeString(folder.resolve("strided.yaml"), """
                model:
                  input: [4, 4, 1]
                  encoder:
                    - conv: {filters: 1, kernel: 3, stride: 2}
                  decoder:
                    - upsample: 2
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.001}, epochs: 1, batch: 1}
                """);
        var weights = folder.resolve("strided.safetensors");
        TensorFileWriter.write(weights, PYTORCH, Map.of(), List.of(
                zeros("encoder.0.weight", 1, 1, 3, 3), zeros("encoder.0.bias", 1)));

        var run = Hourglass.run("import", "--spec", spec.toString(), "--weights", weights.toString(), "--out",
                folder.resolve("strided.hourglass").toString());

        assertThat(Files.readString(PAGE)).contains(run.err().getFirst());
    }

    private static TensorSlice zeros(String name, Integer... shape) {
        int size = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        return new TensorSlice(name, List.of(shape), new float[size], 0);
    }

    private Path export(TrainedAutoencoder model) {
        var file = folder.resolve("weights.safetensors");
        var tensors = model.weights().stream().map(ImportCommandTest::exported).toList();
        TensorFileWriter.write(file, PYTORCH, Map.of(), tensors);
        return file;
    }

    private static TensorSlice exported(Weights tensor) {
        var name = tensor.name().equals("encoder.0.weight") ? "fc1.weight" : tensor.name();
        if (tensor.shape().size() == 1) {
            return new TensorSlice(name, tensor.shape(), tensor.values(), 0);
        }
        int inputs = tensor.shape().get(0);
        int outputs = tensor.shape().get(1);
        var values = new float[inputs * outputs];
        for (int in = 0; in < inputs; in++) {
            for (int out = 0; out < outputs; out++) {
                values[out * inputs + in] = tensor.values()[in * outputs + out];
            }
        }
        return new TensorSlice(name, List.of(outputs, inputs), values, 0);
    }
}
