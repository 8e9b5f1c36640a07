package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.model.TableModel;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.tables.Table;
import dev.hourglass.tables.TableLimits;
import dev.hourglass.tables.TableSource;
import dev.hourglass.tables.training.ColumnTypes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From a file to scores, thresholds and reasons.
class TableCommandsTest {
    private static final int ROWS = 600;
    private static final int ANOMALIES = 12;

    @TempDir
    static Path folder;

    private static Path file;
    private static Path model;
    private static JsonNode trained;

    @BeforeAll
    static void train() throws IOException {
        file = folder.resolve("orders.csv");
        Files.write(file, orders());
        var run = Hourglass.run("train", file.toString(), "--id", "order id", "--label", "odd", "--json", "--out",
                folder.resolve("run").toString());
        assertThat(run.err()).as("%s", run.err()).anyMatch(line -> line.startsWith("training on "));
        assertThat(run.exitCode()).isZero();
        trained = json(run);
        model = folder.resolve("run/model.hourglass");
    }

    /// Amounts follow from country and weight, but for a few.
    private static List<String> orders() {
        var random = new SplittableRandom(2);
        var lines = new ArrayList<>(List.of("order id,country,amount,weight,select,placed,odd"));
        for (int row = 0; row < ROWS; row++) {
            boolean isOdd = row % (ROWS / ANOMALIES) == 7;
            int country = random.nextInt(4);
            double weight = 1 + 4 * random.nextDouble();
            double amount = (20 + 60 * (isOdd ? 3 - country : country)) * (isOdd ? 6 - weight : weight)
                    * (1 + 0.01 * random.nextGaussian());
            lines.add(String.format(Locale.ROOT, "A-%d,%s,%.2f,%s,%s,2026-%02d-%02d,%s", row,
                    List.of("DE", "AT", "MT", "\"CH, all\"").get(country), amount,
                    random.nextInt(25) == 0 ? "NA" : String.format(Locale.ROOT, "%.3f", weight),
                    random.nextInt(3) == 0 ? "yes" : "no", 1 + random.nextInt(12), 1 + random.nextInt(28),
                    isOdd ? "yes" : "no"));
        }
        return lines;
    }

    private static JsonNode json(Hourglass run) {
        return JsonMapper.shared().readTree(run.out().getLast());
    }

    @Test
    void aPlanSaysWhatIsRead() {
        var run = Hourglass.run("table", "plan", file.toString(), "--label", "odd", "--id", "order id");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).anyMatch(line -> line.matches("order id +id +.*"));
        assertThat(run.out()).anyMatch(line -> line.matches("country +categorical +4 .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("weight +numeric +standard .*%.*"));
        assertThat(run.out()).anyMatch(line -> line.matches("select +boolean .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("placed +timestamp .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("odd +label .*"));
    }

    @Test
    void aTrainingMeasuresBesideTheBaselines() {
        assertThat(trained.at("/metrics/roc_auc").asDouble()).isBetween(0.6, 1.0);
        assertThat(trained.at("/metrics/average_precision").asDouble()).isBetween(0.0, 1.0);
        assertThat(trained.at("/baselines/isolation_forest/roc_auc").asDouble()).isBetween(0.0, 1.0);
        assertThat(trained.at("/baselines/pca/roc_auc").asDouble()).isBetween(0.0, 1.0);
        assertThat(trained.at("/anomalies").asInt()).isEqualTo(ANOMALIES);
    }

    @Test
    void aTrainingLeavesFiguresAndAReport() throws IOException {
        for (var name : List.of("scores", "detection", "explained", "loss")) {
            assertThat(folder.resolve("run/figures/" + name + ".png")).isNotEmptyFile();
        }
        var columns = trained.at("/columns");
        assertThat(columns.valueStream().map(column -> column.get("name").asString()).toList())
                .containsExactly("country", "amount", "weight", "select", "placed");
        assertThat(columns.valueStream().map(column -> column.get("type").asString()).toList())
                .containsExactly("categorical", "numeric", "numeric", "boolean", "timestamp");
        assertThat(columns.get(2).get("missing").asDouble()).isBetween(0.01, 0.08);
        assertThat(columns.valueStream().map(column -> column.get("explained").asDouble()).toList())
                .allMatch(share -> share > -1 && share <= 1);
        assertThat(columns.get(0).get("explained").asDouble()).isPositive();

        var report = Files.readString(folder.resolve("run/report.html")).replace("\n", "");
        assertThat(report).contains("<h2>The 20 strangest rows</h2>", "<h2>Measures on 600 labelled rows</h2>",
                "<td class=\"long\">weight</td><td>numeric</td>", "figure><img", "CH, all", "hourglass threshold ");
        var scores = Pattern.compile("<td>A-\\d+</td><td class=\"number\">([\\d.]+)<").matcher(report).results()
                .map(match -> Double.parseDouble(match.group(1))).toList();
        assertThat(scores).hasSize(20).isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void anEvaluationOfOtherRowsLeavesFiguresToo() throws IOException {
        var other = folder.resolve("unlabelled.csv");
        Files.write(other, orders().stream().limit(101).map(line -> line.replaceAll(",[a-z]+$", "")).toList());
        var out = folder.resolve("evaluated");

        var run = Hourglass.run("evaluate", model.toString(), "--data", other.toString(), "--out", out.toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out().getFirst()).isEqualTo("share explained of each column, on 100 rows:");
        assertThat(run.out()).hasSize(6).anyMatch(line -> line.matches(" +country +\\d+\\.\\d %"));
        assertThat(out.resolve("figures/scores.png")).isNotEmptyFile();
        assertThat(out.resolve("figures/detection.png")).doesNotExist();
        assertThat(out.resolve("report.html")).content().contains("a table of 100 rows and 5 columns");
    }

    @Test
    void anEvaluationTakesAnotherColumnOfLabels() throws IOException {
        var other = folder.resolve("renamed.csv");
        Files.write(other, orders().stream().map(line -> line.replaceAll("odd$", "strange")).toList());

        var run = Hourglass.run("evaluate", model.toString(), "--data", other.toString(), "--label", "strange",
                "--json");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(json(run).at("/metrics")).isEqualTo(trained.at("/metrics"));
    }

    @Test
    void exportsTransformsAndScoresOrTheNetworkAlone() throws IOException {
        var out = folder.resolve("orders.onnx");
        var answer = json(Hourglass.run("export", model.toString(), "--to", "onnx", "--out", out.toString(), "--json"));

        assertThat(answer.get("part").asString()).isEqualTo("table");
        assertThat(answer.get("largestDistance").asDouble()).isBetween(0.0, 1e-5);
        assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).contains("LabelEncoder", "CH, all",
                "{\"input\":\"placed\",\"column\":\"placed\",\"type\":\"timestamp\"}");

        var run = Hourglass.run("export", model.toString(), "--to", "onnx", "--network-only", "--out", out.toString());
        assertThat(run.err().getLast()).startsWith("wrote the autoencoder to ");
        assertThat(Files.readString(out, StandardCharsets.ISO_8859_1)).doesNotContain("LabelEncoder");
    }

    @Test
    void exportsTheModelOfManyColumns() {
        var run = folder.resolve("birdstrikes");
        assertThat(
                Hourglass.run("train", Path.of("..", "examples", "data", "birdstrikes.csv.gz").toString(), "--epochs",
                        "1", "--query", "SELECT * FROM data LIMIT 1500", "--out", run.toString()).exitCode())
                .isZero();

        var exported = Hourglass.run("export", run.resolve("model.hourglass").toString(), "--to", "onnx");

        assertThat(exported.err().getLast())
                .startsWith("wrote the model of a table, with its transforms and scores, to ")
                .contains("differ by at most");
        assertThat(run.resolve("model.onnx")).isNotEmptyFile();
    }

    @Test
    void anEvaluationWritesOverNoRun() throws IOException {
        var report = Files.readString(folder.resolve("run/report.html"));

        var run = Hourglass.run("evaluate", model.toString(), "--out", folder.resolve("run").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().getFirst()).contains("expected a folder for figures and a report, found that of a run");
        assertThat(folder.resolve("run/report.html")).content().isEqualTo(report);
        assertThat(Hourglass.run("evaluate", model.toString(), "--probe").err().getFirst())
                .contains("expected a model of samples without columns, found that of a table");
    }

    @Test
    void namesInAReportAreTexts() throws IOException {
        var odd = folder.resolve("odd.csv");
        Files.write(odd, IntStream.range(0, 60)
                .mapToObj(i -> i == 0 ? "<b>a,c" : i % 7 + "," + (i % 2 == 0 ? "<i>" : "&x")).toList());

        var run = Hourglass.run("train", odd.toString(), "--out", folder.resolve("odd").toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(folder.resolve("odd/report.html")).content().contains("&lt;b&gt;a", "&lt;i&gt;")
                .doesNotContain("<b>", "<i>", "&x");
        assertThat(folder.resolve("odd/figures/detection.png")).doesNotExist();
    }

    @Test
    void anEvaluationGivesTheSameMeasures() {
        var run = Hourglass.run("evaluate", model.toString(), "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(json(run).at("/metrics")).isEqualTo(trained.at("/metrics"));
        assertThat(json(run).at("/baselines")).isEqualTo(trained.at("/baselines"));
        assertThat(json(run).at("/columns")).isEqualTo(trained.at("/columns"));
        assertThat(TableModel.load(model).autoencoder().metadata()).containsEntry("data",
                file.toAbsolutePath().toString());
    }

    /// By the command line, and by Java from the columns of the file.
    @Test
    void scoresAreTheSameBits() throws IOException {
        var out = folder.resolve("scores.csv");
        var run = Hourglass.run("score", model.toString(), "--data", file.toString(), "--out", out.toString(),
                "--reasons", "2");
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        var lines = Files.readAllLines(out);
        assertThat(lines).hasSize(ROWS + 1).first().isEqualTo("id,score,p_value,anomaly,reasons");

        var loaded = TableModel.load(model);
        try (var table = Table.open(TableSource.of(file), TableLimits.DEFAULT);
                var reader = table.read(ColumnTypes.of(loaded.schema()), Optional.empty(), Optional.empty())) {
            var chunk = reader.next().orElseThrow();
            var scores = loaded.score(chunk.cells(), chunk.rows());
            for (int row = 0; row < chunk.rows(); row++) {
                var cells = lines.get(row + 1).split(",", 5);
                assertThat(cells[0]).isEqualTo("A-" + row);
                assertThat(Double.parseDouble(cells[1])).isEqualTo(scores.scores()[row]);
                assertThat(Double.parseDouble(cells[2])).isEqualTo(scores.pValues()[row]);
                assertThat(Boolean.parseBoolean(cells[3])).isEqualTo(scores.anomalies()[row]);
                assertThat(cells[4].isEmpty()).isEqualTo(!scores.anomalies()[row]);
            }
        }
    }

    @Test
    void theStrangestRowsComeFirst() throws IOException {
        var all = new ArrayList<>(Hourglass.run("score", model.toString(), "--reasons", "1").out());
        var head = all.removeFirst();
        all.sort(Comparator.comparingDouble((String line) -> Double.parseDouble(line.split(",", -1)[1])).reversed());

        var top = Hourglass.run("score", model.toString(), "--top", "5", "--reasons", "1");

        assertThat(top.exitCode()).as("%s", top.err()).isZero();
        assertThat(top.out()).hasSize(6).first().isEqualTo(head);
        assertThat(top.out().subList(1, 6)).isEqualTo(all.subList(0, 5));
        var out = folder.resolve("all.csv");
        var both = Hourglass.run("score", model.toString(), "--top", "5", "--reasons", "1", "--out", out.toString());
        assertThat(both.out()).isEqualTo(top.out());
        assertThat(Files.readAllLines(out)).hasSize(ROWS + 1);
        assertThat(Hourglass.run("score", model.toString(), "--top", "10000").out()).hasSize(ROWS + 1);
    }

    @Test
    void scoresAreOneJsonObjectWhereThatIsAskedFor() {
        var run = Hourglass.run("score", model.toString(), "--top", "2", "--reasons", "1", "--json");

        assertThat(run.out()).hasSize(1);
        var fields = json(run);
        assertThat(fields.get("rows").asInt()).isEqualTo(ROWS);
        assertThat(fields.get("anomalies").asInt()).isPositive();
        assertThat(fields.get("threshold").asDouble()).isEqualTo(TableModel.load(model).threshold());
        assertThat(fields.get("scores")).hasSize(2);
        var strangest = fields.get("scores").get(0);
        assertThat(strangest.propertyNames()).containsExactlyInAnyOrder("id", "score", "p_value", "anomaly", "reasons");
        assertThat(strangest.get("id").asString()).startsWith("A-");
        assertThat(strangest.get("anomaly").asBoolean()).isTrue();
        assertThat(strangest.get("score").asDouble())
                .isGreaterThanOrEqualTo(fields.get("scores").get(1).get("score").asDouble());
        assertThat(json(Hourglass.run("score", model.toString(), "--json")).has("scores")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"--part test,'--part and --resize: expected a model of samples'",
        "--resize,'--part and --resize: expected a model of samples'",
        "--regions 2,'--maps, --regions: expected a model of pictures'",
        "--reasons -1,'--reasons: expected 0 or more, found -1'", "--top 0,'--top: expected at least 1, found 0'",
        "--windows,'--windows: expected the model of windows over time'"})
    void whatScoresOfTablesDoNotHaveIsRefused(String options, String sentence) {
        var arguments = new ArrayList<>(List.of("score", model.toString()));
        arguments.addAll(List.of(options.split(" ", -1)));

        var run = Hourglass.run(arguments.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().getLast()).startsWith("hourglass: " + sentence);
    }

    @Test
    void readsOtherFilesOfTheTable() throws IOException {
        var other = folder.resolve("other.csv");
        Files.writeString(other, """
                extra;placed;select;weight;amount;country
                1;2026-03-01;yes;2.5;100;FR
                2;2026-03-02;no;;-7;DE
                """);
        var run = Hourglass.run("score", model.toString(), "--data", other.toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).hasSize(3);
        assertThat(run.out().get(1)).startsWith("1,");

        Files.writeString(other, "placed,select,weight,ammount,country\n2026-03-01,yes,2.5,100,FR\n");
        var missing = Hourglass.run("score", model.toString(), "--data", other.toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.err().getLast()).contains("expected a column 'amount'").contains("did you mean 'ammount'?");
    }

    @Test
    void aThresholdChangesWithoutData() throws IOException {
        var copy = Files.copy(model, folder.resolve("copy.hourglass"));
        var before = TableModel.load(copy);

        assertThat(Hourglass.run("threshold", copy.toString(), "--false-alarms", "0.2").exitCode()).isZero();
        var after = TableModel.load(copy);
        assertThat(after.threshold()).isLessThan(before.threshold());
        assertThat(after.calibration().survival(after.threshold())).isLessThanOrEqualTo(0.2);
        assertThat(after.autoencoder().weightsSha256()).isEqualTo(before.autoencoder().weightsSha256());

        assertThat(Hourglass.run("threshold", copy.toString(), "--pot", "0.0001").exitCode()).isZero();
        assertThat(TableModel.load(copy).threshold()).isGreaterThan(before.threshold());
        assertThat(
                Hourglass.run("threshold", copy.toString(), "--maximise", "f1", "--data", file.toString()).exitCode())
                .isZero();
        var shown = Hourglass.run("threshold", copy.toString());
        assertThat(shown.out()).anyMatch(line -> line.contains("--false-alarms 0.05"));
        assertThat(shown.out()).anyMatch(line -> line.matches(" +--pot +0.0001 .*"));

        for (var choice : List.of(List.of("--score", "NaN"), List.of("--recall", "2", "--data", file.toString()))) {
            var arguments = new ArrayList<>(List.of("threshold", copy.toString()));
            arguments.addAll(choice);
            assertThat(Hourglass.run(arguments.toArray(String[]::new)).exitCode()).isEqualTo(2);
        }

        var tooFew = Hourglass.run("threshold", copy.toString(), "--false-alarms", "0.000001");
        assertThat(tooFew.exitCode()).isEqualTo(2);
        assertThat(tooFew.err().getFirst()).contains("use --pot for less");
    }

    @Test
    void oneRowIsExplained() {
        var run = Hourglass.run("explain", model.toString(), "--id", "A-7");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out().getFirst()).startsWith("row A-7: score ");
        assertThat(run.out()).hasSize(6).anyMatch(line -> line.contains("amount ") && line.contains("(90 % between "));
        var unknown = Hourglass.run("explain", model.toString(), "--id", "nobody");
        assertThat(unknown.err().getLast()).endsWith(
                "orders.csv: expected the name of one of 600 rows, such as 'A-0', 'A-1', 'A-2', found 'nobody'");
        assertThat(Hourglass.run("explain", model.toString(), "--id", "a-17").err().getLast())
                .endsWith("; did you mean 'A-17'?");
    }

    /// Two rows, one of them held out, say nothing about one in a hundred.
    @Test
    void fewRowsGiveAThresholdJustAboveTheHeldOutOnes() throws IOException {
        var few = folder.resolve("few.csv");
        Files.writeString(few, "a,b\n1,x\n2,y\n3,x\n2,y\n");
        var run = Hourglass.run("train", few.toString(), "--out", folder.resolve("few").toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(TableModel.load(folder.resolve("few/model.hourglass")).threshold()).isLessThan(100);
    }

    @Test
    void aQueryTakesSomeRows() throws IOException {
        var some = "SELECT * FROM data WHERE country = 'DE'";
        var out = folder.resolve("german.csv");
        var scored = Hourglass.run("score", model.toString(), "--data", file.toString(), "--query", some, "--out",
                out.toString());
        assertThat(scored.exitCode()).as("%s", scored.err()).isZero();
        int german = Files.readAllLines(out).size() - 1;
        assertThat(german).isBetween(100, 200);

        var evaluated = Hourglass.run("evaluate", model.toString(), "--query", some, "--json");
        assertThat(json(evaluated).at("/rows").asInt()).isEqualTo(german);
        assertThat(Hourglass.run("encode", model.toString(), "--query", some).out()).hasSize(german + 1);
        var elsewhere = Hourglass.run("explain", model.toString(), "--id", "A-0", "--query",
                "SELECT * FROM data WHERE false");
        assertThat(elsewhere.err().getFirst()).contains("expected a row 'A-0', found no rows at all");
    }

    @Test
    void rowsOfOneNameAreReported() throws IOException {
        var twice = folder.resolve("twice.csv");
        Files.write(twice, orders().stream().map(line -> line.replace("A-9,", "A-7,")).toList());
        var run = Hourglass.run("explain", model.toString(), "--id", "A-7", "--data", twice.toString());

        assertThat(run.err()).containsExactly("2 rows are called 'A-7'; this is the first");
        assertThat(run.out().getFirst()).startsWith("row A-7: score ");
    }

    @Test
    void fewHeldOutRowsAreReported() throws IOException {
        var copy = Files.copy(model, folder.resolve("guess.hourglass"));
        var run = Hourglass.run("threshold", copy.toString(), "--pot", "0.0001");

        assertThat(run.err().getFirst()).matches(
                "only \\d+ rows are held out, and cannot tell scores rarer than 1 of \\d+: the threshold for 0.0001 is a guess, .*");
        assertThat(run.out().getFirst())
                .matches(
                        "rows with a score of [\\d.]+ or more are anomalies from now on: about 0.100 of 1,000 rows .*");
        var huge = Hourglass.run("threshold", copy.toString(), "--score", "1e308");
        assertThat(huge.out().getFirst()).startsWith("rows with a score of 1.0000e+308 or more");
        assertThat(Hourglass.run("threshold", copy.toString()).out()).allMatch(line -> line.length() < 200);
    }

    @Test
    void aFolderIsNoModelAndNoNameNoFile() {
        assertThat(Hourglass.run("inspect", folder.resolve("run").toString()).err().getLast())
                .endsWith("run: expected a file, found a folder; name the model in it, " + model);
        assertThat(Hourglass.run("explain", folder.toString(), "--id", "1").err().getLast())
                .endsWith(": expected a file, found a folder; name a file in it");
        assertThat(Hourglass.run("score", model.toString(), "--out", "").err().getLast()).isEqualTo(
                "hourglass: invalid value for option '--out': expected the name of a file or folder, found nothing; see hourglass score --help");
        assertThat(Hourglass.run("table", "plan", "").err().getLast())
                .isEqualTo("hourglass: table: expected the name of a file, found nothing");
    }

    @Test
    void dataThatHaveMovedAreNamed() throws IOException {
        var moved = folder.resolve("moved.hourglass");
        TrainedAutoencoder.load(model).withMetadata(Map.of("data", folder.resolve("gone.csv").toString())).save(moved);

        for (var command : List.of(List.of("score"), List.of("evaluate"), List.of("encode"),
                List.of("explain", "--id", "A-1"))) {
            var arguments = new ArrayList<>(command);
            arguments.add(moved.toString());
            assertThat(Hourglass.run(arguments.toArray(String[]::new)).err().getLast()).endsWith(
                    "gone.csv: no such file or folder, though " + moved
                            + " was trained on it; if the data have moved, set the new path with --data");
        }
    }

    @Test
    void aBatchThatIsTooLargeIsRefusedBeforeAnyTraining() {
        for (var size : List.of("500", "2000000000")) {
            var run = Hourglass.run("train", file.toString(), "--set", "train.batch=" + size, "--out",
                    folder.resolve("huge").toString());
            assertThat(run.err().getLast()).startsWith("hourglass: ").contains("train.batch: expected at most the 4")
                    .endsWith(" rows that are trained on, found " + size + "; make it smaller");
            assertThat(run.err()).noneMatch(line -> line.startsWith("a first training "));
        }
    }

    @Test
    void helpSpeaksOfTables() {
        for (var command : List.of("score", "evaluate", "encode")) {
            assertThat(String.join(" ", Hourglass.run(command, "--help").out()).replaceAll("\\s+", " "))
                    .contains("table", "JSON or Parquet file");
        }
    }

    @Test
    void optionsOfTablesAreRefusedElsewhere() {
        var maps = Hourglass.run("score", model.toString(), "--maps", folder.resolve("maps").toString());
        assertThat(maps.exitCode()).isEqualTo(2);
        assertThat(maps.err().getFirst()).contains("expected a model of pictures, found that of a table");
        var run = Hourglass.run("train", "../examples/dense.yaml", "--label", "x");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().getFirst()).contains("expected a table");
        var table = Hourglass.run("train", file.toString(), "--data", "3");
        assertThat(table.exitCode()).isEqualTo(2);
        assertThat(table.err().getFirst()).contains("--data and --resize: expected a spec to train, found a table");
        var set = Hourglass.run("train", file.toString(), "--set", "model.autoencodr=auto");
        assertThat(set.exitCode()).isEqualTo(1);
        assertThat(set.err().getFirst()).contains("autoencodr");
    }

    @Test
    void epochsAreThoseThatWereAskedFor() {
        var run = Hourglass.run("train", file.toString(), "--epochs", "1", "--json", "--out",
                folder.resolve("one").toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(json(run).at("/epochs").asInt()).isEqualTo(1);

        var none = Hourglass.run("train", file.toString(), "--epochs", "0");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err().getFirst()).contains("epochs must be at least 1, found 0");
    }

    @Test
    void aTrainingLeavesNoEncodedRowsBehind() throws IOException {
        var run = Files.createDirectories(folder.resolve("again"));
        Files.writeString(run.resolve("rows.tmp"), "of a run that was killed");
        assertThat(Hourglass.run("train", file.toString(), "--epochs", "1", "--out", run.toString(), "--force")
                .exitCode()).isZero();
        assertThat(run.resolve("model.hourglass")).exists();
        assertThat(run.resolve("rows.tmp")).doesNotExist();

        var failed = folder.resolve("failed");
        assertThat(Hourglass.run("train", file.toString(), "--label", "country", "--out", failed.toString()).exitCode())
                .isEqualTo(1);
        assertThat(failed).doesNotExist();
    }

    @Test
    void aFolderIntoWhichAnotherProcessTrainsIsRefusedBeforeAnythingIsRead() throws IOException {
        var busy = Files.createDirectory(folder.resolve("busy"));
        try (var channel = FileChannel.open(busy.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            for (var of : List.of(file, Files.writeString(folder.resolve("busy.yaml"), "data: no.csv\ntable: {}\n"))) {
                var run = Hourglass.run("train", of.toString(), "--out", busy.toString());

                assertThat(run.exitCode()).isEqualTo(1);
                assertThat(run.err()).containsExactly("hourglass: " + busy
                        + ": another process is training in this folder; wait until it ends, or choose another with --out");
            }
            assertThat(busy).isDirectoryNotContaining(entry -> !entry.endsWith(".lock"));
        }
    }

    @Test
    void aTableThatCannotBeReadLeavesNoFolder() {
        var out = folder.resolve("unread");

        assertThat(Hourglass.run("train", folder.resolve("missing.csv").toString(), "--out", out.toString()).exitCode())
                .isEqualTo(1);

        assertThat(out).doesNotExist();
    }

    @Test
    void labelsOfOneKindAreRefused() throws IOException {
        var plain = folder.resolve("plain.csv");
        Files.writeString(plain, "a,b\n1,x\n2,x\n3,x\n4,x\n");
        var run = Hourglass.run("train", plain.toString(), "--label", "b", "--out", folder.resolve("none").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().getLast()).contains("label: expected two labels");
    }
}
