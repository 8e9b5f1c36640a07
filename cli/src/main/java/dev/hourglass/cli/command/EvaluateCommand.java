package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.ProbeSupplement;
import dev.hourglass.cli.output.ResultOutput;
import dev.hourglass.cli.output.Supplement;
import dev.hourglass.data.DataSplit;
import dev.hourglass.data.Dataset;
import dev.hourglass.experiments.DataChange;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunFolder;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.experiments.evaluation.Probe;
import dev.hourglass.experiments.evaluation.TestEvaluation;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.Likelihood;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.model.VariationalModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass evaluate`: how good a model is.
@Command(
        name = "evaluate",
        description = {
            "Evaluates a model on test samples.",
            "",
            "The baseline is the reconstruction error of PCA with the same code size, fitted on the training samples of the "
                    + "same data.",
            "",
            "Of a table (CSV, JSON, Parquet): how much of each column the model explains on held-out rows and, with labels, how "
                    + "well scores find anomalies, beside an isolation forest and PCA.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass evaluate runs/dense-1/model.hourglass",
            "  hourglass evaluate runs/dense-1/model.hourglass --probe",
            "  hourglass evaluate runs/vae-1/model.hourglass --nll --limit 1000",
            "  hourglass evaluate runs/claims-1/model.hourglass --data new.csv --label fraud --out evaluated"
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
            description = "Also report how well the codes predict the classes, with nearest neighbours and a linear "
                    + "probe, and the error of each class. Requires data with labels.")
    private boolean isProbing;

    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Option(
            names = "--nll",
            paramLabel = "K",
            arity = "0..1",
            fallbackValue = "5000",
            description = "Also report the negative log-likelihood of a variational autoencoder, from K codes drawn for "
                    + "each sample. Default for K: ${FALLBACK-VALUE}.")
    private Optional<Integer> draws = Optional.empty();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Use only the first N test samples.")
    private Optional<Integer> limit = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "Of a table: the column that says which rows are anomalies. Default: the one that the model was "
                    + "trained with.")
    private Optional<String> label = Optional.empty();

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "Of a table: also write figures and a report into this folder.")
    private Optional<Path> out = Optional.empty();

    public EvaluateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var model = file.loadAutoencoder();
        var table = TabularModel.of(model);
        if (table.isPresent()) {
            evaluateTable(table.get());
            return 0;
        }
        requireNoneOfTables();
        requirePositive("--nll", draws);
        requirePositive("--limit", limit);
        var source = data.open(model, command);
        var whole = source.evaluationSplit();
        var change = DataChange.report(console, model, source, whole);
        var split = limited(whole);
        if (isProbing) {
            Probe.require(split);
        }
        var likelihood = draws.map(k -> likelihood(model, split.test(), k));
        var plain = TestEvaluation.of(model, split);
        var evaluation = likelihood.map(plain::with).orElse(plain);
        var supplements = supplements(model, split, evaluation);
        if (json.wanted()) {
            var fields = ResultOutput.fields(evaluation, model, file.path(), RunMetadata.epochs(model));
            supplements.forEach(supplement -> fields.putAll(supplement.fields()));
            change.ifPresent(found -> fields.putAll(found.fields()));
            console.print(JsonText.line(fields));
        } else {
            ResultOutput.lines(evaluation).forEach(console::print);
            supplements.stream().flatMap(supplement -> supplement.lines().stream()).forEach(console::print);
        }
        return 0;
    }

    private void evaluateTable(TabularModel model) {
        if (isProbing || draws.isPresent() || limit.isPresent() || data.isResized()) {
            throw new ParameterException(command.commandLine(),
                    "--probe, --nll, --limit, --resize: expected a model of samples without columns, found that of a table");
        }
        var from = data.name(model.autoencoder(), command);
        new TableEvaluator(console, model, file.path(), json.wanted()).evaluate(from, query, label,
                out.map(this::folder));
    }

    /// A folder that is not that of a run: its report would be written over.
    private RunFolder folder(Path path) {
        if (Files.exists(new RunFolder(path).model())) {
            throw new ParameterException(command.commandLine(),
                    "--out %s: expected a folder for figures and a report, found that of a run; name another".formatted(
                            path));
        }
        return RunFolder.at(path, true);
    }

    private void requireNoneOfTables() {
        query.requireNone(command);
        if (label.isPresent() || out.isPresent()) {
            throw new ParameterException(command.commandLine(),
                    "--label, --out: expected the model of a table, found another");
        }
    }

    private Likelihood likelihood(TrainedAutoencoder model, Dataset test, int k) {
        console.report("drawing %s for each of %s ...".formatted(CountedNoun.text(k, "code"),
                CountedNoun.text(test.size(), "sample")));
        return VariationalModel.of(model).likelihood(test, k, TestEvaluation.SEED);
    }

    private DataSplit limited(DataSplit split) {
        int samples = Math.min(limit.orElse(Integer.MAX_VALUE), split.test().size());
        return new DataSplit(split.train(), split.test().slice(0, samples));
    }

    private void requirePositive(String option, Optional<Integer> number) {
        if (number.isPresent() && number.get() < 1) {
            throw new ParameterException(
                    command.commandLine(), "%s: expected at least 1, found %d".formatted(option, number.get()));
        }
    }

    /// What was asked for beyond the measures that every model has.
    private List<Supplement> supplements(TrainedAutoencoder model, DataSplit split, TestEvaluation evaluation) {
        var supplements = new ArrayList<Supplement>();
        if (isProbing) {
            supplements.add(new ProbeSupplement(Probe.of(model, split), evaluation.byClass()));
        }
        return supplements;
    }
}
