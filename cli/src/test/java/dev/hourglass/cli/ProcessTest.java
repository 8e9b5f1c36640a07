package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.testing.Samples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What only a process of its own shows: its streams, its locale, its class path.
@DisabledOnOs(OS.WINDOWS)
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the model
class ProcessTest {
    /// The exit code of a process that a signal to terminate has ended.
    private static final int SIGTERM = 128 + 15;

    private static final String SPEC = """
            model:
              input: [6, 6, 1]
              encoder: [flatten, dense: {units: 2, activation: tanh}]
              decoder: [dense: {units: 36}, reshape: [6, 6, 1]]
              loss: mean_squared_error
            train: {optimizer: {adam: {learning_rate: 0.001}}, epochs: 2, batch: 20}
            """;

    @TempDir
    private static Path folder;

    private static String spec;
    private static String data;
    private static String model;

    @BeforeAll
    static void prepare() throws IOException {
        var bars = Samples.bars(5000, 1);
        var file = folder.resolve("bars.npy");
        Npy.write(file, bars.shape(), IntStream.range(0, bars.size()).mapToObj(bars::sample).toArray(float[][]::new));
        data = file.toString();
        spec = Files.writeString(folder.resolve("tiny.yaml"), SPEC).toString();
        var run = folder.resolve("trained");
        assertThat(Hourglass.run("train", spec, "--data", data, "--out", run.toString()).exitCode()).isZero();
        model = run.resolve("model.hourglass").toString();
    }

    /// A row has 500 features; those of all rows would take 120 MB.
    @Test
    void trainsOnTablesThatAreLargerThanTheHeap() throws Exception {
        var table = folder.resolve("large.csv");
        try (var lines = Files.newBufferedWriter(table)) {
            lines.write("a,b,amount,odd\n");
            var random = new SplittableRandom(8);
            for (int row = 0; row < 60_000; row++) {
                int town = random.nextInt(250);
                lines.write(String.format(Locale.ROOT, "t%d,u%d,%d,%s%n", town, 249 - town, town % 7,
                        row % 100 == 3 ? "yes" : "no"));
            }
        }
        var large = folder.resolve("large");

        var run = new AnotherJvm("-Xmx64m", "--enable-native-access=ALL-UNNAMED").run("train", table.toString(),
                "--label", "odd", "--epochs", "1", "--out", large.toString());

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(large.resolve("model.hourglass")).isNotEmptyFile();
        assertThat(large.resolve("rows.tmp")).doesNotExist();
    }

    @Test
    void aSignalInTheFirstTrainingOfATableSavesNothingAndSaysSo() throws Exception {
        var out = folder.resolve("stopped");

        var run = stopped("first training, epoch ", "train", table(2000).toString(), "--epochs", "100000", "--out",
                out.toString());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(SIGTERM);
        assertThat(run.err()).last()
                .isEqualTo("interrupted before the training that gives the model: nothing is saved");
        assertThat(out).doesNotExist();
    }

    @Test
    void aSignalInTheSecondTrainingOfATableSavesTheModelSoFar() throws Exception {
        var out = folder.resolve("stopped-later");

        var run = stopped("epoch ", "train", table(2000).toString(), "--set", "table.trim.train.epochs=1", "--set",
                "table.trim.share=0.1", "--set", "train.epochs=100000", "--out", out.toString());

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(SIGTERM);
        assertThat(run.err()).anyMatch(line -> line.startsWith("first training, epoch 1/1 "))
                .contains("interrupted: stopping after this step, then keeping the model so far ...");
        assertThat(Hourglass.run("inspect", out.resolve("model.hourglass").toString()).exitCode()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.csv", "rows.json.gz", "rows.parquet"})
    void aSignalLeavesNoHalfWrittenFile(String name) throws Exception {
        var out = Files.createDirectory(folder.resolve("of-" + name));
        var process = beginning(out, name);
        process.toHandle().destroy();

        assertThat(process.waitFor()).isEqualTo(SIGTERM);
        assertThat(out).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows.csv", "rows.parquet"})
    void whatAKilledProcessLeavesTheNextOneRemoves(String name) throws Exception {
        var out = Files.createDirectory(folder.resolve("killed-" + name));
        var process = beginning(out, name);
        try {
            assertThat(synthesize(out.resolve(name), "10").exitCode()).isZero();
            assertThat(out.toFile().list()).as("those of a process that goes on").hasSize(3).contains(name);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isNotZero();
        assertThat(out.toFile().list()).as("what SIGKILL leaves").hasSize(3);

        assertThat(synthesize(out.resolve(name), "10").exitCode()).isZero();
        assertThat(out.toFile().list()).containsExactly(name);
    }

    private Hourglass synthesize(Path file, String rows) throws IOException {
        return Hourglass.run("synthesize", variational().toString(), "--rows", rows, "--out", file.toString());
    }

    private Path variational() throws IOException {
        var run = folder.resolve("variational");
        if (Files.notExists(run)) {
            assertThat(
                    Hourglass.run("train", table(300).toString(), "--set", "model.autoencoder=variational", "--epochs",
                            "1", "--out", run.toString()).exitCode())
                    .isZero();
        }
        return run.resolve("model.hourglass");
    }

    /// Another process that writes a file without end, and has begun.
    private Process beginning(Path out, String name) throws IOException, InterruptedException {
        var model = variational().toString();
        try (var watch = out.getFileSystem().newWatchService()) {
            out.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            var process = new AnotherJvm("--enable-native-access=ALL-UNNAMED").start("synthesize", model, "--rows",
                    "1000000000", "--out", out.resolve(name).toString());
            for (var next = ""; !next.endsWith(".tmp");) {
                var key = watch.poll(60, TimeUnit.SECONDS);
                assertThat(key).as("a file that is begun").isNotNull();
                for (var event : key.pollEvents()) next = String.valueOf(event.context());
                key.reset();
            }
            return process;
        }
    }

    /// Runs a command until a line of standard error begins with a word, then asks it to end.
    private static Hourglass stopped(String word, String... arguments) throws IOException, InterruptedException {
        var process = new AnotherJvm("--enable-native-access=ALL-UNNAMED").start(arguments);
        var lines = new ArrayList<String>();
        try (var err = process.errorReader(StandardCharsets.UTF_8)) {
            for (var line = err.readLine(); line != null; line = err.readLine()) {
                lines.add(line);
                if (line.startsWith(word)) {
                    process.toHandle().destroy();
                }
            }
        }
        return new Hourglass(process.waitFor(), List.of(), lines);
    }

    private static Path table(int rows) throws IOException {
        var random = new SplittableRandom(9);
        var lines = Stream.concat(Stream.of("town,amount,weight"), IntStream.range(0, rows).mapToObj(_ -> {
            int town = random.nextInt(20);
            return String.format(Locale.ROOT, "t%d,%.3f,%.3f", town, town + random.nextDouble(), random.nextDouble());
        }));
        return Files.write(folder.resolve("rows-" + rows + ".csv"), lines.toList());
    }

    @Test
    void exportsWithoutOnnxRuntimeAndReportsThatNothingWasCompared() throws Exception {
        var out = folder.resolve("without.onnx");

        var run = new AnotherJvm(ClassPath.without("onnxruntime"), List.of(), Map.of())
                .run("export", model, "--to", "onnx", "--out", out.toString());

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(out).isNotEmptyFile();
        assertThat(run.err()).last().isEqualTo("wrote the autoencoder to " + out
                + "; not compared, because ONNX Runtime is not on the class path");
    }

    @Test
    void exportsWhereOnnxRuntimeHasNoLibraryForTheMachine() throws Exception {
        var out = folder.resolve("unloadable.onnx");

        var run = new AnotherJvm("-Donnxruntime.native.path=" + folder, "--enable-native-access=ALL-UNNAMED")
                .run("export", model, "--to", "onnx", "--out", out.toString(), "--json");

        assertThat(run.exitCode()).as(run.toString()).isZero();
        assertThat(out).isNotEmptyFile();
        assertThat(run.out()).singleElement().asString()
                .contains("\"notCompared\":\"ONNX Runtime cannot be loaded on this machine: ")
                .doesNotContain("largestDistance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"encode", "reconstruct", "evaluate", "inspect", "inspect --json"})
    void failsWhereStandardOutputIsOnAFullDisk(String command) throws Exception {
        assumeTrue(Files.exists(Path.of("/dev/full")));

        var run = new AnotherJvm().shell("hourglass " + command + " '" + model + "' > /dev/full");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .last()
                .isEqualTo(
                        "hourglass: standard output: cannot be used: no space left on device; choose another path");
    }

    @Test
    void endsQuietlyWhereTheReaderHasEnough() throws Exception {
        var run = new AnotherJvm()
                .shell("hourglass reconstruct '" + model
                        + "' --part all | head -n 1 | cut -c 1-5; echo \"${PIPESTATUS[0]}\"");

        assertThat(run.out()).containsExactly("f1,f2", "141");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void namesTheLocaleInWhichAnArgumentCannotBeRead() throws Exception {
        var locale = Map.of("LC_ALL", "C");
        var script = Files.writeString(folder.resolve("script.sh"), "hourglass inspect größe.hourglass\n");

        var run = new AnotherJvm(ClassPath.whole(), List.of(), locale).shell(". '" + script + "'");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).singleElement().asString()
                .contains("the locale (LC_ALL=C) has the encoding ANSI_X3.4-1968")
                .endsWith("set LC_ALL=C.UTF-8 or another UTF-8 locale");
    }

    @Test
    void writesOneKindOfDigitsInAnArabicLocale() throws Exception {
        var arabic = new AnotherJvm("-Duser.language=ar", "-Duser.country=EG", "-Duser.extensions=u-nu-arab");
        var training = folder.resolve("arabic");
        var sweep = folder.resolve("sweep");

        var runs = Stream.of(
                arabic.run("train", spec, "--data", data, "--out", training.toString(), "--profile"),
                arabic.run("sweep", spec, "--data", data, "--vary", "code=2,3", "--out", sweep.toString()),
                arabic.run("evaluate", model),
                arabic.run("inspect", model),
                arabic.run("reconstruct", model, "--out", folder.resolve("pictures").toString()),
                arabic.run("export", model, "--to", "onnx", "--out", folder.resolve("a.onnx").toString()),
                arabic.run("train", spec, "--set", "train.batch=0"))
                .toList();

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.err()).noneMatch(line -> line.contains("defect"));
            assertThat(String.join("\n", run.out()) + String.join("\n", run.err()))
                    .matches(ProcessTest::hasAsciiDigitsOnly);
        });
        for (var file : List.of(training.resolve("report.html"), training.resolve("spec.yaml"),
                training.resolve("history.jsonl"), sweep.resolve("sweep.csv"), sweep.resolve("report.html"))) {
            assertThat(Files.readString(file)).as(file.toString()).matches(ProcessTest::hasAsciiDigitsOnly);
        }
        assertThat(folder.resolve("pictures/00000.png")).exists();
    }

    private static boolean hasAsciiDigitsOnly(CharSequence text) {
        return text.codePoints().filter(Character::isDigit).allMatch(digit -> digit <= '9');
    }
}
