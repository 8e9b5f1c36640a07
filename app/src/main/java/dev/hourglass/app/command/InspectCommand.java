package dev.hourglass.app.command;

import dev.hourglass.app.report.LayerRow;
import dev.hourglass.app.report.TextTable;
import dev.hourglass.app.run.Console;
import dev.hourglass.app.run.Json;
import dev.hourglass.model.TrainedAutoencoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `hourglass inspect`: what is in a model file.
@Command(
        name = "inspect",
        description = {"Shows the layers of a model, their shapes and parameters, and where it comes from.", ""},
        footer = {"", "Example:", "  hourglass inspect runs/dense-1/model.hourglass"})
public final class InspectCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final JsonOption json = new JsonOption();

    public InspectCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var model = file.load();
        if (json.wanted()) {
            console.print(Json.line(fields(model)));
        } else {
            show(model);
        }
        return 0;
    }

    private void show(TrainedAutoencoder model) {
        var layers = new TextTable("lllr").row("place", "layer", "output", "parameters");
        for (var row : LayerRow.of(model)) {
            layers.row(row.place(), row.layer(), row.output().toString(), "%,d".formatted(row.parameters()));
        }
        layers.row("", "", "in all", "%,d".formatted(model.parameterCount()));
        layers.lines().forEach(console::print);
        console.print("");
        var notes = new TextTable("ll");
        model.metadata().forEach(notes::row);
        notes.row("weights (SHA-256)", model.weightsSha256());
        notes.lines().forEach(console::print);
    }

    private Map<String, Object> fields(TrainedAutoencoder model) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("layers", LayerRow.of(model).stream().map(InspectCommand::fields).toList());
        fields.put("input", model.spec().input().dims());
        fields.put("code", model.spec().codeShape().dims());
        if (model.spec().isClassifier()) {
            fields.put("classes", model.spec().loss().classes());
        }
        fields.put("parameters", model.parameterCount());
        fields.put("metadata", model.metadata());
        fields.put("weightsSha256", model.weightsSha256());
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
