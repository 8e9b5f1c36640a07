package dev.hourglass.tables.training;

import dev.hourglass.spec.SpecException;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.TableExperiment;
import dev.hourglass.table.TableOptions;
import dev.hourglass.tables.ColumnPlan;
import dev.hourglass.tables.ColumnPlan.ColumnRole;
import dev.hourglass.tables.PlanRequest;
import dev.hourglass.tables.TablePlan;
import dev.hourglass.tables.TableSource;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The table that an experiment is about.
public record DescribedTable(TableExperiment experiment) {
    /// The rows of the data, or of the query over them.
    ///
    /// @throws SpecException if the experiment has no data
    public TableSource source() {
        var source = TableSource.of(experiment.data().orElseThrow(() -> new SpecException(
                "expected data to train on, found none; add data, or --data, such as claims.csv")));
        return experiment.table().query().map(sql -> TableSource.query(sql, source)).orElse(source);
    }

    /// What is said of its columns.
    public PlanRequest request() {
        var table = experiment.table();
        var columns = table.columns().entrySet().stream()
                .map(column -> new ColumnSpec(column.getKey(), column.getValue())).toList();
        return new PlanRequest(columns, table.ignore(), table.id(), table.label(), table.order(), table.by());
    }

    /// The same experiment, with a type for every column that a plan has for an input, and all others ignored. In another folder it
    /// reads the same data.
    ///
    /// @param plan of this table
    public TableExperiment planned(TablePlan plan) {
        var columns = new LinkedHashMap<String, ColumnType>();
        for (var column : plan.columns()) {
            column.type().ifPresent(type -> columns.put(column.name(), stated(column, type)));
        }
        var ignored = plan.columns().stream().filter(column -> column.role() == ColumnRole.LEFT_OUT)
                .map(ColumnPlan::name).toList();
        var table = experiment.table();
        return experiment.withTable(new TableOptions(
                plan.id(), plan.label(), ignored, table.query(), columns, table.trim(), table.order(), table.by(),
                table.window(), table.stride()));
    }

    /// A column that keeps all its levels need not say how many they are.
    private static ColumnType stated(ColumnPlan column, ColumnType type) {
        return type instanceof CategoricalType(int levels) && levels == column.profile().distinct().count()
                && levels < CategoricalType.MOST ? new CategoricalType(CategoricalType.MOST) : type;
    }

    /// Where the data can be read again, whatever the working folder is; empty for standard input.
    Optional<String> location() {
        return experiment.data().filter(data -> !data.equals(TableSource.STANDARD_INPUT))
                .map(data -> Path.of(data).toAbsolutePath().normalize().toString());
    }
}
