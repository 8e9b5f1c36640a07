package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.yaml.SpecFile;
import dev.hourglass.experiments.yaml.TensorNamesFile;
import dev.hourglass.interop.pytorch.PyTorchWeights;
import dev.hourglass.interop.pytorch.TensorNames;
import dev.hourglass.interop.pytorch.WeightsFile;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.SpecException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hourglass import`: weights that PyTorch trained become a model.
@Command(
        name = "import",
        description = {
            "Builds a model from a spec and weights from PyTorch.",
            "",
            "The weights are a safetensors file (safetensors.torch.save_file) or an NPZ file (numpy.savez) with exactly the "
                    + "tensors of the spec: encoder.0.weight, encoder.0.bias and so on, with layers counted from 0.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  hourglass import --spec vae.yaml --weights vae.safetensors \\",
            "      --map names.yaml --out vae.hourglass"
        })
public final class ImportCommand implements Callable<Integer> {
    private final Console console;

    @Option(
            names = "--spec",
            paramLabel = "SPEC",
            required = true,
            description = "A YAML file as for train; only the part model is used.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path specFile;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            required = true,
            description = "A safetensors or NPZ file of PyTorch tensors.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path weights;

    @Option(
            names = "--map",
            paramLabel = "NAMES",
            description = "A YAML file that maps tensor names, if the names in the file differ: lines such as "
                    + "encoder.0.weight: fc1.weight.")
    private Optional<Path> map = Optional.empty();

    @Option(names = "--out", paramLabel = "MODEL", required = true, description = "The model file to write.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path out;

    @Mixin
    private final JsonOption json = new JsonOption();

    public ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var spec = SpecFile.read(specFile).model();
        var names = map.map(file -> TensorNamesFile.read(file, spec)).orElseGet(TensorNames::same);
        TrainedAutoencoder read;
        try {
            read = WeightsFile.read(spec, weights, names);
        } catch (SpecException e) {
            throw e.at(specFile.toString());
        }
        var model = read.withMetadata(RunMetadata.of(SpecOptions.name(specFile)));
        model.save(OutputFile.inFolder(out));
        PyTorchWeights.cautions(spec).forEach(caution -> console.report("warning: " + caution));
        console.report("wrote %s, %,d weights and biases of %s".formatted(out, model.parameterCount(), weights));
        if (json.wanted()) {
            console.print(JsonText.line(fields(model)));
        }
        return 0;
    }

    private Map<String, Object> fields(TrainedAutoencoder model) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("parameters", model.parameterCount());
        fields.put("weightsSha256", model.weightsSha256());
        fields.put("model", out.toString());
        return fields;
    }
}
