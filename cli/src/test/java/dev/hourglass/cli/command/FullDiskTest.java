package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// No command loses a byte without an error: neither on standard output nor in a file, where `/dev/full` stands for a full disk.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class FullDiskTest {
    private static final Path FULL = Path.of("/dev/full");

    @TempDir
    private static Path folder;

    private static RunFixture fixture;
    private static String model;
    private static String noisy;
    private static String variational;
    private static String classifier;

    @BeforeAll
    static void prepare() throws IOException {
        fixture = new RunFixture(folder);
        model = fixture.train("plain", "").resolve("model.hourglass").toString();
        noisy = fixture.train("noisy", "  corruption: {masking: {probability: 0.3}}").resolve("model.hourglass")
                .toString();
        variational = fixture.train("variational", "  latent: {gaussian: {size: 2}}").resolve("model.hourglass")
                .toString();
        classifier = fixture.finetune("classifier", Path.of(model), "--epochs", "1").resolve("model.hourglass")
                .toString();
    }

    private static Stream<String> commandsThatPrint() {
        return Stream.of(
                "encode @model", "reconstruct @model", "corrupt @noisy", "score @model", "score @model --json",
                "classify @classifier", "classify @classifier --json",
                "evaluate @model", "evaluate @model --json", "evaluate @model --probe",
                "inspect @model", "inspect @model --json", "export @model --to onnx --out @m.onnx --json",
                "checkerboard @model --json", "pca --data @bars --size 2 --out @pca --json --force",
                "train @bars.yaml --data @bars --out @printing --force --json",
                "finetune @model --epochs 1 --out @tuning --force --json",
                "sweep @bars.yaml --data @bars --vary code=2 --out @sweep --json",
                "--help", "encode --help", "--version", "train --version");
    }

    @ParameterizedTest
    @MethodSource("commandsThatPrint")
    void failsWithASentenceWhereStandardOutputIsOnAFullDisk(String command) {
        var run = Hourglass.runInto(new FailingStream(0, "No space left on device"), words(command));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.err())
                .last()
                .isEqualTo(
                        "hourglass: standard output: cannot be used: no space left on device; choose another path");
        assertThat(run.err()).noneMatch(line -> line.startsWith("\tat"));
    }

    @ParameterizedTest
    @MethodSource("commandsThatPrint")
    void endsQuietlyAsCatDoesWhereTheReaderHasGone(String command) {
        var run = Hourglass.runInto(new FailingStream(0, "Broken pipe"), words(command));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(141);
        assertThat(run.err()).noneMatch(line -> line.startsWith("hourglass: ") || line.contains("Exception"));
    }

    @Test
    void noticesADiskThatFillsUpHalfway() {
        var run = Hourglass.runInto(new FailingStream(100, "No space left on device"), "encode", model);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).last().asString().startsWith("hourglass: standard output: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "encode @model --out @NAME.csv", "encode @model --out @NAME.npy", "reconstruct @model --out @NAME.npy",
        "classify @classifier --out @NAME.csv", "score @model --out @NAME.csv", "sample @variational --out @NAME.png",
        "sample @variational --out @NAME.csv", "interpolate @model --out @NAME.png",
        "traverse @variational --out @NAME.png", "checkerboard @model --out @NAME.png",
        "export @model --to onnx --out @NAME.onnx"})
    void namesTheFileThatDoesNotFitOntoTheDisk(String command) throws IOException {
        var words = words(command.replace("NAME", "full"));
        var file = Path.of(words[words.length - 1]);
        full(file);

        var run = Hourglass.run(words);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).last().asString()
                .startsWith("hourglass: " + file + ": cannot be ")
                .containsIgnoringCase("no space left on device");
        Files.delete(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"history.jsonl", "model.hourglass", "spec.yaml", "report.html", "figures/loss.png"})
    void namesTheFileOfARunThatDoesNotFitOntoTheDisk(String name) throws IOException {
        var run = fixture.train("run-" + name.replace('/', '-'), "");
        var file = run.resolve(name);
        Files.delete(file);
        full(file);

        var again = Hourglass.run(words("train @bars.yaml --data @bars --force --out " + run));

        assertThat(again.exitCode()).as(again.toString()).isEqualTo(1);
        assertThat(again.err()).last().asString()
                .startsWith("hourglass: " + file + ": cannot be ")
                .containsIgnoringCase("no space left on device");
        Files.delete(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep.csv", "report.html", "error.png", "code-2/result.json"})
    void namesTheFileOfASweepThatDoesNotFitOntoTheDisk(String name) throws IOException {
        var sweep = Files.createDirectories(folder.resolve("sweep-" + name.replace('/', '-')));
        var file = sweep.resolve(name);
        Files.createDirectories(file.getParent());
        if (!name.endsWith("result.json")) {
            full(file);
        } else {
            // A result that is there already means that its run is finished.
            Files.createDirectories(file);
        }

        var run = Hourglass.run(words("sweep @bars.yaml --data @bars --vary code=2,3 --out " + sweep));

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.err()).last().asString().startsWith("hourglass: " + file + ": cannot be ");
        Files.delete(file);
    }

    @Test
    void leavesNothingHalfWrittenWhereTheFolderCannotBeWritten() throws IOException {
        var locked = Files.createDirectories(folder.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked),
                "runs as a user who may write anywhere");

        var run = Hourglass.run("encode", model, "--out", locked.resolve("codes.csv").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).last().isEqualTo("hourglass: " + locked.resolve("codes.csv")
                + ": permission denied; choose another path or change its permissions");
        assertThat(locked).isEmptyDirectory();
    }

    private static void full(Path file) throws IOException {
        assumeTrue(Files.exists(FULL));
        Files.createSymbolicLink(file, FULL);
    }

    private static String[] words(String command) {
        return Arrays.stream(command.split(" ")).map(FullDiskTest::word).toArray(String[]::new);
    }

    private static String word(String word) {
        return switch (word) {
            case "@model" -> model;
            case "@noisy" -> noisy;
            case "@variational" -> variational;
            case "@classifier" -> classifier;
            default -> word.startsWith("@") ? folder.resolve(word.substring(1)).toString() : word;
        };
    }
}
