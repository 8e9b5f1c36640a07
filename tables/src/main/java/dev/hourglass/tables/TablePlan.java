package dev.hourglass.tables;

import dev.hourglass.data.DataException;
import dev.hourglass.internal.notation.Suggestion;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.internal.text.FoundNames;
import dev.hourglass.spec.SpecException;
import dev.hourglass.table.BooleanType;
import dev.hourglass.table.CategoricalType;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnType;
import dev.hourglass.table.CountType;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.TimestampType;
import dev.hourglass.tables.ColumnPlan.ColumnRole;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a model reads of a table: for every column its type, or that it is left out, and why.
///
/// @param columns in the order of the file
public record TablePlan(String source, long rows, List<ColumnPlan> columns) {
    public TablePlan {
        columns = List.copyOf(columns);
    }

    /// Decides what was not said.
    ///
    /// @throws SpecException if a name is not one of a column, or one is named twice
    /// @throws DataException if no column is left to read, or the numbers of one are too large for the scale that is asked for
    public static TablePlan of(TableProfile profile, PlanRequest request) {
        requireKnown(profile, request);
        var types = new HashMap<String, ColumnType>();
        request.columns().forEach(spec -> types.put(spec.name(), spec.type()));
        var columns = new ArrayList<ColumnPlan>();
        for (var column : profile.columns()) {
            columns.add(plan(column, request, Optional.ofNullable(types.get(column.name()))));
        }
        var plan = new TablePlan(profile.source(), profile.rows(), columns);
        if (plan.inputs().isEmpty()) {
            throw new DataException(profile.source(), String.format(Locale.ROOT,
                    "expected a column that a model can read, found none: %s; give one a type", reasons(columns)));
        }
        return plan;
    }

    private static String reasons(List<ColumnPlan> columns) {
        return String.join(", ", columns.stream().limit(3)
                .map(column -> "'" + FoundNames.printable(column.name()) + "' " + column.reason()).toList());
    }

    private static ColumnPlan plan(ColumnProfile column, PlanRequest request, Optional<ColumnType> type) {
        if (request.id().equals(Optional.of(column.name()))) {
            return new ColumnPlan(column, ColumnRole.ID, Optional.empty(),
                    "names the rows, as asked" + names(column));
        }
        if (request.label().equals(Optional.of(column.name()))) {
            return new ColumnPlan(column, ColumnRole.LABEL, Optional.empty(), "the label, as asked");
        }
        if (request.ignored().contains(column.name())) {
            return new ColumnPlan(column, ColumnRole.LEFT_OUT, Optional.empty(), "ignored, as asked");
        }
        if (type.isPresent()) {
            requireFits(column, type.get());
            return new ColumnPlan(column, ColumnRole.INPUT, type, "as asked");
        }
        if (request.order().equals(Optional.of(column.name()))) {
            return new ColumnPlan(column, ColumnRole.ORDER, Optional.empty(), "orders the rows, as asked");
        }
        if (request.by().equals(Optional.of(column.name()))) {
            return new ColumnPlan(column, ColumnRole.BY, Optional.empty(), "names the series of a row, as asked");
        }
        return ColumnChoice.of(column);
    }

    /// What is unusual of names, if anything is.
    private static String names(ColumnProfile column) {
        var text = new StringBuilder();
        if (column.distinct().isExact() && column.distinct().count() < column.known()) {
            text.append(String.format(Locale.ROOT,
                    "; only %s for %s: several rows have the same, and explain shows the first of them",
                    CountedNoun.text(column.distinct().count(), "name"), CountedNoun.text(column.known(), "row")));
        }
        if (column.missing() > 0) {
            text.append(String.format(Locale.ROOT, "; %s without, which are named by their number",
                    CountedNoun.text(column.missing(), "row")));
        }
        return text.toString();
    }

    private static void requireFits(ColumnProfile column, ColumnType type) {
        if (type instanceof NumericType numeric) {
            column.numbers().ifPresent(
                    numbers -> numeric.requireFits(column.name(), numbers.least(), numbers.most()));
        }
        if (type instanceof CountType) {
            column.numbers().ifPresent(numbers -> {
                CountType.requireCount(column.name(), numbers.least());
                CountType.requireCount(column.name(), numbers.most());
            });
        }
    }

    private static void requireKnown(TableProfile profile, PlanRequest request) {
        var known = profile.columns().stream().map(ColumnProfile::name).toList();
        var named = new ArrayList<>(request.columns().stream().map(ColumnSpec::name).toList());
        named.addAll(request.ignored());
        request.id().ifPresent(named::add);
        request.label().ifPresent(named::add);
        var met = new HashSet<String>();
        request.order().ifPresent(name -> requireKnown(name, known, named));
        request.by().ifPresent(name -> requireKnown(name, known, named));
        for (var name : named) {
            requireKnown(name, known, named);
            if (!met.add(name)) {
                throw new SpecException(String.format(Locale.ROOT,
                        "table: expected one use of a column, found several of '%s'; keep one of them", name));
            }
        }
    }

    private static void requireKnown(String name, List<String> known, List<String> used) {
        if (!known.contains(name)) {
            var suggestion = Suggestion.of(name, known, used).map(near -> "; did you mean '" + near + "'?").orElse("");
            throw new SpecException(
                    String.format(Locale.ROOT, "table: expected names of columns, found '%s', there are %s%s",
                            FoundNames.printable(name), FoundNames.text(known), suggestion));
        }
    }

    /// The columns that a model reads, in the order of the file.
    public List<ColumnSpec> inputs() {
        return columns.stream().filter(column -> column.type().isPresent())
                .map(column -> new ColumnSpec(column.name(), column.type().orElseThrow())).toList();
    }

    /// The column that names the rows.
    public Optional<String> id() {
        return named(ColumnRole.ID);
    }

    /// The column that says what a row is.
    public Optional<String> label() {
        return named(ColumnRole.LABEL);
    }

    private Optional<String> named(ColumnRole role) {
        return columns.stream().filter(column -> column.role() == role).map(ColumnPlan::name).findFirst();
    }

    /// A table for people: a line of headings, then one a column: its name, type, scale, categories, share missing, and why.
    public List<String> lines() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("column", "type", "scale", "categories", "missing", "why"));
        for (var column : columns) {
            rows.add(List.of(FoundNames.printable(column.name()), type(column), scale(column), categories(column),
                    missing(column),
                    column.reason()));
        }
        return aligned(rows);
    }

    private static String type(ColumnPlan column) {
        return switch (column.role()) {
            case ID -> "id";
            case LABEL -> "label";
            case ORDER -> "order";
            case BY -> "by";
            case LEFT_OUT -> "left out";
            case INPUT -> switch (column.type().orElseThrow()) {
                case NumericType _ -> "numeric";
                case CountType _ -> "count";
                case CategoricalType _ -> "categorical";
                case BooleanType _ -> "boolean";
                case TimestampType _ -> "timestamp";
            };
        };
    }

    private static String scale(ColumnPlan column) {
        return column.type().orElse(null) instanceof NumericType(var scale)
                ? scale.name().toLowerCase(Locale.ROOT).replace('_', '-') : "";
    }

    private static String categories(ColumnPlan column) {
        return column.type().orElse(null) instanceof CategoricalType ? column.profile().distinct().toString() : "";
    }

    private static String missing(ColumnPlan column) {
        var profile = column.profile();
        return profile.missing() == 0 ? "" : share(profile.missingShare());
    }

    /// In percent, never rounded to none or all.
    static String share(double share) {
        if (share > 0 && share < 0.001) {
            return "< 0.1 %";
        }
        return share < 1 && share > 0.999 ? "> 99.9 %" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    private static List<String> aligned(List<List<String>> rows) {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) widths[i] = Math.max(widths[i], row.get(i).length());
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> cells, int[] widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).repeat(' ', widths[i] - cells.get(i).length() + 2);
        }
        return line.toString().stripTrailing();
    }
}
