package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.model.TableModel;
import dev.hourglass.table.CategoricalColumn;
import dev.hourglass.table.NumericColumn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Drift, filled cells and codes of a table's model, from file to file.
class TableDriftTest {
    private static final int ROWS = 900;
    private static final String HEAD = "order id,comment,kind,weight,price,fragile";

    @TempDir
    static Path folder;

    private static Path file;
    private static String model;

    @BeforeAll
    static void train() throws IOException {
        file = write("goods.csv", orders(1, UnaryOperator.identity()));
        model = folder.resolve("run/model.hourglass").toString();
        var run = Hourglass.run("train", file.toString(), "--id", "order id", "--ignore", "comment", "--out",
                folder.resolve("run").toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
    }

    /// Weight, price and fragility follow from the kind.
    private static List<String> orders(long seed, UnaryOperator<String> change) {
        var random = new SplittableRandom(seed);
        var lines = new ArrayList<>(List.of(HEAD));
        for (int row = 0; row < ROWS; row++) {
            int kind = random.nextInt(3);
            double size = random.nextGaussian();
            lines.add(change.apply(String.format(Locale.ROOT, "A-%d,\"no %d, please\",%s,%.2f,%.2f,%s", row, row,
                    List.of("cup", "chair", "desk").get(kind), 20 * kind + 50 + size,
                    10 * kind + 20 + 3 * size + 0.1 * random.nextGaussian(), kind == 0 ? "yes" : "no")));
        }
        return lines;
    }

    private static Path write(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    private static JsonNode json(Hourglass run) {
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return JsonMapper.shared().readTree(run.out().getLast());
    }

    @Test
    void theTrainingFileHasNotDrifted() {
        var run = Hourglass.run("drift", model, "--data", file.toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out().getFirst()).isEqualTo("900 rows beside 900 of training");
        assertThat(run.out().get(1)).startsWith("column ").contains("effect", "PSI", "missing", "change");
        assertThat(run.out()).hasSize(8);
        assertThat(run.out().getLast()).startsWith("no column has drifted ").endsWith("; scores have not");
    }

    @Test
    void whatChangedIsFoundAndNothingElse() throws IOException {
        var changed = write("changed.csv", orders(2, line -> line.replace(",desk,", ",table,")));
        var drifted = json(Hourglass.run("drift", model, "--data", changed.toString(), "--json"));

        assertThat(drifted.at("/drifted").toString()).isEqualTo("[\"kind\"]");
        assertThat(drifted.at("/columns/0/name").asString()).isEqualTo("kind");
        assertThat(drifted.at("/columns/0/new_categories/0/name").asString()).isEqualTo("table");
        assertThat(drifted.at("/columns/0/new_categories/0/share").asDouble()).isBetween(0.28, 0.39);
        assertThat(drifted.at("/columns/0/values/adjusted_p_value").asDouble()).isLessThan(1e-10);
        assertThat(drifted.at("/scores/drift").asBoolean()).isTrue();

        var out = folder.resolve("drift.csv");
        var run = Hourglass.run("drift", model, "--data", changed.toString(), "--out", out.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).anyMatch(line -> line.matches("kind \\* +categorical +0\\.\\d+ .*"))
                .anyMatch(line -> line
                        .matches("kind: 3\\d % of the cells are categories that were never seen: table .*"));
        assertThat(run.out().getLast()).startsWith("1 of 4 columns has drifted ")
                .endsWith(": kind; scores have drifted");
        assertThat(Files.readAllLines(out)).hasSize(5).first().asString().startsWith("column,type,drift,effect,");
    }

    @Test
    void aQueryTakesThePlaceOfAllRows() {
        var drifted = json(Hourglass.run("drift", model, "--data", file.toString(), "--json", "--query",
                "SELECT * FROM data WHERE kind = 'cup'"));

        assertThat(drifted.at("/rows").asInt()).isBetween(250, 350);
        assertThat(drifted.at("/drifted").size()).isEqualTo(4);
        var none = Hourglass.run("drift", model, "--data", file.toString(), "--query", "SELECT * FROM data LIMIT 0");
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err().getLast()).isEqualTo("hourglass: drift: expected rows to compare, found none");
    }

    @Test
    void missingCellsAreFilledAndAllOthersStay() throws IOException {
        var whole = orders(3, UnaryOperator.identity());
        var holes = new ArrayList<>(List.of(HEAD));
        for (int row = 0; row < ROWS; row++) {
            var cells = whole.get(row + 1).split(",(?! )", -1);
            if (row % 3 == 0) {
                cells[2 + row / 3 % 4] = row % 2 == 0 ? "" : "NA";
            }
            holes.add(String.join(",", cells));
        }
        var in = write("holes.csv", holes);
        var out = folder.resolve("filled.csv");
        var run = Hourglass.run("fill", model, "--data", in.toString(), "--intervals", "--json", "--out",
                out.toString());

        assertThat(json(run).at("/filled").toString())
                .isEqualTo("{\"kind\":75,\"weight\":75,\"price\":75,\"fragile\":75}");
        var lines = Files.readAllLines(out);
        assertThat(lines.getFirst()).isEqualTo(HEAD + ",weight_low,weight_high,price_low,price_high,filled");
        int right = 0;
        double error = 0;
        for (int row = 0; row < ROWS; row++) {
            var cells = lines.get(row + 1).split(",(?! )", -1);
            var truth = whole.get(row + 1).split(",(?! )", -1);
            var names = List.of("kind", "weight", "price", "fragile");
            int hole = row % 3 == 0 ? row / 3 % 4 : -1;
            assertThat(cells[10]).isEqualTo(hole < 0 ? "" : names.get(hole));
            for (int i = 0; i < truth.length; i++) {
                if (i != hole + 2 || hole < 0) {
                    assertThat(cells[i]).isEqualTo(truth[i]);
                }
            }
            assertThat(cells[6].isEmpty()).isEqualTo(hole != 1);
            if (hole == 1) {
                error += Math.abs(Double.parseDouble(cells[3]) - Double.parseDouble(truth[3])) / 75;
                assertThat(Double.parseDouble(cells[6])).isLessThan(Double.parseDouble(cells[7]));
            } else if (hole == 0 || hole == 3) {
                right += cells[hole + 2].equals(truth[hole + 2]) ? 1 : 0;
            }
        }
        // The most frequent kind and fragility are right in a third and two thirds; the mean weight is wrong by 13.
        assertThat(right).isGreaterThan(140);
        assertThat(error).isLessThan(6);
    }

    @Test
    void anInfiniteNumberIsRefusedAndNotFilled() throws IOException {
        var rows = new ArrayList<>(orders(4, UnaryOperator.identity()));
        var cells = rows.get(7).split(",(?! )", -1);
        cells[3] = "1e400";
        rows.set(7, String.join(",", cells));
        var in = write("infinite.csv", rows);
        var out = folder.resolve("of-infinite.csv");

        for (var command : List.of("fill", "score", "encode", "drift")) {
            var run = Hourglass.run(command, model, "--data", in.toString(), "--out", out.toString());

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err().getLast()).startsWith("hourglass: " + in
                    + ": column 'weight', row 7: expected a finite number, found '1e400'; correct it, ");
        }
        assertThat(out).doesNotExist();
    }

    @Test
    void aFileIsNotFilledOverItself() {
        var run = Hourglass.run("fill", model, "--data", file.toString().replace(".csv", ".cs?"), "--out",
                file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().getLast()).contains("expected a file other than those that are read");
        assertThat(file).isNotEmptyFile();
    }

    @Test
    void codesOfRowsHaveTheirIds() throws IOException {
        var out = folder.resolve("codes.csv");
        var run = Hourglass.run("encode", model, "--data", file.toString(), "--out", out.toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.err()).contains("wrote 900 codes to " + out);
        var lines = Files.readAllLines(out);
        assertThat(lines).hasSize(ROWS + 1);
        assertThat(lines.getFirst()).startsWith("id,f1,f2,").endsWith(",f64");
        assertThat(lines.get(1)).startsWith("A-0,").matches("A-0(,-?[0-9.E-]+){64}");
        assertThat(Hourglass.run("encode", model, "--data", file.toString()).out()).isEqualTo(lines);
        var parquet = folder.resolve("codes.parquet").toString();
        assertThat(Hourglass.run("encode", model, "--out", parquet).exitCode()).isZero();
    }

    @Test
    void embeddingsOfLevelsAreTheWeightsOfTheFirstLayer() throws IOException {
        var schema = TableModel.load(Path.of(model)).schema();
        var column = schema.columns().stream().filter(CategoricalColumn.class::isInstance)
                .map(CategoricalColumn.class::cast).findFirst().orElseThrow();
        var out = folder.resolve("levels.csv");
        var run = Hourglass.run("table", "embeddings", model, "--column", column.name(), "--out", out.toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        var lines = Files.readAllLines(out);
        var embeddings = TableModel.load(Path.of(model)).embeddings(column.name());
        assertThat(lines.getFirst()).startsWith("level,e0,e1,");
        assertThat(lines).hasSize(1 + embeddings.levels().size());
        assertThat(lines.get(1).split(",", -1)).hasSize(1 + embeddings.vectors()[0].length)
                .startsWith(column.levels().getFirst(), Float.toString(embeddings.vectors()[0][0]));
        assertThat(Hourglass.run("table", "embeddings", model, "--column", column.name()).out())
                .isEqualTo(lines);

        var number = schema.columns().stream().filter(NumericColumn.class::isInstance).findFirst().orElseThrow();
        var refused = Hourglass.run("table", "embeddings", model, "--column", number.name());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.err().getLast()).contains("expected a column of categories that the model reads, found '"
                + number.name() + "'; there are '");
        assertThat(Hourglass.run("table", "embeddings", model).err().getLast())
                .contains("--column: expected the name of a column of categories, found none; add it");
        assertThat(Hourglass.run("table", "plans", model).err().getLast())
                .contains("expected plan or embeddings, found 'plans'");
    }

    @Test
    void whatDoesNotApplyToTablesIsRefused() {
        for (var option : List.of(List.of("--part", "test"), List.of("--resize"))) {
            var arguments = new ArrayList<>(List.of("encode", model, "--data", file.toString()));
            arguments.addAll(option);
            var run = Hourglass.run(arguments.toArray(String[]::new));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err().getFirst()).contains("expected a model of samples, found the model of a table");
        }
        var npy = Hourglass.run("encode", model, "--data", file.toString(), "--out",
                folder.resolve("codes.npy").toString());
        assertThat(npy.exitCode()).isEqualTo(1);
        assertThat(npy.err().getLast()).contains("expected a name that ends with one of .csv");
    }

    @Test
    void fillAddsNoColumnTwice() throws IOException {
        var named = write("named.csv", orders(4, line -> line + ",").stream()
                .map(line -> line.equals(HEAD) ? HEAD + ",filled" : line).toList());
        var out = folder.resolve("twice.csv").toString();

        var run = Hourglass.run("fill", model, "--data", named.toString(), "--out", out);
        assertThat(run.err().getLast()).isEqualTo("hourglass: " + named
                + ": expected no column 'filled', which fill adds, found one; leave it out with --query 'SELECT * EXCLUDE (\"filled\") FROM data'");
        assertThat(Path.of(out)).doesNotExist();
        assertThat(Hourglass.run("fill", model, "--data", named.toString(), "--out", out, "--query",
                "SELECT * EXCLUDE (\"filled\") FROM data").exitCode()).isZero();

        var bounds = write("bounds.csv", orders(4, line -> line.replaceFirst(",[^,]*(,[^,]*,[^,]*)$", ",$1,3")).stream()
                .map(line -> line.equals(HEAD) ? HEAD + ",Weight_low" : line).toList());
        assertThat(Hourglass.run("fill", model, "--data", bounds.toString(), "--out", out, "--intervals").err()
                .getLast()).contains("expected no column 'Weight_low', which fill adds, found one; ")
                .endsWith(", or remove --intervals");
    }
}
