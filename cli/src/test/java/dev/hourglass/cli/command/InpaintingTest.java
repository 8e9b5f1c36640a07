package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The example's way from drawn eyes to repaired ones, with a smaller network.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder
class InpaintingTest {
    @TempDir
    private Path folder;

    @Test
    void learnsToRemoveACrosshairFromEyesThatItHasNotSeen() throws IOException {
        var spec = Files.writeString(folder.resolve("eyes.yaml"), """
                data: eyes:96
                model:
                  input: [64, 64, 3]
                  corruption: {crosshair: {thickness: 4, position: random, colour: [1, 0, 0]}}
                  encoder:
                    - conv: {filters: 12, kernel: 8, stride: 8, activation: relu}
                  decoder:
                    - conv: {filters: 12, kernel: 3, activation: relu}
                    - upsample: 8
                    - conv: {filters: 3, kernel: 3, activation: sigmoid}
                  loss: mean_squared_error
                train: {optimizer: {adam: 0.01}, epochs: 12, batch: 16}
                """);
        var run = folder.resolve("run");

        var answer = Hourglass.run("train", spec.toString(), "--out", run.toString(), "--json");

        assertThat(answer.exitCode()).as("%s", answer.err()).isZero();
        var metrics = JsonMapper.shared().readTree(answer.out().getFirst()).get("metrics");
        double before = metrics.get("mse_inside_corrupted").asDouble();
        assertThat(before).isBetween(0.1, 0.4);
        assertThat(metrics.get("mse_inside").asDouble()).isLessThan(before / 3);
        assertThat(run.resolve("figures/reconstructions.png")).isNotEmptyFile();
        var lines = Hourglass.run("evaluate", run.resolve("model.hourglass").toString()).out();
        assertThat(List.of("mean squared error inside the corrupted parts", "the same before reconstruction"))
                .allSatisfy(label -> assertThat(lines).anyMatch(line -> line.startsWith(label)));
    }
}
