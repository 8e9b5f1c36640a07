package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.cli.output.SynthesisOutput;
import dev.hourglass.data.DataException;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TableModel;
import dev.hourglass.table.ColumnValues;
import dev.hourglass.tables.SyntheticColumn;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.TableWriter;
import dev.hourglass.tables.training.RealRows;
import dev.hourglass.tables.training.SpreadRows;
import dev.hourglass.tables.training.TableTraining;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `hourglass synthesize`: new rows from the variational model of a table.
@Command(
        name = "synthesize",
        description = {
            "Writes new rows that are distributed like those that a variational model was trained on, and reports how well: columns and "
                    + "pairs of columns beside a real table, and how near the new rows are to single rows of it.",
            "",
            "A model for this is trained with --set model.autoencoder=variational.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass train claims.csv --set model.autoencoder=variational",
            "  hourglass synthesize runs/claims-1/model.hourglass --rows 10000 --out synthetic.parquet",
            "  hourglass synthesize runs/claims-1/model.hourglass --rows 500 --seed 7 --data october.csv --out synthetic.csv"
        })
public final class SynthesizeCommand implements Callable<Integer> {
    /// Rows that are drawn at a time.
    private static final int BLOCK = 4096;

    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Option(names = "--rows", required = true, paramLabel = "N", description = "How many rows.")
    private long rows;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of the rows. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "The table with which the rows are compared. Default: the one that the model was trained on, if it can be read.")
    private Optional<String> data = Optional.empty();

    @Mixin
    private final QueryOption query = new QueryOption();

    @Mixin
    private final TableOutOption out = new TableOutOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    public SynthesizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (rows < 1) {
            throw new ParameterException(command.commandLine(), "--rows: expected at least 1, found " + rows);
        }
        if (query.isGiven() && data.isEmpty()) {
            throw new ParameterException(command.commandLine(), "--query: expected --data with it, found none; add it");
        }
        var model = TableModel.load(file.path());
        RunMetadata.data(model.autoencoder()).ifPresent(known -> InputGuard.check(command, known));
        model.synthesize(0, 0, seed);
        var source = data.map(query::source);
        var trained = RunMetadata.data(model.autoencoder()).map(Path::of);
        var real = source.map(named -> read(model, named)).or(() -> trained.flatMap(path -> readable(model, path)));
        var synthetic = write(model, source.orElseGet(() -> TableSource.of(trained.orElse(file.path()))));
        console.report("wrote %s to %s".formatted(CountedNoun.text(rows, "row"), out.path()));
        print(synthetic, real);
        return 0;
    }

    private RealRows read(TableModel model, TableSource source) {
        var scorer = new TableScorer(console, model, 0);
        try (var table = scorer.open(source)) {
            return RealRows.read(table, model, scorer.id(table));
        }
    }

    private Optional<RealRows> readable(TableModel model, Path trained) {
        try {
            return Optional.of(read(model, TableSource.of(trained.toString())));
        } catch (DataException e) {
            console.report(
                    "the rows are compared with no table, because that of the training cannot be read; add --data: "
                            + e.getMessage());
            return Optional.empty();
        }
    }

    private SpreadRows write(TableModel model, TableSource inputs) {
        var schema = model.schema();
        var columns = schema.columns().stream()
                .map(column -> SyntheticColumn.of(column, TableTraining.format(model))).toList();
        var kept = new SpreadRows(schema);
        try (var writer = TableWriter.open(out.path(), columns.stream().map(SyntheticColumn::output).toList(), inputs,
                TableLimits.DEFAULT)) {
            for (long from = 0; from < rows; from += BLOCK) {
                int count = (int) Math.min(BLOCK, rows - from);
                var cells = model.synthesize(from, count, seed);
                kept.add(cells, count);
                writer.write(written(columns, cells), count);
            }
            writer.finish();
        }
        return kept;
    }

    private static List<ColumnValues> written(
            List<SyntheticColumn> columns, List<ColumnValues> cells) {
        var written = new ArrayList<ColumnValues>();
        for (int i = 0; i < columns.size(); i++) written.add(columns.get(i).written(cells.get(i)));
        return written;
    }

    private void print(SpreadRows synthetic, Optional<RealRows> real) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("rows", rows);
        fields.put("seed", seed);
        fields.put("out", out.path().toString());
        real.ifPresent(known -> {
            var quality = known.quality(synthetic);
            var privacy = known.privacy(synthetic);
            fields.putAll(SynthesisOutput.fields(quality, privacy, known.rows()));
            if (!json.wanted()) {
                SynthesisOutput.lines(quality, privacy, known.rows()).forEach(console::print);
            }
        });
        if (json.wanted()) {
            console.print(JsonText.line(fields));
        }
    }
}
