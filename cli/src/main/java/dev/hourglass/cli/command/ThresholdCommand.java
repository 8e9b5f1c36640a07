package dev.hourglass.cli.command;

import dev.hourglass.anomaly.FalseAlarms;
import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.WindowModel;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.training.ThresholdSearch;
import dev.hourglass.tables.training.ThresholdText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass threshold`: from which score on a row is an anomaly.
@Command(
        name = "threshold",
        description = {
            "Shows or changes the score from which on a row is an anomaly. The model stores what scores were usual, so no data are "
                    + "needed, unless the choice follows from labels.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass threshold runs/claims-1/model.hourglass",
            "  hourglass threshold runs/claims-1/model.hourglass --false-alarms 0.001",
            "  hourglass threshold runs/claims-1/model.hourglass --maximise f1 --data claims.csv --label fraud"
        })
public final class ThresholdCommand implements Callable<Integer> {
    private static final double[] SHOWN = {0.1, 0.05, 0.01, 0.005, 0.001, 0.0001};

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @ArgGroup(exclusive = true)
    private @Nullable Choice choice;

    @Option(
            names = "--rows-per-day",
            paramLabel = "N",
            description = "With --alerts-per-day: how many rows are scored in a day.")
    private Optional<Double> rowsPerDay = Optional.empty();

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "With --maximise, --precision or --recall: the rows with labels.")
    private Optional<String> data = Optional.empty();

    @Option(
            names = "--label",
            paramLabel = "COLUMN",
            description = "The column of --data that says which rows are anomalies. Default: the one that the model was trained with.")
    private Optional<String> label = Optional.empty();

    @Mixin
    private final JsonOption json = new JsonOption();

    /// How the threshold is chosen.
    static final class Choice {
        @Option(
                names = "--false-alarms",
                paramLabel = "SHARE",
                description = "So many of the rows like those of training are flagged, such as 0.01.")
        private Optional<Double> falseAlarms = Optional.empty();

        @Option(names = "--score", paramLabel = "SCORE", description = "The score itself.")
        private Optional<Double> score = Optional.empty();

        @Option(
                names = "--pot",
                paramLabel = "PROBABILITY",
                description = "Likewise for shares that are smaller than one of all held-out rows, by a generalised Pareto "
                        + "distribution of the highest scores (peaks over threshold).")
        private Optional<Double> pot = Optional.empty();

        @Option(
                names = "--alerts-per-day",
                paramLabel = "N",
                description = "So many rows a day are flagged; needs --rows-per-day.")
        private Optional<Double> alertsPerDay = Optional.empty();

        @Option(
                names = "--maximise",
                paramLabel = "MEASURE",
                description = "With labels: what is best, one of ${COMPLETION-CANDIDATES}.")
        private Optional<ThresholdSearch.Measure> maximise = Optional.empty();

        @Option(
                names = "--precision",
                paramLabel = "SHARE",
                description = "With labels: the lowest threshold at which so many of the flagged rows are anomalies.")
        private Optional<Double> precision = Optional.empty();

        @Option(
                names = "--recall",
                paramLabel = "SHARE",
                description = "With labels: the highest threshold at which so many of the anomalies are flagged.")
        private Optional<Double> recall = Optional.empty();
    }

    public ThresholdCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var model = TabularModel.load(file.path());
        if (choice == null) {
            show(model);
            return 0;
        }
        double threshold = threshold(model, choice);
        var changed = model.withThreshold(threshold);
        changed.save(file.path());
        ThresholdText.caution(model.calibration(), asked(choice)).ifPresent(console::report);
        if (json.wanted()) {
            console.print(JsonText.line(fields(changed)));
        } else {
            console.print("rows with a score of %s or more are anomalies from now on: %s".formatted(
                    digits(threshold), ThresholdText.flagged(model.calibration(), threshold)));
        }
        return 0;
    }

    private double threshold(TabularModel model, Choice wanted) {
        var calibration = model.calibration();
        if (wanted.falseAlarms.isPresent()) {
            double share = share("--false-alarms", wanted.falseAlarms.get());
            double least = FalseAlarms.least(calibration.count());
            if (share < least) {
                throw new ParameterException(command.commandLine(), String.format(Locale.ROOT,
                        "--false-alarms: expected at least %.2g, which %,d held-out rows can tell, found %s; use --pot for less",
                        least, calibration.count(), share));
            }
            return calibration.quantile(share);
        }
        if (wanted.pot.isPresent()) {
            return calibration.quantile(share("--pot", wanted.pot.get()));
        }
        if (wanted.alertsPerDay.isPresent()) {
            double rows = rowsPerDay.orElseThrow(() -> new ParameterException(command.commandLine(),
                    "--alerts-per-day: expected --rows-per-day beside it, found none"));
            return calibration.quantile(share("--alerts-per-day", wanted.alertsPerDay.get() / rows));
        }
        return wanted.score.map(this::finite).orElseGet(() -> byLabels(model, wanted));
    }

    /// The share of rows that was asked for; of other choices all.
    private double asked(Choice wanted) {
        return wanted.falseAlarms.or(() -> wanted.pot)
                .or(() -> wanted.alertsPerDay.flatMap(alerts -> rowsPerDay.map(rows -> alerts / rows)))
                .orElse(1.0);
    }

    private double finite(double score) {
        if (!Double.isFinite(score)) {
            throw new ParameterException(command.commandLine(), "--score: expected a finite number, found " + score);
        }
        return score;
    }

    private double share(String option, double share) {
        if (!(share > 0 && share <= 1)) {
            throw new ParameterException(command.commandLine(),
                    String.format(Locale.ROOT, "%s: expected a share above 0, at most 1, found %s", option, share));
        }
        return share;
    }

    private double byLabels(TabularModel model, Choice wanted) {
        var from = data.orElseThrow(() -> new ParameterException(command.commandLine(),
                "expected --data with labels to choose by, found none"));
        var search = search(model, TableSource.of(from));
        return wanted.maximise.map(search::maximise)
                .or(() -> wanted.precision.map(least -> search.withPrecision(share("--precision", least))))
                .or(() -> wanted.recall.map(least -> search.withRecall(share("--recall", least))))
                .orElseThrow();
    }

    private ThresholdSearch search(TabularModel model, TableSource from) {
        return switch (model) {
            case WindowModel windows -> new WindowScorer(console, windows, 0).labelled(from, label);
            case TableModel table -> search(table, from);
        };
    }

    private ThresholdSearch search(TableModel model, TableSource from) {
        try (var rows = new TableScorer(console, model, 0).labelled(from, label)) {
            var labels = rows.anomalies().orElseThrow();
            return ThresholdSearch.of(labels.of(model.scores(rows.rows())), labels.isAnomaly());
        }
    }

    private void show(TabularModel model) {
        if (json.wanted()) {
            console.print(JsonText.line(fields(model)));
            return;
        }
        var heldOut = model.calibration();
        console.print("threshold %s: %s".formatted(digits(model.threshold()),
                ThresholdText.flagged(heldOut, model.threshold())));
        ThresholdText.caution(heldOut, 1).ifPresent(console::report);
        console.print("%s what else it could be:".formatted(
                heldOut.count() == 1 ? "1 held-out row says" : "%,d held-out rows say".formatted(heldOut.count())));
        for (double share : SHOWN) {
            double threshold = heldOut.quantile(share);
            boolean isFitted = share < FalseAlarms.least(heldOut.count());
            console.print("  %s %-8s threshold %s: %s".formatted(
                    isFitted ? "--pot         " : "--false-alarms",
                    BigDecimal.valueOf(share).stripTrailingZeros().toPlainString(),
                    digits(threshold),
                    ThresholdText.flagged(heldOut, threshold)));
        }
    }

    private static String digits(double score) {
        return ThresholdText.score(score, 4);
    }

    private Map<String, Object> fields(TabularModel model) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("threshold", model.threshold());
        fields.put("flagged_per_thousand", 1000 * model.calibration().survival(model.threshold()));
        fields.put("held_out_rows", model.calibration().count());
        var choices = new ArrayList<Map<String, Object>>();
        for (double share : SHOWN) {
            var shown = new LinkedHashMap<String, Object>();
            shown.put("share", share);
            shown.put("threshold", model.calibration().quantile(share));
            choices.add(shown);
        }
        fields.put("choices", List.copyOf(choices));
        fields.put("model", file.path().toString());
        return fields;
    }
}
