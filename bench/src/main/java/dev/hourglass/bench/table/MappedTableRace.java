package dev.hourglass.bench.table;

import dev.hourglass.bench.step.Median;
import dev.hourglass.spec.Experiment;
import dev.hourglass.table.EncodedTable;
import dev.hourglass.tables.PlanRequest;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TablePlan;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.training.AutoModel;
import dev.hourglass.tables.training.TrainingTable;
import dev.hourglass.train.Trainer;
import dev.hourglass.train.TrainingResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.duckdb.DuckDBConnection;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Trains on the mapped rows of a table and on the same rows in memory, turn by turn.
@Command(
        name = "bench/tables",
        description = {
            "Reads a table as DuckDB alone does, plans it and encodes it, then trains an epoch on some of its mapped rows and on "
                    + "the same rows in memory, turn by turn. The ratio is taken in each round; the weights have to be the same bits.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class MappedTableRace implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "A Parquet file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--rows", paramLabel = "N", defaultValue = "200000",
            description = "Rows at equal distances that are trained on; their features have to fit into the heap.")
    private int rows;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each.")
    private int rounds;

    private MappedTableRace() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new MappedTableRace()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        seconds("scan of DuckDB alone", this::scan);
        try (var table = Table.open(TableSource.of(file), TableLimits.DEFAULT)) {
            var plan = seconds("plan", () -> TablePlan.of(table.profile(), PlanRequest.NOTHING));
            var temporary = Files.createTempFile("hourglass", ".rows");
            try (var all = seconds("fit and encode", () -> TrainingTable.read(table, plan, temporary))) {
                race(all.rows());
            }
        }
        return 0;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private static <T> T seconds(String name, Work<T> work) throws SQLException {
        long begin = System.nanoTime();
        var result = work.run();
        System.out.printf(Locale.ROOT, "%s: %.1f s%n", name, (System.nanoTime() - begin) * 1e-9);
        return result;
    }

    /// Every cell of every row, chunk by chunk.
    private long scan() throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class);
                var statement = connection.prepare("SELECT * FROM read_parquet('" + file.toAbsolutePath() + "')");
                var result = statement.query()) {
            long count = 0;
            while (result.nextChunk()) count += result.chunk().rowCount();
            return count;
        }
    }

    private void race(EncodedTable all) {
        var mapped = all.spread(rows);
        var features = new float[Math.multiplyExact(mapped.rows(), mapped.schema().features())];
        mapped.read(0, mapped.rows(), features);
        var memory = EncodedTable.of("memory", mapped.schema(), features, mapped.rows(), List.of());
        var auto = AutoModel.of(file.toString(), mapped.schema(), mapped.rows(), 1);
        var experiment = auto.withTrain(auto.train().withEpochs(1));
        var ratios = new ArrayList<Double>();
        var rates = new ArrayList<Double>();
        epoch(experiment, mapped);
        for (int round = 0; round < rounds; round++) {
            var fromFile = epoch(experiment, mapped);
            var fromMemory = epoch(experiment, memory);
            if (!fromFile.model().weightsSha256().equals(fromMemory.model().weightsSha256())) {
                throw new IllegalStateException("the weights are not the same bits");
            }
            rates.add(fromFile.samplesPerSecond());
            ratios.add(fromFile.samplesPerSecond() / fromMemory.samplesPerSecond());
        }
        System.out.printf(Locale.ROOT,
                "epochs of %,d of %,d rows of %d features: %,.0f rows/s mapped, %.2f times the speed from memory%n",
                mapped.rows(), all.rows(), mapped.schema().features(), Median.of(rates), Median.of(ratios));
    }

    private static TrainingResult epoch(Experiment experiment, EncodedTable table) {
        return new Trainer(experiment.model(), experiment.train()).train(table.samples());
    }
}
