package dev.hourglass.app.command;

import dev.hourglass.app.report.Answer;
import dev.hourglass.app.run.Console;
import dev.hourglass.app.run.Json;
import dev.hourglass.app.run.Judgement;
import dev.hourglass.app.run.Provenance;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `hourglass evaluate`: how good a model is.
@Command(
        name = "evaluate",
        description = {
            "Measures a model on test samples.",
            "",
            "Beside its reconstruction error stands that of principal components (PCA) with the same code size, "
                    + "fitted on the training samples of the same data.",
            ""
        },
        footer = {"", "Example:", "  hourglass evaluate runs/dense-1/model.hourglass"})
public final class EvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    public EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var model = file.load();
        var judgement = Judgement.of(model, data.open(model, command).split());
        if (json.wanted()) {
            console.print(Json.line(Answer.fields(judgement, model, file.path(), Provenance.epochs(model))));
        } else {
            Answer.lines(judgement).forEach(console::print);
        }
        return 0;
    }
}
