package dev.hourglass.app.command;

import dev.hourglass.app.report.Answer;
import dev.hourglass.app.report.ProbeSupplement;
import dev.hourglass.app.report.Supplement;
import dev.hourglass.app.run.Console;
import dev.hourglass.app.run.Json;
import dev.hourglass.app.run.Judgement;
import dev.hourglass.app.run.Probe;
import dev.hourglass.app.run.Provenance;
import dev.hourglass.data.DataSplit;
import dev.hourglass.model.TrainedAutoencoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
        footer = {
            "",
            "Examples:",
            "  hourglass evaluate runs/dense-1/model.hourglass",
            "  hourglass evaluate runs/dense-1/model.hourglass --probe"
        })
public final class EvaluateCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Option(
            names = "--probe",
            description = "Also tell how well classes can be told from codes, by the nearest neighbours and by a linear "
                    + "probe, and the error of each class. Takes data with labels.")
    private boolean isProbing;

    @Mixin
    private final JsonOption json = new JsonOption();

    public EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var model = file.load();
        var split = data.open(model, command).split();
        if (isProbing) {
            Probe.require(split);
        }
        var judgement = Judgement.of(model, split);
        var supplements = supplements(model, split, judgement);
        if (json.wanted()) {
            var fields = Answer.fields(judgement, model, file.path(), Provenance.epochs(model));
            supplements.forEach(supplement -> fields.putAll(supplement.fields()));
            console.print(Json.line(fields));
        } else {
            Answer.lines(judgement).forEach(console::print);
            supplements.stream().flatMap(supplement -> supplement.lines().stream()).forEach(console::print);
        }
        return 0;
    }

    /// What was asked for beyond the measures that every model has.
    private List<Supplement> supplements(TrainedAutoencoder model, DataSplit split, Judgement judgement) {
        var supplements = new ArrayList<Supplement>();
        if (isProbing) {
            supplements.add(new ProbeSupplement(Probe.of(model, split), judgement.byClass()));
        }
        return supplements;
    }
}
