package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SweepCommandTest {
    @TempDir
    private Path folder;

    private RunFixture fixture;

    @BeforeEach
    void prepare() throws IOException {
        fixture = new RunFixture(folder);
        fixture.bars();
        fixture.spec("");
    }

    @Test
    void trainsEveryCombinationAndComparesItWithPrincipalComponents() throws IOException {
        var answer = json("--vary", "code=1,3", "--vary", "loss=mse,bce", "--vary", "train.seed=1,2");

        assertThat(answer.get("runs")).hasSize(8);
        var first = answer.get("runs").get(0);
        assertThat(first.get("values").propertyNames()).containsExactly("code", "loss", "train.seed");
        assertThat(first.get("metrics").has("pca_mse")).isTrue();
        assertThat(Path.of(first.get("run").asString()).resolve("model.hourglass")).exists();
        var csv = Files.readAllLines(out("sweep.csv"));
        assertThat(csv).hasSize(9);
        assertThat(csv.getFirst())
                .isEqualTo(
                        "code,loss,train.seed,code_size,parameters,epochs,seconds,test_loss,test_mse,test_psnr,test_pca_mse,"
                                + "test_bce,failure,folder");
        assertThat(csv.getLast()).startsWith("3,bce,2,3,").endsWith(",,code-3_loss-bce_train.seed-2");
        assertThat(ImageIO.read(out("error.png").toFile()).getWidth()).isGreaterThan(1000);
        assertThat(Files.readString(out("report.html")))
                .contains("data:image/png;base64,", "code-1_loss-mse_train.seed-1")
                .doesNotContain("http:");
    }

    @Test
    void trainsTheSameAsTrainDoes() {
        var swept = json("--vary", "code=3").get("runs").get(0);

        fixture.train("alone", fixture.path("bars.yaml"), fixture.path("bars"), "--set",
                "model.encoder.1.dense.units=3");

        var alone = folder.resolve("alone/history.jsonl");
        assertThat(losses(Path.of(swept.get("run").asString()).resolve("history.jsonl"))).isEqualTo(losses(alone));
    }

    @Test
    void trainsOnlyWhatIsNotFinished() throws IOException {
        json("--vary", "code=1,3");
        var kept = Files.getLastModifiedTime(out("code-1/model.hourglass"));
        var report = Files.readString(out("code-1/result.json"));
        Files.delete(out("code-3/result.json"));
        Files.delete(out("code-3/model.hourglass"));

        var run = sweep("--vary", "code=1,2,3");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).filteredOn(line -> line.startsWith("run "))
                .containsExactly("run 1 of 3, code=1: finished before", "run 2 of 3, code=2", "run 3 of 3, code=3");
        assertThat(Files.getLastModifiedTime(out("code-1/model.hourglass"))).isEqualTo(kept);
        assertThat(out("code-1/result.json")).hasContent(report);
        assertThat(out("code-3/model.hourglass")).exists();
        assertThat(Files.readAllLines(out("sweep.csv"))).hasSize(4);
    }

    @Test
    void refusesAFolderWithRunsOfAnotherSpec() {
        json("--vary", "code=1");

        var run = sweep("--vary", "code=1", "--epochs", "3");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().getLast()).endsWith("sweep/code-1: contains a run of another spec or other data; choose "
                + "another --out, or remove the folder");
    }

    @Test
    void saysWhatThereWasNoTimeFor() {
        var run = sweep("--vary", "code=1,3", "--budget", "1e-9");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("skipped: code=1", "skipped: code=3");
        assertThat(out("code-1")).doesNotExist();
        assertThat(json("--vary", "code=1,3").get("leftOut")).isEmpty();
    }

    @Test
    void goesOnAfterARunThatFails() throws IOException {
        var runs = json("--vary", "train.optimizer.adam.learning_rate=1e38,0.01").get("runs");

        assertThat(runs.get(0).get("failure").asString()).contains("the loss is");
        assertThat(runs.get(1).has("failure")).isFalse();
        assertThat(Files.readAllLines(out("sweep.csv"))).hasSize(3);
        assertThat(sweep("--vary", "train.optimizer.adam.learning_rate=1e38,0.01").err())
                .contains("run 1 of 2, train.optimizer.adam.learning_rate=1e38: finished before");
    }

    private Path out(String name) {
        return folder.resolve("sweep").resolve(name);
    }

    private Hourglass sweep(String... options) {
        var arguments = new ArrayList<>(List.of(
                "sweep", fixture.path("bars.yaml").toString(), "--data", fixture.path("bars").toString(), "--out",
                folder.resolve("sweep").toString()));
        arguments.addAll(List.of(options));
        return Hourglass.run(arguments.toArray(String[]::new));
    }

    private JsonNode json(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("--json");
        var run = sweep(all.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return JsonMapper.shared().readTree(run.out().getFirst());
    }

    private static List<Double> losses(Path history) {
        try (var lines = Files.lines(history)) {
            return lines.map(line -> JsonMapper.shared().readTree(line).get("loss").asDouble()).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
