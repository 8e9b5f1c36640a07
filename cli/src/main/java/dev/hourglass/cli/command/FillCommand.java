package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.experiments.JsonText;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TabularModel;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `hourglass fill`: a table without missing cells.
@Command(
        name = "fill",
        description = {
            "Writes a table again with its missing cells predicted from the rest of their rows: the most probable category, the "
                    + "expected number or time. All other cells, and the columns that the model does not read, stay as they are; "
                    + "a column filled names what was missing.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  hourglass fill runs/claims-1/model.hourglass --data claims.csv --out filled.csv",
            "  hourglass fill runs/claims-1/model.hourglass --data claims.csv --intervals --out filled.parquet"
        })
public final class FillCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final TableRowsOption rows = new TableRowsOption();

    @Option(
            names = "--intervals",
            description = "Add two columns, NAME_low and NAME_high, for each column of numbers with missing cells: between them nine of "
                    + "ten such cells lie.")
    private boolean hasIntervals;

    @Mixin
    private final TableOutOption out = new TableOutOption();

    @Mixin
    private final JsonOption json = new JsonOption();

    public FillCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        var counts = new TableFiller(console, TabularModel.load(file.path()), hasIntervals).fill(rows.source(),
                out.path());
        console.report("filled %s of %s, wrote %s".formatted(
                CountedNoun.text(counts.cells().values().stream().mapToLong(Long::longValue).sum(), "cell"),
                CountedNoun.text(counts.rows(), "row"), out.path()));
        if (json.wanted()) {
            var fields = new LinkedHashMap<String, Object>();
            fields.put("rows", counts.rows());
            fields.put("filled", counts.cells());
            fields.put("out", out.path().toString());
            console.print(JsonText.line(fields));
        }
        return 0;
    }
}
