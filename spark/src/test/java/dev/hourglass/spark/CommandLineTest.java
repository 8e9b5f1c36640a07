package dev.hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A million rows have the scores of the command line, and model files go both ways.
class CommandLineTest {
    private static final int ROWS = 1_000_000;

    @SuppressWarnings("NullAway.Init")
    private static SparkSession session;

    @BeforeAll
    static void start() {
        session = Sessions.local(2);
    }

    @AfterAll
    static void stop() {
        session.stop();
    }

    private static String run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int code = Main.run(out, new PrintStream(err, true, StandardCharsets.UTF_8), arguments);
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aMillionRowsOfATableHaveTheScoresOfTheCommandLine(@TempDir Path folder) throws IOException {
        var file = folder.resolve("model.hourglass");
        SmallModels.orderModel().save(file);
        session.range(0, ROWS, 1, 1).selectExpr("id",
                "element_at(array('DE', 'AT', 'MT', ' DE ', 'XX', 'NA', null), int(pmod(hash(id), 7)) + 1) AS country",
                "100 + 0.001 * pmod(hash(id, 2), 700000) AS amount", "pmod(hash(id, 3), 4) = 0 AS express",
                "if(pmod(hash(id, 4), 20) = 0, null, float(0.01 * pmod(hash(id, 5), 7000))) AS weight",
                "timestamp_micros(bigint(1700000000000000) + bigint(hash(id, 6)) * 1000003) AS day")
                .write().parquet(folder.resolve("rows").toString());

        run("score", file.toString(), "--data", parquet(folder), "--out", folder.resolve("scored.csv").toString());
        var scored = AutoencoderModel.ofFile(file.toString())
                .transform(session.read().parquet(folder.resolve("rows").toString()).repartition(7))
                .select("id", "score", "anomaly").collectAsList();

        var scores = new double[ROWS];
        var anomalies = new boolean[ROWS];
        for (var row : scored) {
            scores[(int) row.getLong(0)] = row.getDouble(1);
            anomalies[(int) row.getLong(0)] = row.getBoolean(2);
        }
        assertThat(scored).hasSize(ROWS);
        try (var lines = Files.lines(folder.resolve("scored.csv"))) {
            assertThat(lines.skip(1).map(line -> line.split(",", -1)).filter(
                    cells -> scores[Integer.parseInt(cells[0]) - 1] != Double.parseDouble(cells[1])
                            || anomalies[Integer.parseInt(cells[0]) - 1] != Boolean.parseBoolean(cells[3]))
                    .limit(3).map(Arrays::toString).collect(Collectors.joining())).isEmpty();
        }
        assertThat(Arrays.stream(scores).distinct().count()).isGreaterThan(ROWS / 2);
    }

    private static String parquet(Path folder) throws IOException {
        try (var files = Files.list(folder.resolve("rows"))) {
            return files.filter(file -> file.toString().endsWith(".parquet")).findFirst().orElseThrow().toString();
        }
    }

    @Test
    void whatSparkSavedOpensInTheCommandLine(@TempDir Path folder) throws IOException {
        var model = AutoencoderModel.of(SmallModels.initial(SmallModels.variational()));

        model.write().overwrite().save(folder.resolve("saved").toString());

        assertThat(run("inspect", folder.resolve("saved/model.hourglass").toString(), "--verify"))
                .contains(model.weightsSha256());
    }

    @Test
    void samplesHaveTheErrorsOfTheCommandLine(@TempDir Path folder) throws IOException {
        var rows = SmallModels.rows(2000, 7);
        var file = folder.resolve("model.hourglass");
        var model = SmallModels.initial(SmallModels.dense());
        model.save(file);
        var csv = Arrays.stream(rows).map(row -> Arrays.toString(row).replaceAll("[\\[\\] ]", ""))
                .collect(Collectors.joining("\n", "a,b,c,d,e,f,g\n", "\n"));
        Files.writeString(folder.resolve("rows.csv"), csv);

        var scored = AutoencoderModel.ofFile(file.toString()).transform(SmallModels.frame(session, rows))
                .orderBy("id").collectAsList();

        var lines = run("score", file.toString(), "--data", folder.resolve("rows.csv").toString()).lines().skip(1)
                .map(line -> line.substring(line.lastIndexOf(',') + 1)).toList();
        assertThat(scored).extracting(row -> Double.toString(row.<Double>getAs("error"))).isEqualTo(lines);
    }
}
