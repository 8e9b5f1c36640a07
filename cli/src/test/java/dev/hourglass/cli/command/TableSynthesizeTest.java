package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// New rows of a table, from file to file.
class TableSynthesizeTest {
    private static final int ROWS = 600;
    private static final String HEAD = "order id,kind,pieces,price,day,fragile";

    @TempDir
    static Path folder;

    private static Path file;
    private static String model;

    @BeforeAll
    static void train() throws IOException {
        file = Files.write(folder.resolve("goods.csv"), orders());
        model = train("run", "--set", "model.autoencoder=variational");
    }

    private static String train(String out, String... more) {
        var arguments = new ArrayList<>(List.of("train", file.toString(), "--id", "order id", "--epochs", "40", "--out",
                folder.resolve(out).toString()));
        arguments.addAll(List.of(more));
        var run = Hourglass.run(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return folder.resolve(out).resolve("model.hourglass").toString();
    }

    private static List<String> orders() {
        var random = new SplittableRandom(1);
        var lines = new ArrayList<>(List.of(HEAD));
        for (int row = 0; row < ROWS; row++) {
            int kind = random.nextInt(3);
            lines.add(String.format(Locale.ROOT, "A-%d,%s,%s,%.2f,%02d.%02d.2026,%s", row,
                    List.of("cup", "chair", "desk").get(kind),
                    random.nextInt(5) == 0 ? "" : Integer.toString(1 + random.nextInt(9)),
                    20 * kind + 50 + 3 * random.nextGaussian(), 1 + random.nextInt(28), 1 + random.nextInt(12),
                    kind == 0));
        }
        return lines;
    }

    private static JsonNode json(Hourglass run) {
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return JsonMapper.shared().readTree(run.out().getLast());
    }

    private static Path out(String name) {
        return folder.resolve(name);
    }

    @Test
    void cellsAreWrittenAsTheFileHasThem() throws IOException {
        var out = out("new.csv");
        var run = Hourglass.run("synthesize", model, "--rows", "300", "--out", out.toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        var lines = Files.readAllLines(out);
        assertThat(lines).hasSize(301).first().isEqualTo("kind,pieces,price,day,fragile");
        assertThat(lines.subList(1, 301))
                .allMatch(line -> line
                        .matches("(cup|chair|desk),[1-9]?,\\d+\\.\\d{1,2},\\d\\d\\.\\d\\d\\.2026,(true|false)"))
                .anyMatch(line -> line.contains(",,"));
        assertThat(run.err()).contains("wrote 300 rows to " + out);
        assertThat(run.out().getFirst())
                .matches(
                        "quality beside 600 real rows: \\d+\\.\\d % \\(column shapes \\d+\\.\\d %, pair trends .* %\\)");
        assertThat(run.out())
                .anyMatch(line -> line.matches(" {2}synthetic rows {2}0\\.\\d{4} {2}0\\.\\d{4} {2}\\d of 300"));
    }

    @Test
    void qualityIsHighAndInTheJson() {
        var fields = json(Hourglass.run("synthesize", model, "--rows", "2000", "--out", out("q.parquet").toString(),
                "--json"));

        assertThat(fields.at("/rows").asInt()).isEqualTo(2000);
        assertThat(fields.at("/real_rows").asInt()).isEqualTo(ROWS);
        assertThat(fields.at("/quality/overall").asDouble()).isBetween(0.9, 1.0);
        assertThat(fields.at("/quality/columns").size()).isEqualTo(5);
        assertThat(fields.at("/quality/pairs").size()).isEqualTo(10);
        assertThat(fields.at("/nearest_training_row/synthetic/median").asDouble()).isPositive();
        assertThat(fields.at("/nearest_training_row/held_out/rows").asInt()).isBetween(30, 90);
        assertThat(out("q.parquet")).isNotEmptyFile();
    }

    @Test
    void theSeedDecidesTheRows() throws IOException {
        for (var name : List.of("a.csv", "b.csv")) {
            Hourglass.run("synthesize", model, "--rows", "5000", "--seed", "7", "--out", out(name).toString());
        }
        Hourglass.run("synthesize", model, "--rows", "5000", "--seed", "8", "--out", out("c.csv").toString());
        Hourglass.run("synthesize", model, "--rows", "10", "--seed", "7", "--out", out("d.csv").toString());

        assertThat(out("a.csv")).hasSameTextualContentAs(out("b.csv"));
        assertThat(Files.readAllLines(out("a.csv"))).isNotEqualTo(Files.readAllLines(out("c.csv")))
                .startsWith(Files.readAllLines(out("d.csv")).toArray(String[]::new));
    }

    /// What the model drew, it reads and finds usual.
    @Test
    void newRowsCanBeScoredByTheModel() throws IOException {
        Hourglass.run("synthesize", model, "--rows", "1000", "--out", out("scored.csv").toString());
        var run = Hourglass.run("score", model, "--data", out("scored.csv").toString(), "--out",
                out("scores.csv").toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        var scores = Files.readAllLines(out("scores.csv"));
        assertThat(scores).hasSize(1001);
        assertThat(scores.stream().filter(line -> line.endsWith(",true")).count()).isLessThan(200);
    }

    @Test
    void aModelWithoutAPriorIsRefused() {
        var plain = train("plain");

        var run = Hourglass.run("synthesize", plain, "--rows", "10", "--out", out("none.csv").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsExactly(
                "hourglass: the model is not variational: it has no distribution to draw rows from; train one with --set model.autoencoder=variational");
        assertThat(out("none.csv")).doesNotExist();
    }

    @Test
    void withoutTheTrainingTableRowsAreWrittenAndASentenceSaysSo() throws IOException {
        var moved = Files.copy(file, out("moved.csv"));
        var other = Hourglass.run("train", moved.toString(), "--id", "order id", "--epochs", "2", "--set",
                "model.autoencoder=variational", "--out", out("moved").toString());
        assertThat(other.exitCode()).isZero();
        Files.delete(moved);
        var own = out("moved/model.hourglass").toString();

        var run = Hourglass.run("synthesize", own, "--rows", "10", "--out", out("alone.csv").toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().getFirst()).startsWith(
                "the rows are compared with no table, because that of the training cannot be read; add --data: ");
        assertThat(Files.readAllLines(out("alone.csv"))).hasSize(11);

        var compared = json(Hourglass.run("synthesize", own, "--rows", "10", "--data", file.toString(), "--query",
                "SELECT * FROM data LIMIT 100", "--out", out("alone.csv").toString(), "--json"));
        assertThat(compared.at("/real_rows").asInt()).isEqualTo(100);
    }

    @Test
    void wrongUseIsRefused() {
        var none = Hourglass.run("synthesize", model, "--rows", "0", "--out", out("no.csv").toString());
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err().getFirst()).startsWith("hourglass: --rows: expected at least 1, found 0");

        var overwritten = Hourglass.run("synthesize", model, "--rows", "5", "--out", file.toString());
        assertThat(overwritten.exitCode()).isEqualTo(2);
        assertThat(overwritten.err().getLast()).contains("would overwrite an input");
        assertThat(file).content().startsWith(HEAD);
    }
}
