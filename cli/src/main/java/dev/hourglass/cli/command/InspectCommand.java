package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.report.LayerRow;
import dev.hourglass.experiments.report.TextTable;
import dev.hourglass.model.ModelFileSummary;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.loss.ClassProbabilities;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hourglass inspect`: what is in a model file.
@Command(
        name = "inspect",
        description = {"Shows the layers of a model, their shapes and parameters, and its metadata.", ""},
        footer = {
            "",
            "Examples:",
            "  hourglass inspect runs/dense-1/model.hourglass",
            "  hourglass inspect runs/dense-1/model.hourglass --verify"
        })
public final class InspectCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Option(
            names = "--verify",
            description = "Also show the tensors with their checksums. Files with a wrong checksum are always refused.")
    private boolean isVerifying;

    @Mixin
    private final JsonOption json = new JsonOption();

    public InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var model = file.load();
        var summary = ModelFileSummary.verify(file.path());
        if (json.wanted()) {
            console.print(JsonText.line(fields(model, summary)));
        } else {
            show(model, summary);
            if (isVerifying) {
                verified(summary);
            }
        }
        return 0;
    }

    private void show(TrainedAutoencoder model, ModelFileSummary summary) {
        var layers = new TextTable("lllr").row("place", "layer", "output", "parameters");
        for (var row : LayerRow.of(model.spec())) {
            layers.row(row.place(), row.layer(), row.output().toString(), "%,d".formatted(row.parameters()));
        }
        layers.row("", "", "total", "%,d".formatted(model.parameterCount()));
        layers.lines().forEach(console::print);
        console.print("");
        var notes = new TextTable("ll");
        model.metadata().forEach(notes::row);
        notes.row("weights (SHA-256)", model.weightsSha256());
        notes.row("file format", "version " + summary.formatVersion());
        notes.lines().forEach(console::print);
    }

    private void verified(ModelFileSummary summary) {
        console.print("");
        var tensors = new TextTable("llrll").row("tensor", "shape", "bytes", "CRC-32C", "");
        tensors.row("(header)", "", "", summary.headerChecksum().orElse("none"),
                summary.headerChecksum().isPresent() ? "matches" : "version 1 has none");
        for (var tensor : summary.tensors()) {
            tensors.row(tensor.name(), tensor.shape().toString(), "%,d".formatted(tensor.bytes()), tensor.checksum(),
                    "matches");
        }
        tensors.lines().forEach(console::print);
        int sums = summary.tensors().size() + (summary.headerChecksum().isPresent() ? 1 : 0);
        console.print("all %d checksums match".formatted(sums));
    }

    private Map<String, Object> fields(TrainedAutoencoder model, ModelFileSummary summary) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("layers", LayerRow.of(model.spec()).stream().map(InspectCommand::fields).toList());
        fields.put("input", model.spec().input().dims());
        fields.put("code", model.spec().codeShape().dims());
        if (model.spec().outputs() instanceof ClassProbabilities(var loss)) {
            fields.put("classes", loss.classes());
        }
        if (!model.classNames().isEmpty()) {
            fields.put("classNames", model.classNames());
        }
        fields.put("parameters", model.parameterCount());
        fields.put("metadata", model.metadata());
        fields.put("weightsSha256", model.weightsSha256());
        fields.put("formatVersion", summary.formatVersion());
        if (isVerifying) {
            var checksums = new LinkedHashMap<String, String>();
            summary.headerChecksum().ifPresent(sum -> checksums.put("(header)", sum));
            summary.tensors().forEach(tensor -> checksums.put(tensor.name(), tensor.checksum()));
            fields.put("checksums", checksums);
        }
        fields.put("model", file.path().toString());
        return fields;
    }

    private static Map<String, Object> fields(LayerRow row) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("place", row.place());
        fields.put("layer", row.layer());
        fields.put("output", row.output().dims());
        fields.put("parameters", row.parameters());
        return fields;
    }
}
