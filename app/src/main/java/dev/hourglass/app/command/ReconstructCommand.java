package dev.hourglass.app.command;

import dev.hourglass.app.run.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hourglass reconstruct`: samples in, what the model makes of them out.
@Command(
        name = "reconstruct",
        description = {
            "Encodes samples and decodes them again. A denoiser takes noisy samples and gives clean ones.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass reconstruct runs/denoise-1/model.hourglass --data noisy/ --out clean/",
            "  hourglass reconstruct runs/dense-1/model.hourglass --out reconstructions.npy"
        })
public final class ReconstructCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final PartOption part = new PartOption();

    @Option(
            names = "--out",
            paramLabel = "FILE|FOLDER",
            description = "A .npy or a .csv file, or a folder for one PNG a picture; where absent, CSV goes to "
                    + "standard output.")
    private Optional<Path> out = Optional.empty();

    public ReconstructCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var form = out.map(path -> Form.of(path, command, Form.NPY, Form.CSV, Form.FOLDER));
        var model = file.load();
        var samples = part.of(data.open(model, command));
        var shape = samples.getFirst().shape();
        var rows = Rows.of(shape, samples, samples.stream().map(model::reconstruct).toList());
        if (out.isEmpty()) {
            rows.printCsv(console.out());
        } else {
            rows.write(out.get(), form.orElseThrow(), shape, model.spec().input());
            console.say("wrote %,d reconstructions into %s".formatted(rows.values().length, out.get()));
        }
        return 0;
    }
}
