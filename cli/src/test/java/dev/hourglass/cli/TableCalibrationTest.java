package dev.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of rows that neither training nor calibration have seen, as many are flagged as the threshold says.
class TableCalibrationTest {
    private static final int NEW_ROWS = 2500;

    @TempDir
    private Path folder;

    /// With 724 rows to calibrate by, the 7th of them is the threshold. Of 2,500 others, 8 to 47 reach it in 95 % of all draws (beta
    /// binomial); at 5 %, 83 to 172.
    @Test
    void falseAlarmsAreAsRareAsAskedFor() throws IOException {
        var rows = rows();
        Collections.shuffle(rows.subList(1, rows.size()), new Random(5));
        var seen = file("seen.csv", rows.getFirst(), rows.subList(1 + NEW_ROWS, rows.size()));
        var unseen = file("unseen.csv", rows.getFirst(), rows.subList(1, 1 + NEW_ROWS));

        run("train", seen.toString(), "--epochs", "3", "--out", folder.resolve("run").toString());
        run("score", folder.resolve("run/model.hourglass").toString(), "--data", unseen.toString(), "--out",
                folder.resolve("scores.csv").toString());

        var scores = Files.readAllLines(folder.resolve("scores.csv"));
        assertThat(scores).hasSize(1 + NEW_ROWS);
        assertThat(scores.getFirst()).isEqualTo("id,score,p_value,anomaly");
        assertThat(scores.stream().filter(line -> line.endsWith(",true")).count()).isBetween(8L, 47L);
        assertThat(scores.stream().skip(1).filter(line -> Double.parseDouble(line.split(",", -1)[2]) <= 0.05).count())
                .isBetween(83L, 172L);
    }

    private static List<String> rows() throws IOException {
        var file = Path.of("../examples/data/birdstrikes.csv.gz");
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return new ArrayList<>(lines.lines().toList());
        }
    }

    private Path file(String name, String header, List<String> rows) throws IOException {
        var lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        return Files.write(folder.resolve(name), lines);
    }

    private static void run(String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
    }
}
