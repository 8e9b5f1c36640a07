package dev.hourglass.tables.training;

import dev.hourglass.experiments.yaml.SpecDocument;
import dev.hourglass.internal.notation.Flow;
import dev.hourglass.internal.notation.Notation;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.tables.ColumnPlan;
import dev.hourglass.tables.ColumnPlan.ColumnRole;
import dev.hourglass.tables.TablePlan;
import dev.hourglass.tables.TableSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A plan as a spec with comments: what was decided of each column, and why, to be changed and trained.
public final class PlannedSpec {
    private static final String MORE = """
            # All else is chosen by columns and rows. To say more, for example:
            #   model: {encoder: [{dense: {units: 32, activation: tanh}}, {dense: 4}], decoder: [{dense: {units: 32, activation: tanh}}]}
            #   train: {epochs: 100, seed: 2}
            #   threshold: {pot: 0.001}
            model: {autoencoder: auto}
            """;

    private final TableExperiment experiment;
    private final TablePlan plan;
    private final StringBuilder text = new StringBuilder();

    private PlannedSpec(TableExperiment experiment, TablePlan plan) {
        this.experiment = experiment;
        this.plan = plan;
    }

    /// The text of the spec, which reads as the experiment with all columns of the plan.
    ///
    /// @param experiment what was said of the table
    /// @param plan of it
    /// @throws SpecException if the name of a column cannot be written in YAML
    public static String text(TableExperiment experiment, TablePlan plan) {
        var known = new DescribedTable(experiment).planned(plan);
        var wanted = experiment.data().equals(Optional.of(TableSource.STANDARD_INPUT))
                ? known.withoutData() : known;
        var text = new PlannedSpec(wanted, plan).write();
        requireReadable(text, wanted);
        return text;
    }

    private static void requireReadable(String text, TableExperiment wanted) {
        var read = SpecDocument.parse("the spec of the plan", text).table(List.of());
        if (!read.table().equals(wanted.table()) || !read.data().equals(wanted.data())) {
            throw new SpecException(
                    "table: expected names of columns that YAML can hold, found others; rename them with --query 'SELECT ... AS ... FROM data'");
        }
    }

    private String write() {
        text.append(String.format(Locale.ROOT, "# %,d rows of %s, and what a model reads of them.\n", plan.rows(),
                FoundNames.printable(plan.source())));
        experiment.data().ifPresent(data -> line(0, Map.of("data", data), ""));
        text.append("table:\n");
        experiment.table().id().ifPresent(id -> line(1, Map.of("id", id), "never an input"));
        experiment.table().label().ifPresent(label -> line(1, Map.of("label", label), "never an input"));
        experiment.table().query().ifPresent(query -> line(1, Map.of("query", query), ""));
        experiment.table().order().ifPresent(order -> line(1, Map.of("order", order), ""));
        experiment.table().by().ifPresent(by -> line(1, Map.of("by", by), ""));
        experiment.table().window().ifPresent(window -> line(1, Map.of("window", window), ""));
        experiment.table().stride().ifPresent(stride -> line(1, Map.of("stride", stride), ""));
        text.append("  columns:\n");
        plan.columns().stream().filter(column -> column.role() == ColumnRole.INPUT).forEach(this::column);
        if (!experiment.table().ignore().isEmpty()) {
            text.append("  ignore:\n");
            plan.columns().stream().filter(column -> column.role() == ColumnRole.LEFT_OUT).forEach(this::ignored);
        }
        return text.append(MORE).toString();
    }

    private void column(ColumnPlan column) {
        var type = experiment.table().columns().get(column.name());
        if (type != null) {
            line(2, Map.of(column.name(), Notation.writeColumn(type)), why(column));
        }
    }

    private void ignored(ColumnPlan column) {
        text.append("    - ").append(Flow.text(column.name())).append("  # ").append(why(column)).append('\n');
    }

    private static String why(ColumnPlan column) {
        var share = column.profile().missing() == 0 ? ""
                : String.format(Locale.ROOT, "; %.1f %% missing", 100 * column.profile().missingShare());
        return column.reason().replaceAll("\\p{Cntrl}", "?") + share;
    }

    private void line(int level, Map<String, Object> entry, String comment) {
        var flow = Flow.text(entry);
        text.append("  ".repeat(level)).append(flow, 1, flow.length() - 1);
        if (!comment.isEmpty()) {
            text.append("  # ").append(comment);
        }
        text.append('\n');
    }
}
