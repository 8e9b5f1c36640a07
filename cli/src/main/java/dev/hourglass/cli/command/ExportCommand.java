package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.interop.onnx.OnnxCheck;
import dev.hourglass.interop.onnx.OnnxCheck.Compared;
import dev.hourglass.interop.onnx.OnnxCheck.NotCompared;
import dev.hourglass.interop.onnx.OnnxExport;
import dev.hourglass.interop.onnx.OnnxModel;
import dev.hourglass.interop.onnx.OnnxPart;
import dev.hourglass.interop.onnx.OnnxTable;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.WindowModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass export`: a model in the format of other runtimes.
@Command(
        name = "export",
        description = {
            "Exports a model for other runtimes, after comparing the outputs of both on 1,000 samples.",
            "The model of a table is exported with its transforms and scores: it reads the table's own columns.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass export runs/dense-1/model.hourglass --to onnx",
            "  hourglass export runs/dense-1/model.hourglass --to onnx --part encoder --out encoder.onnx"
        })
public final class ExportCommand implements Callable<Integer> {
    /// What a model can be written as.
    private enum Target {
        ONNX(".onnx");

        private final String ending;

        Target(String ending) {
            this.ending = ending;
        }
    }

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Option(
            names = "--to",
            required = true,
            paramLabel = "FORMAT",
            description = "The format: ${COMPLETION-CANDIDATES}.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Target target;

    @Option(
            names = "--part",
            paramLabel = "PART",
            description = "The part to export: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private OnnxPart part = OnnxPart.AUTOENCODER;

    @Option(
            names = "--network-only",
            description = "Of the model of a table, export the network alone, which reads and gives encoded features.")
    private boolean networkOnly;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "The .onnx file to write. Default: next to the model.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private final JsonOption json = new JsonOption();

    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        out.ifPresent(this::requireEnding);
        return switch (target) {
            case ONNX -> exportOnnx();
        };
    }

    /// So that no table, and no model, is taken for an old export and overwritten.
    private void requireEnding(Path named) {
        if (!named.toString().toLowerCase(Locale.ROOT).endsWith(target.ending)) {
            throw new ParameterException(command.commandLine(),
                    "--out %s: expected a name that ends with %s, found another".formatted(named, target.ending));
        }
    }

    private int exportOnnx() throws IOException {
        var path = out.orElseGet(this::beside);
        var model = file.load();
        var tabular = TabularModel.of(model);
        requireExportable(tabular);
        var table = tabular.filter(_ -> part == OnnxPart.AUTOENCODER && !networkOnly).map(TableModel.class::cast);
        var what = table.isPresent() ? "table" : part.toString();
        var exported = table.<OnnxExport>map(OnnxTable::of).orElseGet(() -> OnnxModel.of(model, part));
        var check = exported.check();
        exported.save(OutputFile.inFolder(path));
        if (json.wanted()) {
            console.print(JsonText.line(fields(path, what, check)));
        } else {
            console.report("wrote the %s to %s; %s".formatted(
                    table.isPresent() ? "model of a table, with its transforms and scores," : what, path,
                    verdict(check)));
        }
        return 0;
    }

    private void requireExportable(Optional<TabularModel> model) {
        if (model.orElse(null) instanceof WindowModel && part == OnnxPart.AUTOENCODER && !networkOnly) {
            throw new ParameterException(command.commandLine(),
                    "expected --network-only for a model of windows over time, found none: transforms and scores are exported of rows alone; add it, and give the network encoded windows");
        }
        if (networkOnly && model.isEmpty()) {
            throw new ParameterException(command.commandLine(),
                    "--network-only: expected the model of a table, found another; remove the option");
        }
    }

    private static String verdict(OnnxCheck check) {
        return switch (check) {
            case Compared(double distance) ->
                "the outputs of ONNX Runtime for 1,000 samples differ by at most %.1e".formatted(distance);
            case NotCompared(String reason) -> "not compared, because " + reason;
        };
    }

    private Path beside() {
        var name = file.path().getFileName().toString().replaceFirst("\\.hourglass$", "");
        var suffix = part == OnnxPart.AUTOENCODER ? "" : "-" + part;
        return file.path().resolveSibling(name + suffix + target.ending);
    }

    private Map<String, Object> fields(Path path, String what, OnnxCheck check) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("onnx", path.toString());
        fields.put("part", what);
        fields.put("operatorSet", OnnxModel.OPERATOR_SET);
        switch (check) {
            case Compared(double distance) -> fields.put("largestDistance", distance);
            case NotCompared(String reason) -> fields.put("notCompared", reason);
        }
        fields.put("model", file.path().toString());
        return fields;
    }
}
