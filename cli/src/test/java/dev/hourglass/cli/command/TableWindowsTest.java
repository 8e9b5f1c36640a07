package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.model.WindowModel;
import dev.hourglass.table.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Windows over time from the file to scores: sensors of three machines, one of which stops for too short a time.
class TableWindowsTest {
    private static final String HEAD = "id,machine,time,load,heat,odd";
    private static final String TABLE = "{id: id, label: odd, order: time, by: machine, window: 8, stride: 2}";

    @TempDir
    static Path folder;

    private static final List<String> ROWS = rows();
    private static Path model;

    /// Heat follows the load of the minute before; in odd rows it does not.
    private static List<String> rows() {
        var random = new SplittableRandom(3);
        var rows = new ArrayList<String>();
        for (var machine : List.of("north", "south", "east")) {
            double before = 0;
            for (int minute = 0; minute < 300; minute++) {
                double load = 10 + 5 * StrictMath.sin(minute * 0.4) + 0.2 * random.nextGaussian();
                boolean isOdd = minute % 60 == 37;
                int hour = minute / 60 + (minute >= 200 && machine.equals("east") ? 3 : 0);
                rows.add(String.format(Locale.ROOT, "%s-%d,%s,2026-03-01 %02d:%02d:00,%.3f,%.3f,%s", machine, minute,
                        machine, hour, minute % 60, load, isOdd ? 62 - 2 * before : 2 * before + 0.2, isOdd ? "yes"
                                : "no"));
                before = load;
            }
        }
        for (int minute = 0; minute < 5; minute++) {
            rows.add("brief-%d,brief,2026-03-01 00:0%d:00,10,20,no".formatted(minute, minute));
        }
        return rows;
    }

    private static Path csv(String name, List<String> rows) throws IOException {
        var lines = new ArrayList<>(List.of(HEAD));
        lines.addAll(rows);
        return Files.write(folder.resolve(name), lines);
    }

    private static Path spec(String name, Path data, String table, String more) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"),
                "data: " + data + "\ntable: " + table + "\n" + more);
    }

    @BeforeAll
    static void train() throws IOException {
        var data = csv("sensors.csv", ROWS);
        var run = Hourglass.run("train",
                spec("sensors", data, TABLE, "threshold: {false_alarms: 0.1}").toString(), "--json", "--out",
                folder.resolve("run").toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.err()).contains(
                "machine  by                                      names the series of a row, as asked",
                "1 gap of more than 1.5 steps in 'time' (a step is 1 minute): no window reaches over one",
                "1 series of fewer than 8 rows is left out: 'brief'")
                .anyMatch(line -> line.matches(
                        "training on \\d+ windows of 8 rows and 2 columns; \\d+ more are left out as the most unusual, \\d+ rows held out in blocks of time to calibrate"));
        var fields = JsonMapper.shared().readTree(run.out().getLast());
        assertThat(fields.at("/metrics/roc_auc").asDouble()).isGreaterThan(0.95);
        assertThat(fields.at("/baselines/isolation_forest/roc_auc").asDouble()).isBetween(0.5, 1.0);
        assertThat(folder.resolve("run/report.html")).content()
                .containsPattern("(north|south|east)-(37|97|157|217|277)");
        assertThat(folder.resolve("run/figures/scores.png")).exists();
        model = folder.resolve("run/model.hourglass");
    }

    private static List<String> lines(String... arguments) throws IOException {
        var out = folder.resolve("out.csv");
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", out.toString()));
        var run = Hourglass.run(all.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return Files.readAllLines(out);
    }

    private static String refusal(int exitCode, String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isEqualTo(exitCode);
        return String.join("\n", run.err());
    }

    @Test
    void writesALineForEachRowInTheOrderOfTheFile() throws IOException {
        var lines = lines("score", model.toString(), "--reasons", "1");

        assertThat(lines).hasSize(906).startsWith("id,score,p_value,anomaly,reasons");
        assertThat(lines.subList(1, 906).stream().map(line -> line.replaceFirst(",.*", "")))
                .isEqualTo(ROWS.stream().map(row -> row.replaceFirst(",.*", "")).toList());
        assertThat(lines.subList(901, 906)).allMatch(line -> line.matches("brief-\\d,,,,"));
        assertThat(lines).anyMatch(
                line -> line.matches("(north|south|east)-(37|97|157|217|277),.*,true,\"?heat .* expected .*"));
    }

    @Test
    void tellsOfTheRowsInNoWindow() {
        var run = Hourglass.run("score", model.toString());

        assertThat(run.err().getLast())
                .matches("scored 900 rows, \\d+ of them anomalies; in no window and without a score: 5 rows");
    }

    @Test
    void drawsTheSeriesAndSaysHowManyLabelledRowsAreFound() throws IOException {
        var figure = folder.resolve("series.png");

        var run = Hourglass.run("score", model.toString(), "--label", "odd", "--figure", figure.toString(), "--json");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.err()).anyMatch(line -> line.matches(
                "found \\d+ of 15 yes; \\d+ of 885 other rows flagged; ROC AUC of rows 0\\.\\d+"))
                .contains("wrote the figure " + figure);
        var fields = JsonMapper.shared().readTree(run.out().getLast());
        assertThat(fields.at("/labelled/kinds/yes/stretches").asInt()).isEqualTo(15);
        assertThat(fields.at("/labelled/kinds/yes/found").asInt()).isGreaterThan(9);
        assertThat(fields.at("/labelled/roc_auc").asDouble()).isGreaterThan(0.9);
        var image = ImageIO.read(figure.toFile());
        // Two columns and the scores, one above the other.
        assertThat(image.getWidth()).isEqualTo(2400);
        assertThat(image.getHeight()).isEqualTo(2 * (112 + 2 * 160 + 90 + 44));
    }

    @Test
    void refusesFiguresOfOtherThings() {
        assertThat(refusal(2, "score", model.toString(), "--windows", "--figure", "x.png"))
                .contains("--reasons, --figure, --label: expected rows, found --windows beside it; remove one of them");
        assertThat(refusal(2, "score", model.toString(), "--figure", "x.pdf"))
                .contains("--figure x.pdf: expected a name that ends with .png, found another");
    }

    @Test
    void writesALineForEachWindow() throws IOException {
        var lines = lines("score", model.toString(), "--windows");

        assertThat(lines.getFirst()).isEqualTo("by,first,last,score,p_value,anomaly");
        // Of 300 rows 147, of 200 and 100 rows 97 and 47.
        assertThat(lines).hasSize(1 + 147 + 147 + 97 + 47);
        assertThat(lines.get(1)).startsWith("east,2026-03-01,2026-03-01 00:07:00,");
        assertThat(lines.getLast()).startsWith("south,2026-03-01 04:52:00,2026-03-01 04:59:00,");
        assertThat(lines).anyMatch(line -> line.endsWith(",true")).anyMatch(line -> line.endsWith(",false"));
    }

    @Test
    void theStrangestRowsAndWindowsComeFirst() {
        var rows = Hourglass.run("score", model.toString(), "--top", "3", "--json");
        var windows = Hourglass.run("score", model.toString(), "--windows", "--top", "3");

        var fields = JsonMapper.shared().readTree(rows.out().getLast());
        assertThat(fields.get("rows").asInt()).isEqualTo(905);
        assertThat(fields.get("unscored").asInt()).isEqualTo(5);
        assertThat(fields.get("scores")).hasSize(3);
        assertThat(fields.get("scores").get(0).get("anomaly").asBoolean()).isTrue();
        assertThat(windows.out()).hasSize(4).first().isEqualTo("by,first,last,score,p_value,anomaly");
        assertThat(
                windows.out().subList(1, 4).stream().map(line -> Double.parseDouble(line.split(",", -1)[3])).toList())
                .isSortedAccordingTo(Comparator.reverseOrder());
    }

    @Test
    void theOrderOfTheFileChangesNeitherModelNorScores() throws IOException {
        var rows = new ArrayList<>(ROWS);
        Collections.shuffle(rows, new Random(1));
        var shuffled = csv("shuffled.csv", rows);
        var score = Hourglass.run("score", model.toString(), "--data", shuffled.toString());
        assertThat(score.err())
                .anyMatch(line -> line
                        .matches(
                                "\\d+ rows are not in the order of 'time': they were sorted, one series after the other"));
        assertThat(score.out().subList(1, score.out().size()).stream().sorted())
                .isEqualTo(lines("score", model.toString()).stream().skip(1).sorted().toList());

        var run = Hourglass.run("train", spec("shuffled", shuffled, TABLE, "").toString(), "--out",
                folder.resolve("again").toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(WindowModel.load(folder.resolve("again/model.hourglass")).autoencoder().weightsSha256())
                .isEqualTo(WindowModel.load(model).autoencoder().weightsSha256());
    }

    @Test
    void theSpecOfTheRunTrainsTheSameModel() throws IOException {
        var again = Hourglass.run("train", folder.resolve("run/spec.yaml").toString(), "--out",
                folder.resolve("same").toString());
        assertThat(again.exitCode()).as("%s", again.err()).isZero();
        assertThat(folder.resolve("same/spec.yaml")).hasSameTextualContentAs(folder.resolve("run/spec.yaml"));
        var same = WindowModel.load(folder.resolve("same/model.hourglass"));
        assertThat(same.autoencoder().weightsSha256())
                .isEqualTo(WindowModel.load(model).autoencoder().weightsSha256());
        assertThat(same.threshold()).isEqualTo(WindowModel.load(model).threshold());
    }

    @Test
    void explainsARow() {
        var run = Hourglass.run("explain", model.toString(), "--id", "south-157");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out().getFirst()).startsWith("row south-157: score ").endsWith("an anomaly");
        assertThat(run.out().get(1)).contains("heat ", ", expected ");
        assertThat(refusal(1, "explain", model.toString(), "--id", "brief-2")).endsWith(
                "expected a row in a window, found row 'brief-2' in none: fewer than 8 rows follow one another there");
        assertThat(refusal(1, "explain", model.toString(), "--id", "west-1"))
                .contains("expected the name of one of 905 rows, such as '")
                .endsWith(", found 'west-1'; did you mean 'east-1'?");
    }

    @Test
    void movesTheThreshold() throws IOException {
        var moved = Files.copy(model, folder.resolve("moved.hourglass"));
        assertThat(Hourglass.run("threshold", moved.toString(), "--score", "1.5").exitCode()).isZero();
        assertThat(WindowModel.load(moved).threshold()).isEqualTo(1.5);
        var byLabel = Hourglass.run("threshold", moved.toString(), "--maximise", "f1", "--data",
                folder.resolve("sensors.csv").toString());
        assertThat(byLabel.exitCode()).as("%s", byLabel.err()).isZero();
        assertThat(lines("score", moved.toString()).stream().filter(line -> line.endsWith("true")).count())
                .isBetween(8L, 40L);
    }

    @Test
    void orderAndByAreReadOnlyWhereTheyAreAmongTheColumns() throws IOException {
        var data = folder.resolve("sensors.csv");
        var listed = "{id: id, label: odd, order: time, by: machine, window: 8, columns: {machine: categorical, time: timestamp}}";
        var run = Hourglass.run("train", spec("listed", data, listed, "").toString(), "--epochs", "1", "--out",
                folder.resolve("listed").toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(WindowModel.load(folder.resolve("listed/model.hourglass")).schema().columns().stream()
                .map(Column::name)).containsExactly("machine", "time", "load", "heat");
        assertThat(WindowModel.load(model).schema().columns().stream().map(Column::name))
                .containsExactly("load", "heat");
    }

    @Test
    void takesConvolutionsOverTime() throws IOException {
        var layers = """
                model:
                  encoder: [{reshape: [8, 1, 2]}, {conv: {filters: 6, kernel: 3, stride: 2, activation: relu}}, flatten, {dense: 4}]
                  decoder: [{dense: {units: 12, activation: relu}}]
                """;
        var run = Hourglass.run("train", spec("conv", folder.resolve("sensors.csv"), TABLE, layers).toString(),
                "--epochs", "2", "--out", folder.resolve("conv").toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(lines("score", folder.resolve("conv/model.hourglass").toString())).hasSize(906);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {order: tme, window: 8} | table: expected names of columns, found 'tme', there are
            {order: time, by: engine, window: 8} | table: expected names of columns, found 'engine', there are
            {order: time, by: machine, window: 301} | table.window: expected a series of at least 301 rows without a gap of more than 1.5 steps (a step is 1 minute), found at most 300 rows; choose a smaller window, or correct order and by
            {order: id, window: 8} | table.order: expected a column of times or numbers, found 'id', which has texts; name another, or turn its cells into times with a query
            {order: time, window: 8, stride: 0} | table.stride: expected 1 to 8 rows, the length of a window, found 0; with more, rows would be in no window
            """)
    void refusesWindowsThatTheTableCannotHave(String table, String message) throws IOException {
        var spec = spec("refused", folder.resolve("sensors.csv"), table, "");

        assertThat(refusal(1, "train", spec.toString(), "--out", folder.resolve("refused").toString()))
                .contains(message);
    }

    @Test
    void anEvaluationMeasuresHeldOutBlocksOrAllRows() throws IOException {
        var own = Hourglass.run("evaluate", model.toString(), "--json");
        assertThat(own.exitCode()).as("%s", own.err()).isZero();
        var fields = JsonMapper.shared().readTree(own.out().getLast());
        assertThat(fields.at("/metrics/roc_auc").asDouble()).isGreaterThan(0.95);
        assertThat(fields.at("/baselines/pca/roc_auc").asDouble()).isBetween(0.0, 1.0);

        var other = csv("other.csv", ROWS.subList(0, 300));
        var out = folder.resolve("evaluated");
        var run = Hourglass.run("evaluate", model.toString(), "--data", other.toString(), "--out", out.toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).contains("share explained of each column, on 300 rows:")
                .anyMatch(line -> line.matches(" +heat +\\d+\\.\\d %"));
        assertThat(out.resolve("report.html")).content().contains("north-");
        assertThat(out.resolve("figures/detection.png")).isNotEmptyFile();
    }

    @Test
    void codesAreThoseOfWindows() throws IOException {
        var codes = lines("encode", model.toString(), "--data", folder.resolve("sensors.csv").toString());
        var windows = lines("score", model.toString(), "--windows");

        assertThat(codes.getFirst()).startsWith("by,first,last,f1,f2");
        assertThat(codes.stream().skip(1).map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 3))))
                .isEqualTo(windows.stream().skip(1)
                        .map(line -> String.join(",", List.of(line.split(",", -1)).subList(0, 3))).toList());
        assertThat(codes.get(1)).isNotEqualTo(codes.get(2));
    }

    /// Heat is twice the load of the minute before, which only the row before says.
    @Test
    void missingCellsAreFilledFromTheRowsAround() throws IOException {
        var rows = new ArrayList<String>();
        for (int i = 0; i < ROWS.size(); i++) {
            var cells = ROWS.get(i).split(",", -1);
            boolean isHidden = i % 20 == 11 || i == ROWS.size() - 1;
            rows.add(String.join(",", cells[0], cells[1], cells[2], cells[3], isHidden ? "" : cells[4], cells[5]));
        }
        var data = csv("holes.csv", rows).toString();
        var filled = lines("fill", model.toString(), "--data", data, "--intervals");

        assertThat(filled.getFirst()).isEqualTo(HEAD + ",heat_low,heat_high,filled");
        double error = 0;
        int count = 0;
        int inside = 0;
        for (int i = 0; i < ROWS.size(); i++) {
            var cells = filled.get(i + 1).split(",", -1);
            double heat = Double.parseDouble(ROWS.get(i).split(",", -1)[4]);
            if (cells[8].equals("heat")) {
                error += Math.abs(Double.parseDouble(cells[4]) - heat);
                inside += Double.parseDouble(cells[6]) <= heat && heat <= Double.parseDouble(cells[7]) ? 1 : 0;
                count++;
            } else {
                assertThat(cells[4]).isEqualTo(i == ROWS.size() - 1 ? "" : ROWS.get(i).split(",", -1)[4]);
            }
        }
        assertThat(count).isEqualTo(45);
        // From its mean heat is 6.4 away on average.
        assertThat(error / count).isLessThan(4);
        assertThat(inside).isGreaterThan(33);
    }

    @Test
    void theTrainingFileHasNotDriftedAndAnotherHas() throws IOException {
        var own = Hourglass.run("drift", model.toString(), "--data", folder.resolve("sensors.csv").toString(),
                "--json");
        assertThat(own.exitCode()).as("%s", own.err()).isZero();
        assertThat(JsonMapper.shared().readTree(own.out().getLast()).get("drifted")).isEmpty();

        var hotter = csv("hotter.csv", ROWS.stream().map(row -> {
            var cells = row.split(",", -1);
            return String.join(",", cells[0], cells[1], cells[2], cells[3],
                    Double.toString(Double.parseDouble(cells[4]) + 30), cells[5]);
        }).toList());
        var run = Hourglass.run("drift", model.toString(), "--data", hotter.toString(), "--json");
        assertThat(JsonMapper.shared().readTree(run.out().getLast()).get("drifted").toString()).contains("heat")
                .doesNotContain("load");
    }

    @Test
    void theNetworkOfWindowsIsExportedAlone() {
        var out = folder.resolve("windows.onnx").toString();
        assertThat(refusal(2, "export", model.toString(), "--to", "onnx", "--out", out)).contains(
                "expected --network-only for a model of windows over time, found none: transforms and scores are exported of rows alone; add it, and give the network encoded windows");
        var run = Hourglass.run("export", model.toString(), "--to", "onnx", "--network-only", "--out", out);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.err().getLast()).startsWith("wrote the autoencoder to ");
    }

    @Test
    void whatNeedsSingleRowsRefusesTheModel() throws IOException {
        var sentence = "expected the model of a table's rows, found one of windows over time, which score, explain, threshold, evaluate, encode, fill and drift take; train one without window in its table";
        assertThat(refusal(1, "synthesize", model.toString(), "--rows", "3", "--out", folder.resolve("new.csv")
                .toString())).contains(sentence);
        assertThat(refusal(1, "table", "embeddings", model.toString(), "--column", "machine")).contains(sentence);
        assertThat(refusal(2, "score", model.toString(), "--windows", "--reasons", "2"))
                .contains("--reasons, --figure, --label: expected rows, found --windows beside it; remove one of them");
        var without = csv("without.csv", List.of()).toString();
        Files.writeString(Path.of(without), "machine,load,heat\nnorth,1,2\n");
        assertThat(refusal(1, "score", model.toString(), "--data", without))
                .contains("expected a column 'time', found");
    }
}
