package dev.hourglass.bench.table;

import com.sun.management.OperatingSystemMXBean;
import dev.hourglass.bench.step.Median;
import dev.hourglass.cli.Main;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.training.ColumnTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Scores a table from Parquet to Parquet, beside DuckDB's copy of the same columns and the reconstruction of its rows by the network alone.
@Command(
        name = "bench/table-scoring",
        description = {
            "Scores a Parquet file into another, without reasons and with three for each anomaly, and lets DuckDB read and write "
                    + "the same columns, turn by turn in one process. The network alone reconstructs the same rows, encoded in memory.",
            "",
            "The model is trained on rows drawn from the file. The first turn of each is not counted. Rows a second of a core are those of a "
                    + "second of processor time; ratios are taken in each round.",
            ""
        },
        mixinStandardHelpOptions = true,
        version = "Hourglass bench",
        usageHelpAutoWidth = true,
        showDefaultValues = true,
        sortOptions = false)
public final class TableScoring implements Callable<Integer> {
    private enum Task {
        COPY("DuckDB reads and writes"),
        NETWORK("the network alone, from memory"),
        SCORE("score"),
        REASONS("score --reasons 3");

        private final String title;

        Task(String title) {
            this.title = title;
        }
    }

    private static final String MODEL = "run/model.hourglass";

    private record Turn(double seconds, double processorSeconds) {}

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Parameters(paramLabel = "FILE", description = "A Parquet file, whose columns are all read.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private Path file;

    @Option(names = "--train", paramLabel = "N", defaultValue = "100000", description = "Rows to train on.")
    private int training;

    @Option(names = "--rounds", paramLabel = "N", defaultValue = "5", description = "Turns of each.")
    private int rounds;

    private TableScoring() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new TableScoring()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, SQLException {
        var folder = Files.createTempDirectory("hourglass-table-scoring");
        try (var database = DriverManager.getConnection("jdbc:duckdb:")) {
            var sample = folder.resolve("training.parquet");
            copy(database,
                    "SELECT * FROM " + quoted(file) + " USING SAMPLE reservoir(" + training + " ROWS) REPEATABLE (1)",
                    sample);
            run("train", sample.toString(), "--out", folder.resolve("run").toString());
            var model = TableModel.load(folder.resolve(MODEL));
            print(measure(database, folder, model.autoencoder(), inputs(model)), rows(database));
        } finally {
            try (var files = Files.walk(folder)) {
                for (var path : files.sorted((a, b) -> b.compareTo(a)).toList()) Files.delete(path);
            }
        }
        return 0;
    }

    /// What goes into the network, chunk by chunk of the file.
    private List<float[]> inputs(TableModel model) {
        var schema = model.schema();
        var inputs = new ArrayList<float[]>();
        try (var table = Table.open(TableSource.of(file), TableLimits.DEFAULT);
                var reader = table.read(ColumnTypes.of(schema), Optional.empty(), Optional.empty())) {
            for (var chunk = reader.next(); chunk.isPresent(); chunk = reader.next()) {
                int rows = chunk.get().rows();
                var features = new float[rows * schema.features()];
                schema.encode(chunk.get().cells(), rows, features);
                schema.toInputs(features, rows);
                inputs.add(features);
            }
        }
        return inputs;
    }

    private Map<Task, List<Turn>> measure(
            Connection database, Path folder, TrainedAutoencoder network, List<float[]> inputs) throws SQLException {
        var turns = new EnumMap<Task, List<Turn>>(Task.class);
        for (int round = 0; round <= rounds; round++) {
            for (var task : Task.values()) {
                var turn = turn(task, database, folder, network, inputs);
                if (round > 0) {
                    turns.computeIfAbsent(task, _ -> new ArrayList<>()).add(turn);
                }
            }
        }
        return turns;
    }

    private Turn turn(
            Task task, Connection database, Path folder, TrainedAutoencoder network, List<float[]> inputs)
            throws SQLException {
        var out = folder.resolve("out.parquet");
        long begin = System.nanoTime();
        long processor = system.getProcessCpuTime();
        switch (task) {
            case COPY -> copy(database, "SELECT * FROM " + quoted(file), out);
            case NETWORK -> inputs.forEach(rows -> network.reconstruct(rows, new float[rows.length]));
            case SCORE -> score(folder, out);
            case REASONS -> score(folder, out, "--reasons", "3");
        }
        return new Turn((System.nanoTime() - begin) * 1e-9, (system.getProcessCpuTime() - processor) * 1e-9);
    }

    private static void copy(Connection database, String rows, Path out) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute("COPY (" + rows + ") TO " + quoted(out));
        }
    }

    private long rows(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var result = statement.executeQuery("SELECT count(*) FROM " + quoted(file))) {
            result.next();
            return result.getLong(1);
        }
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }

    private void score(Path folder, Path out, String... more) {
        var arguments = new ArrayList<>(List.of("score", folder.resolve(MODEL).toString(), "--data",
                file.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        run(arguments.toArray(String[]::new));
    }

    private static void run(String... arguments) {
        var err = new ByteArrayOutputStream();
        int code = Main.run(System.out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        if (code != 0) {
            throw new IllegalStateException(err.toString(StandardCharsets.UTF_8));
        }
    }

    private void print(Map<Task, List<Turn>> turns, long rows) {
        System.out.println("| | seconds | processor seconds | rows/s | rows/s of a core | speed over DuckDB's |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        var copies = Objects.requireNonNull(turns.get(Task.COPY), "no copies");
        turns.forEach((task, own) -> {
            var ratios = new ArrayList<Double>();
            for (int i = 0; i < rounds; i++) ratios.add(copies.get(i).seconds() / own.get(i).seconds());
            double seconds = Median.of(own.stream().map(Turn::seconds).toList());
            double processor = Median.of(own.stream().map(Turn::processorSeconds).toList());
            System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %,.0f | %,.0f | **%.2f** |%n", task.title, seconds,
                    processor, rows / seconds, rows / processor, Median.of(ratios));
        });
    }
}
