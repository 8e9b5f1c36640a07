package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.data.DataException;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.table.ColumnSpec;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.table.NumericType;
import dev.hourglass.table.Scale;
import dev.hourglass.tables.AnomalyPlanter;
import dev.hourglass.tables.AnomalyPlanter.Kind;
import dev.hourglass.tables.AnomalyPlanter.PlantedSeries;
import dev.hourglass.tables.CopiedRows;
import dev.hourglass.tables.OutputColumn;
import dev.hourglass.tables.OutputColumn.CellType;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableCopy;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.TableWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `hourglass plant`: a series with anomalies of known kinds in it.
@Command(
        name = "plant",
        description = {
            "Writes a table again with anomalies at random places of one column, to measure how many a model finds: spikes (one "
                    + "value too high or too low), drifts (values that move away from what they were) and drop-outs (values "
                    + "that stay at the lowest of all), in turn. A column planted names them; all other cells stay as they are.",
            "",
            "Rows are taken as one series, in the order in which they are; --query sorts and selects them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass plant flights.csv --column flights --out planted.csv",
            "  hourglass plant flights.csv --column flights --count 30 --size 1 --seed 2 --out planted.csv",
            "  hourglass score runs/signal-1/model.hourglass --data planted.csv --label planted --figure planted.png"
        })
public final class PlantCommand implements Callable<Integer> {
    private static final String PLANTED = "planted";

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Parameters(
            index = "0",
            paramLabel = "FILE",
            description = "A CSV, TSV, JSON or Parquet file (also compressed by gzip), a pattern in quotes, base.duckdb or "
                    + "base.duckdb?table, or - for CSV on standard input.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String file;

    @Option(names = "--column", required = true, paramLabel = "NAME",
            description = "The column of numbers that is changed.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private String column;

    @Mixin
    private final QueryOption query = new QueryOption();

    @Option(names = "--count", paramLabel = "N", description = "How many anomalies. Default: ${DEFAULT-VALUE}.")
    private int count = 12;

    @Option(
            names = "--length",
            paramLabel = "N",
            description = "Rows of a drift and of a drop-out. Default: ${DEFAULT-VALUE}.")
    private int length = 12;

    @Option(
            names = "--size",
            paramLabel = "X",
            description = "How far spikes and the ends of drifts are from what was there, in standard deviations of the column. Default: "
                    + "${DEFAULT-VALUE}.")
    private double size = 2;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the places. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private final TableOutOption out = new TableOutOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    public PlantCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (count < 1 || length < 2 || !(size > 0)) {
            throw new ParameterException(command.commandLine(),
                    "--count, --length, --size: expected at least 1, at least 2 and a number above 0, found %d, %d and %s"
                            .formatted(count, length, size));
        }
        var source = query.source(file);
        var specs = List.of(new ColumnSpec(column, new NumericType(Scale.STANDARD)));
        try (var table = Table.open(source, TableLimits.DEFAULT)) {
            var series = plant(table, specs);
            write(table, source, specs, series);
            report(series);
        }
        return 0;
    }

    private PlantedSeries plant(Table table, List<ColumnSpec> specs) {
        var values = new ArrayList<double[]>();
        try (var copy = table.copy(specs, out.path())) {
            for (var rows = copy.next(); rows.isPresent(); rows = copy.next()) values.add(numbers(rows.get()));
        }
        try {
            return new AnomalyPlanter(count, length, size, seed)
                    .plant(values.stream().flatMapToDouble(Arrays::stream).toArray());
        } catch (DataException e) {
            throw new DataException("%s, column '%s'".formatted(table.name(), column), String.valueOf(e.getMessage()));
        }
    }

    private static double[] numbers(CopiedRows rows) {
        return ((ColumnValues.Numbers) rows.inputs().getFirst()).values();
    }

    private void write(Table table, TableSource source, List<ColumnSpec> specs, PlantedSeries series) {
        try (var copy = table.copy(specs, out.path())) {
            if (copy.columns().stream().anyMatch(known -> known.name().equalsIgnoreCase(PLANTED))) {
                throw new DataException(table.name(),
                        "expected no column 'planted', which plant adds, found one; leave it out with --query 'SELECT * EXCLUDE (planted) FROM data'");
            }
            var columns = new ArrayList<>(copy.columns());
            columns.add(new OutputColumn(PLANTED, CellType.TEXT));
            var kinds = kinds(series);
            try (var writer = TableWriter.open(out.path(), columns, source, TableLimits.DEFAULT)) {
                int first = 0;
                for (var rows = copy.next(); rows.isPresent(); rows = copy.next()) {
                    writer.write(cells(copy, rows.get(), series, kinds, first), rows.get().rows());
                    first += rows.get().rows();
                }
                writer.finish();
            }
        }
    }

    private static @Nullable String[] kinds(PlantedSeries series) {
        var kinds = new @Nullable String[series.values().length];
        for (var planted : series.planted()) {
            Arrays.fill(kinds, planted.from(), planted.to(), planted.kind().label());
        }
        return kinds;
    }

    private static List<ColumnValues> cells(
            TableCopy copy, CopiedRows rows, PlantedSeries series, @Nullable String[] kinds, int first) {
        int last = first + rows.rows();
        var own = Arrays.copyOfRange(kinds, first, last);
        var isPlanted = new boolean[rows.rows()];
        for (int i = 0; i < isPlanted.length; i++) {
            isPlanted[i] = own[i] != null && !rows.inputs().getFirst().isMissing(i);
        }
        var values = new ColumnValues.Numbers(Arrays.copyOfRange(series.values(), first, last));
        var cells = new ArrayList<>(copy.replaced(rows, List.of(values), new boolean[][] {isPlanted}));
        cells.add(new ColumnValues.Texts(own));
        return cells;
    }

    private void report(PlantedSeries series) {
        var counts = new LinkedHashMap<String, Object>();
        for (var kind : Kind.values()) {
            counts.put(kind.label(), series.planted().stream().filter(planted -> planted.kind() == kind).count());
        }
        console.report("planted %s in %,d rows of column '%s', wrote %s".formatted(
                String.join(", ", counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey()
                                + (entry.getValue().equals(1L) ? "" : "s"))
                        .toList()),
                series.values().length, column, out.path()));
        if (json.wanted()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("rows", series.values().length);
            fields.put("planted", counts);
            fields.put("out", out.path().toString());
            console.print(JsonText.line(fields));
        }
    }
}
