package dev.hourglass.cli.command;

import dev.hourglass.cli.console.Console;
import dev.hourglass.internal.text.CountedNoun;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TabularModel;
import dev.hourglass.model.WindowModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `hourglass encode`: samples in, codes out.
@Command(
        name = "encode",
        description = {
            "Computes the codes of samples, of a table's rows or of its windows over time: features for another model, or coordinates to plot.",
            ""},
        footer = {
            "",
            "Examples:",
            "  hourglass encode runs/deep-2d-1/model.hourglass > codes.csv",
            "  hourglass encode runs/dense-1/model.hourglass --out codes.npy",
            "  hourglass encode runs/claims-1/model.hourglass --data claims.csv --out codes.parquet"
        })
public final class EncodeCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec command;

    @Mixin
    private final ModelParameter file = new ModelParameter();

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final PartOption part = new PartOption();

    @Mixin
    private final QueryOption query = new QueryOption();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "A .npy or .csv file; of a table a .csv, .tsv, .json or .parquet file. Default: CSV on standard output.")
    private Optional<Path> out = Optional.empty();

    public EncodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        var model = file.load();
        var table = TabularModel.of(model);
        if (table.isPresent()) {
            encodeTable(table.get());
            return 0;
        }
        query.requireNone(command);
        var form = out.map(path -> OutputFormat.of(path, command, OutputFormat.NPY, OutputFormat.CSV));
        var samples = part.of(data.open(model, command));
        var rows = SampleTable.of(model.spec().codeShape(), samples, samples.stream().map(model::encode).toList());
        if (out.isEmpty()) {
            rows.printCsv(console.out());
        } else {
            rows.write(out.get(), form.orElseThrow());
            console.report("wrote %s to %s".formatted(CountedNoun.text(rows.values().length, "code"), out.get()));
        }
        return 0;
    }

    private void encodeTable(TabularModel model) {
        part.requireNone(data, command);
        var source = query.source(data.name(model.autoencoder(), command));
        long rows = switch (model) {
            case TableModel ofRows -> new TableEncoder(new TableScorer(console, ofRows, 0)).encode(source, out);
            case WindowModel ofWindows ->
                new WindowEncoder(new WindowScorer(console, ofWindows, 0)).encode(source, out);
        };
        out.ifPresent(path -> console.report("wrote %s to %s".formatted(CountedNoun.text(rows, "code"), path)));
    }
}
