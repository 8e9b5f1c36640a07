package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.console.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// No command writes over what it reads, whether the command line names that or the model.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class InputGuardTest {
    static final String[] OVERWRITING = {
        "encode @samples.hourglass --out @samples.npy",
        "encode @samples.hourglass --data @samples.npy --out @samples.npy",
        "encode @samples.npy --out @samples.npy",
        "encode @table.hourglass --out @table.csv",
        "encode @table.hourglass --data @table.csv --out @table.csv",
        "reconstruct @samples.hourglass --out @samples.npy",
        "corrupt @samples.hourglass --out @samples.npy",
        "score @samples.hourglass --out @samples.npy",
        "score @table.hourglass --out @table.csv",
        "score @windows.hourglass --out @windows.csv",
        "fill @table.hourglass --data @table.csv --out @table.csv",
        "fill @table.csv --data @samples.npy --out @table.csv",
        "plant @table.csv --column minute --out @table.csv",
        "drift @table.hourglass --data @table.csv --out @table.csv",
        "synthesize @variational.hourglass --rows 5 --out @variational.csv",
        "synthesize @variational.hourglass --rows 5 --data @table.csv --out @table.csv",
        "classify @samples.hourglass --data @table.csv --out @table.csv",
        "sample @picture.png --out @picture.png",
        "interpolate @samples.hourglass --data @pictures --out @pictures/a.png",
        "interpolate @picture.png --out @picture.png",
        "traverse @samples.hourglass --data @picture.png --out @picture.png",
        "checkerboard @samples.hourglass @picture.png --out @picture.png",
        "export @samples.hourglass --to onnx --out @samples.hourglass",
        "import --spec @samples.yaml --weights @samples.npy --out @samples.npy",
        "import --spec @samples.yaml --weights @samples.npy --out @samples.yaml",
        "import --spec @samples.yaml --weights @samples.npy --map @table.csv --out @table.csv",
        "finetune @samples-run/model.hourglass --out @samples-run --force",
        "pca --data @samples.npy --compare @samples-run/model.hourglass --out @samples-run --force",
        "table plan @windows.yaml --out @windows.yaml --force"
    };

    /// Into folders that hold no inputs: each has a test of its own.
    private static final Set<String> INTO_FOLDERS = Set.of("demo", "train", "sweep", "evaluate", "verify");

    @TempDir
    private static Path folder;

    private static ModelKinds kinds;

    @BeforeAll
    static void train() throws IOException {
        kinds = new ModelKinds(folder).train();
        Files.copy(kinds.path("samples.hourglass"), kinds.path("picture.png"));
        Files.createDirectory(kinds.path("pictures"));
        Files.copy(kinds.path("samples.hourglass"), kinds.path("pictures/a.png"));
    }

    @ParameterizedTest
    @FieldSource("OVERWRITING")
    void refusesToOverwriteAnInput(String line) throws IOException {
        var arguments = kinds.arguments(line);
        var named = Path.of(Arrays.asList(arguments).get(Arrays.asList(arguments).indexOf("--out") + 1));
        var out = Files.isDirectory(named) ? named.resolve("model.hourglass") : named;
        var before = Files.readAllBytes(out);

        var run = Hourglass.run(arguments);

        assertThat(run.exitCode()).as("%s", run).isEqualTo(2);
        assertThat(run.err()).last().isEqualTo("hourglass: --out %s: would overwrite an input; see hourglass %s --help"
                .formatted(named, arguments[0]));
        assertThat(out).hasBinaryContent(before);
    }

    @Test
    void everyCommandThatWritesAFileIsTested() {
        var console = Console.plain(OutputStream.nullOutputStream(), new PrintStream(OutputStream.nullOutputStream()));
        var writing = Arrays.stream(Subcommand.values())
                .filter(command -> new CommandLine(command.make(console)).getCommandSpec().findOption("--out") != null)
                .map(Subcommand::title).filter(title -> !INTO_FOLDERS.contains(title)).collect(Collectors.toSet());

        assertThat(Arrays.stream(OVERWRITING).map(line -> line.split(" ", -1)[0]).collect(Collectors.toSet()))
                .isEqualTo(writing);
    }

    @ParameterizedTest
    @ValueSource(strings = {"@table.csv", "@new.csv", "@samples.yaml", "@new.hourglass", "@pictures"})
    void exportsOnlyUnderAnOnnxName(String out) {
        var arguments = kinds.arguments("export @table.hourglass --to onnx --out " + out);

        var run = Hourglass.run(arguments);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).last().isEqualTo("hourglass: --out " + arguments[5]
                + ": expected a name that ends with .onnx, found another; see hourglass export --help");
        assertThat(kinds.path("new.csv")).doesNotExist();
        assertThat(kinds.path("table.csv")).content().startsWith("minute,");
    }

    @Test
    void writesOverAnEarlierOutput() {
        for (int i = 0; i < 2; i++) {
            assertThat(Hourglass.run(kinds.arguments("encode @table.hourglass --out @codes.csv")).exitCode()).isZero();
        }
    }
}
