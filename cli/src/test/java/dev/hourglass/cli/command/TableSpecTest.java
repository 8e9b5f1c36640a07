package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.experiments.RunMetadata;
import dev.hourglass.model.TableModel;
import dev.hourglass.spec.layer.Activation;
import dev.hourglass.spec.layer.Dense;
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
import tools.jackson.databind.json.JsonMapper;

/// Specs of tables: written by a plan, by a run and by hand.
class TableSpecTest {
    @TempDir
    static Path folder;

    private static Path file;

    @BeforeAll
    static void write() throws IOException {
        var random = new SplittableRandom(3);
        var lines = new ArrayList<>(List.of("key: \"name\",country,amount,note,odd,empty"));
        for (int row = 0; row < 240; row++) {
            int country = random.nextInt(3);
            lines.add(String.format(Locale.ROOT, "R%d,%s,%s,%s,%s,", row, List.of("DE", "AT", "no").get(country),
                    row % 9 == 0 ? "NA" : String.format(Locale.ROOT, "%.2f", 10 * country + random.nextDouble()),
                    "n" + row, row % 40 == 3 ? "yes" : "no"));
        }
        file = Files.write(folder.resolve("orders.csv"), lines);
    }

    private static Path spec(String name, String yaml) throws IOException {
        return Files.writeString(folder.resolve(name), yaml.replace("FILE", file.toString()));
    }

    private static String weights(Path run, String... arguments) {
        var all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--json", "--out", run.toString()));
        var done = Hourglass.run(all.toArray(String[]::new));
        assertThat(done.exitCode()).as("%s", done.err()).isZero();
        return JsonMapper.shared().readTree(done.out().getLast()).at("/weightsSha256").asString();
    }

    private static String refusal(int exitCode, String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isEqualTo(exitCode);
        return String.join("\n", run.err());
    }

    /// The file, the spec of its plan, and the spec of its run.
    @Test
    void theSameModelComesOfThePlanAndOfTheRun() throws IOException {
        var plan = folder.resolve("plan.yaml");
        var planned = Hourglass.run("table", "plan", file.toString(), "--id", "key: \"name\"", "--label", "odd",
                "--out",
                plan.toString());
        assertThat(planned.exitCode()).as("%s", planned.err()).isZero();
        assertThat(Files.readString(plan))
                .contains("data: \"" + file + "\"\n", "  id: \"key: \\\"name\\\"\"  # never an input\n",
                        "    country: categorical  # texts of 3 values\n",
                        "    amount: numeric  # numbers; 11.3 % missing\n",
                        "    - note  # an identifier: 240 different texts in 240 rows\n",
                        "    - empty  # all cells are missing; 100.0 % missing\n");

        var alone = weights(folder.resolve("a"), file.toString(), "--id", "key: \"name\"", "--label", "odd");
        assertThat(weights(folder.resolve("b"), plan.toString())).isEqualTo(alone);
        var again = folder.resolve("a/spec.yaml");
        assertThat(weights(folder.resolve("c"), again.toString())).isEqualTo(alone);
        assertThat(folder.resolve("c/spec.yaml")).hasSameTextualContentAs(again);
        assertThat(weights(folder.resolve("d"), again.toString(), "--seed", "2")).isNotEqualTo(alone)
                .isEqualTo(weights(folder.resolve("e"), file.toString(), "--label", "odd", "--id", "key: \"name\"",
                        "--seed", "2"));
        assertThat(weights(folder.resolve("f"), again.toString(), "--epochs", "1"))
                .isEqualTo(weights(folder.resolve("g"), file.toString(), "--ignore", "odd", "--id", "key: \"name\"",
                        "--epochs", "1"));
    }

    @Test
    void aPlanIsNotWrittenOverAnotherFile() throws IOException {
        var mine = Files.writeString(folder.resolve("mine.yaml"), "mine");

        assertThat(refusal(2, "table", "plan", file.toString(), "--out", mine.toString()))
                .contains("the file exists; choose another or add --force");
        assertThat(mine).hasContent("mine");
        assertThat(Hourglass.run("table", "plan", file.toString(), "--out", mine.toString(), "--force").exitCode())
                .isZero();
        assertThat(mine).content().contains("columns:");
        assertThat(refusal(2, "table", "plan", file.toString(), "--out", folder.resolve("a.csv").toString(), "--force"))
                .contains("expected a name that ends with .yaml");
        assertThat(refusal(2, "table", "plan", file.toString(), "--out", file.toString(), "--force"))
                .contains("would overwrite an input");
    }

    @Test
    void layersTypesAndThresholdAreTheUsers() throws IOException {
        var yaml = spec("own.yaml", """
                data: FILE
                table:
                  label: odd
                  query: SELECT * FROM data WHERE country <> 'no'
                  columns: {amount: {numeric: {scale: robust}}, country: boolean}
                model:
                  corruption: {swap: 0.2}
                  encoder:
                    - dense: {units: 5, activation: relu}
                    - dense: 2
                  decoder: []
                train: {epochs: 3, batch: 16}
                threshold: {score: 1.5}
                """.replace("country: boolean", "country: {categorical: 1}"));

        var weights = weights(folder.resolve("own"), yaml.toString());
        var model = TableModel.load(folder.resolve("own/model.hourglass"));
        var spec = model.autoencoder().spec();
        assertThat(spec.encoder()).startsWith(new Dense(5, Activation.RELU));
        assertThat(spec.decoder()).containsExactly(new Dense(model.schema().features(), Activation.IDENTITY));
        assertThat(model.threshold()).isEqualTo(1.5);
        assertThat(RunMetadata.data(model.autoencoder())).isEmpty();
        assertThat(weights(folder.resolve("own2"), folder.resolve("own/spec.yaml").toString())).isEqualTo(weights);
        assertThat(weights(folder.resolve("own3"), yaml.toString(), "--query", "SELECT * FROM data"))
                .isNotEqualTo(weights);
        assertThat(weights(folder.resolve("own4"), yaml.toString(), "--set", "model.encoder.2.dense.units=3"))
                .isNotEqualTo(weights);
    }

    @Test
    void wrongSpecsAreRefusedWithAPlace() throws IOException {
        var none = spec("none.yaml", "table: {label: odd}\n");
        assertThat(refusal(1, "train", none.toString())).contains("expected data to train on, found none");
        assertThat(refusal(1, "train", none.toString(), "--data", file.toString(), "--label", "od"))
                .contains("found 'od'").contains("did you mean 'odd'?");
        assertThat(refusal(2, "train", none.toString(), "--data", file.toString(), "--resize"))
                .contains("--resize: expected pictures, found a table");
        assertThat(refusal(1, "train", file.toString(), "--id", "odd", "--label", "odd"))
                .contains("expected one use of a column, found several of 'odd'");
        assertThat(refusal(1, "train", spec("type.yaml", "data: FILE\ntable: {columns: {amount: numbr}}\n").toString()))
                .contains("type.yaml: table.columns.amount: unknown column_type 'numbr'");
        var rare = spec("rare.yaml", "data: FILE\ntable: {}\nthreshold: {false_alarms: 0.0001}\n");
        assertThat(refusal(1, "train", rare.toString(), "--out", folder.resolve("rare").toString()))
                .contains("threshold.false_alarms: expected at least").contains("use pot for less");
        assertThat(refusal(1, "sweep", rare.toString(), "--vary", "train.batch=16,32", "--out",
                folder.resolve("sweep").toString())).contains("found one of a table");
    }
}
