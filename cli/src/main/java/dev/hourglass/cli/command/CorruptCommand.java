package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.SpecException;
import dev.hourglass.spec.corruption.NoCorruption;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hourglass corrupt`: samples in, what a model is trained to undo out.
@Command(
        name = "corrupt",
        description = {
            "Applies the corruption that a model was trained with to samples.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  hourglass corrupt runs/denoise-1/model.hourglass --part test --out noisy/"
        })
public final class CorruptCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final SamplesOut samples = new SamplesOut();

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the corruption. Default: ${DEFAULT-VALUE}.")
    private long seed = TestEvaluation.SEED;

    public CorruptCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var model = file.loadOfSamples();
        if (model.spec().corruption() instanceof NoCorruption) {
            throw new SpecException("the model was trained without corruption; use one with a corruption in its spec");
        }
        samples.write(model, data -> corrupted(model, data), "corrupted samples", command, console);
        return 0;
    }

    private float[][] corrupted(TrainedAutoencoder model, Dataset data) {
        var corrupted = model.corrupt(data, seed);
        return IntStream.range(0, data.size()).mapToObj(corrupted::sample).toArray(float[][]::new);
    }
}
