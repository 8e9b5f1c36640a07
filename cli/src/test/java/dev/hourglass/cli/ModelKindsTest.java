package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.console.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Each command takes the kinds of models that it is for, and refuses the others by one sentence.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class ModelKindsTest {
    /// Of samples alone, and what the command for tables is.
    static final List<Arguments> OF_SAMPLES = List.of(
            Arguments.of("reconstruct @MODEL", "fill"),
            Arguments.of("reconstruct @MODEL --out @out.npy", "fill"),
            Arguments.of("corrupt @MODEL --out @out.npy", "fill"),
            Arguments.of("sample @MODEL --out @out.npy", "synthesize"),
            Arguments.of("sample @MODEL --out @out.png", "synthesize"),
            Arguments.of("interpolate @MODEL --from 0 --to 1 --out @out.csv", "encode"),
            Arguments.of("traverse @MODEL --out @out.png", "encode"),
            Arguments.of("checkerboard @MODEL", "evaluate"),
            Arguments.of("checkerboard @samples.hourglass @MODEL", "evaluate"),
            Arguments.of("pca --data @samples.npy --compare @MODEL --out @out", "evaluate"),
            Arguments.of("finetune @MODEL --out @out", "score"),
            Arguments.of("classify @MODEL", "score"));

    /// Of single rows of a table alone.
    static final List<String> OF_ROWS = List.of(
            "synthesize @MODEL --rows 5 --out @out.csv");

    /// Of rows and windows.
    static final List<String> OF_TABLES = List.of("explain @MODEL --id 3 --data @table.csv", "threshold @MODEL",
            "fill @MODEL --data @table.csv --out @out.csv", "drift @MODEL --data @table.csv");

    private static final Set<String> OF_ALL = Set.of("score", "inspect", "serve", "evaluate", "encode", "export");

    @TempDir
    private static Path folder;

    private static ModelKinds kinds;

    @BeforeAll
    static void train() throws IOException {
        kinds = new ModelKinds(folder).train();
    }

    private static Hourglass run(String line, String kind) {
        var run = Hourglass.run(kinds.arguments(line.replace("MODEL", kind + ".hourglass")));
        assertThat(run.out()).filteredOn(_ -> run.exitCode() != 0).isEmpty();
        return run;
    }

    private static void refuses(String line, String kind, String sentence) {
        var run = run(line, kind);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(1);
        assertThat(run.err()).last().isEqualTo("hourglass: " + sentence);
        assertThat(folder).isDirectoryNotContaining(file -> file.getFileName().toString().startsWith("out"));
    }

    @ParameterizedTest
    @FieldSource("OF_SAMPLES")
    void refusesTablesWhereSamplesAreExpected(String line, String instead) {
        for (var kind : List.of(ModelKinds.TABLE, ModelKinds.VARIATIONAL)) {
            refuses(line, kind, "%s: expected a model of samples, found that of a table; use hourglass %s"
                    .formatted(kinds.path(kind + ".hourglass"), instead));
        }
        refuses(line, ModelKinds.WINDOWS,
                "%s: expected a model of samples, found that of windows over time; use hourglass score or hourglass explain"
                        .formatted(kinds.path("windows.hourglass")));
    }

    private static Stream<String> ofTables() {
        return Stream.concat(OF_ROWS.stream(), OF_TABLES.stream());
    }

    @ParameterizedTest
    @MethodSource("ofTables")
    void refusesSamplesWhereATableIsExpected(String line) {
        refuses(line, ModelKinds.SAMPLES,
                "%s: expected the model of a table, found one of samples without columns; train one with a table"
                        .formatted(kinds.path("samples.hourglass")));
    }

    @ParameterizedTest
    @FieldSource("OF_ROWS")
    void refusesWindowsWhereRowsAreExpected(String line) {
        refuses(line, ModelKinds.WINDOWS,
                "expected the model of a table's rows, found one of windows over time, which score, explain, threshold, evaluate, encode, fill and drift take; train one without window in its table");
    }

    @Test
    void everyCommandThatTakesAModelIsTested() {
        var console = Console.plain(OutputStream.nullOutputStream(), new PrintStream(OutputStream.nullOutputStream()));
        var taking = Arrays.stream(Subcommand.values())
                .filter(command -> new CommandLine(command.make(console)).getCommandSpec().args().stream()
                        .anyMatch(ModelKindsTest::isModel))
                .map(Subcommand::title).collect(Collectors.toCollection(TreeSet::new));
        var tested = new TreeSet<>(OF_ALL);
        Stream.of(OF_SAMPLES.stream().map(arguments -> (String) arguments.get()[0]), OF_ROWS.stream(),
                OF_TABLES.stream(), OF_ROWS.stream()).flatMap(lines -> lines)
                .forEach(line -> tested.add(line.split(" ", -1)[0]));

        assertThat(tested).isEqualTo(taking);
    }

    /// To read, not to write.
    private static boolean isModel(ArgSpec argument) {
        return argument.paramLabel().contains("MODEL")
                && (argument.isPositional() || !List.of(((OptionSpec) argument).names()).contains("--out"));
    }
}
