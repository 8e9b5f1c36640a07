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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A table with a column of counts, from the spec to the cells that are filled.
class TableCountsTest {
    private static final int ROWS = 600;

    @TempDir
    Path folder;

    private Path spec(String... cells) throws IOException {
        var random = new SplittableRandom(5);
        var lines = new ArrayList<>(List.of("plan,hours,visits"));
        for (int row = 0; row < ROWS; row++) {
            boolean isLarge = random.nextBoolean();
            double hours = 10 * random.nextDouble();
            int visits = 0;
            for (int i = 0; i < (isLarge ? 20 : 4); i++) visits += random.nextDouble() < 0.05 * hours ? 1 : 0;
            lines.add(String.format(Locale.ROOT, "%s,%.2f,%s", isLarge ? "large" : "small", hours,
                    row < cells.length ? cells[row] : random.nextInt(20) == 0 ? "" : visits));
        }
        Files.write(folder.resolve("visits.csv"), lines);
        return Files.writeString(folder.resolve("visits.yaml"), "data: " + folder.resolve("visits.csv")
                + "\ntable: {columns: {visits: count}}\ntrain: {epochs: 20}\n");
    }

    @Test
    void countsAreTrainedScoredFilledAndExported() throws IOException {
        var run = Hourglass.run("train", spec().toString(), "--out", folder.resolve("run").toString());
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.err()).anyMatch(line -> line.matches("visits +count +.*as asked"));
        assertThat(folder.resolve("run/spec.yaml")).content().contains("visits: count");
        var model = folder.resolve("run/model.hourglass").toString();

        var filled = folder.resolve("filled.csv");
        var fill = Hourglass.run("fill", model, "--data", folder.resolve("visits.csv").toString(), "--intervals",
                "--out", filled.toString());
        assertThat(fill.exitCode()).as("%s", fill.err()).isZero();
        assertThat(Files.readAllLines(filled)).startsWith("plan,hours,visits,visits_low,visits_high,filled")
                .anyMatch(line -> line.matches("(large|small),[^,]+,\\d+,\\d+,\\d+,visits"));

        var explain = Hourglass.run("explain", model, "--id", "1");
        assertThat(explain.out()).anyMatch(line -> line.matches(
                ".*visits \\d+, expected [\\d.]+ \\(90 % between \\d+ and \\d+\\).*"));
        var export = Hourglass.run("export", model, "--to", "onnx", "--out", folder.resolve("visits.onnx").toString());
        assertThat(export.exitCode()).as("%s", export.err()).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            -3 | column 'visits': expected counts, whole numbers of 0 or more, found -3; leave such rows out with a query, or call the column numeric (table: {columns: {visits: numeric}})
            2.5 | visits.csv: column 'visits', row 1: expected a count, a whole number of 0 or more, found '2.5'
            """)
    void whatIsNoCountIsRefused(String cell, String message) throws IOException {
        var run = Hourglass.run("train", spec(cell, "0").toString(), "--out", folder.resolve("run").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(String.join("\n", run.err())).contains(message);
        assertThat(folder.resolve("run")).doesNotExist();
    }
}
