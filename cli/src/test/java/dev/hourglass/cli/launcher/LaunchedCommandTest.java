package dev.hourglass.cli.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.ClassPath;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Hourglass itself, started by its script.
@DisabledOnOs(OS.WINDOWS)
class LaunchedCommandTest {
    @TempDir
    private Path folder;

    @Test
    void trainsInAFolderOfAnyNameInAnyLocaleWithNothingButProgressOnStandardError() throws Exception {
        var launcher = LauncherFolder.of(folder.resolve("tools"));
        var run = launcher.shell(
                Map.of("LC_ALL", "C", "HOURGLASS_CLASS_PATH", ClassPath.whole()),
                """
                        mkdir größe && cd größe
                        cat > übung.yaml <<'END'
                        model:
                          input: [64, 64, 3]
                          encoder: [flatten, dense: {units: 2, activation: tanh}]
                          decoder: [dense: {units: 12288}, reshape: [64, 64, 3]]
                          loss: mean_squared_error
                        train: {optimizer: {adam: {learning_rate: 0.001}}, epochs: 1, batch: 20}
                        END
                        HOME=$PWD ../hourglass train übung.yaml --data eyes:20 --out läufe/erster &&
                        HOME=$PWD ../hourglass encode läufe/erster/model.hourglass | head -n 1 > kopf.csv
                        echo "${PIPESTATUS[@]}"
                        HOME=$PWD ../hourglass inspect läufe/zweiter/model.hourglass
                        """);

        assertThat(run.exitCode()).as(run.toString()).isEqualTo(1);
        assertThat(run.out()).last().isIn("141 0", "0 0");
        assertThat(run.err())
                .noneMatch(
                        line -> line.contains("WARNING") || line.contains("Vector API") || line.contains("Exception"))
                .anyMatch(line -> line.startsWith("training übung on "))
                .last()
                .isEqualTo("hourglass: läufe/zweiter/model.hourglass: no such file");
    }
}
