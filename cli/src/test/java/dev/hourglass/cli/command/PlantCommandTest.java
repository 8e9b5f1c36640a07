package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class PlantCommandTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Path series() throws IOException {
        var lines = new ArrayList<>(List.of("hour,load,note"));
        for (int hour = 0; hour < 480; hour++) {
            lines.add(String.format(Locale.ROOT, "%d,%s,note %d", hour,
                    hour % 50 == 49 ? "" : Math.round(100 + 50 * Math.sin(hour * 0.26)), hour));
        }
        return Files.write(folder.resolve("series.csv"), lines);
    }

    @Test
    void writesAllCellsAsTheyAreButThoseThatItNames() throws IOException {
        var before = Files.readAllLines(series());
        var out = folder.resolve("planted.csv");

        var run = Hourglass.run("plant", series().toString(), "--column", "load", "--count", "6", "--length", "8",
                "--out", out.toString(), "--json");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.err()).contains(
                "planted 2 spikes, 2 drifts, 2 drop-outs in 480 rows of column 'load', wrote " + out);
        assertThat(JsonMapper.shared().readTree(run.out().getLast()).at("/planted/drop-out").asInt()).isEqualTo(2);
        var after = Files.readAllLines(out);
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.getFirst()).isEqualTo("hour,load,note,planted");
        int changed = 0;
        for (int i = 1; i < after.size(); i++) {
            var cells = after.get(i).split(",", -1);
            if (cells[3].isEmpty()) {
                assertThat(after.get(i)).isEqualTo(before.get(i) + ",");
            } else {
                assertThat(cells[3]).isIn("spike", "drift", "drop-out");
                assertThat(cells[1]).matches("-?\\d*");
                changed += after.get(i).startsWith(before.get(i)) ? 0 : 1;
            }
        }
        assertThat(changed).isBetween(2 + 2 * 8, 2 + 4 * 8);
    }

    @Test
    void refusesWhatItCannotPlantInto() throws IOException {
        var out = folder.resolve("planted.csv").toString();

        assertThat(refusal("plant", series().toString(), "--column", "note", "--out", out)).contains("'note'");
        assertThat(refusal("plant", series().toString(), "--column", "loads", "--out", out))
                .contains("expected a column 'loads', found 'hour', 'load'");
        assertThat(refusal("plant", series().toString(), "--column", "load", "--count", "100", "--out", out)).contains(
                "column 'load': expected at least 2,400 rows for 100 anomalies of up to 12 rows, found 480; plant fewer or shorter ones");
        assertThat(refusal("plant", series().toString(), "--column", "load", "--size", "0", "--out", out))
                .contains("--count, --length, --size: expected at least 1, at least 2 and a number above 0");
        assertThat(refusal("plant", series().toString(), "--query", "SELECT *, 1 AS planted FROM data", "--column",
                "load", "--out", out)).contains("expected no column 'planted', which plant adds, found one");
    }

    private static String refusal(String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).isNotZero();
        return String.join("\n", run.err());
    }
}
