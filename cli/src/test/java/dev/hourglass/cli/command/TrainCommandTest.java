package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TrainCommandTest {
    @TempDir
    private Path folder;

    private RunFixture fixture;

    @BeforeEach
    void prepare() {
        fixture = new RunFixture(folder);
    }

    @Test
    void fillsTheRunFolder() throws IOException {
        var out = fixture.train("run", "");

        assertThat(out.resolve("model.hourglass")).exists();
        assertThat(Files.readString(out.resolve("spec.yaml"))).contains("units: 2").contains("epochs: 2");
        assertThat(Files.readAllLines(out.resolve("history.jsonl"))).hasSize(2);
        assertThat(out.resolve("figures/reconstructions.png")).exists();
        assertThat(out.resolve("figures/codes.png")).exists();
        assertThat(out.resolve("figures/loss.png")).exists();
        assertThat(out.resolve("report.html")).exists();
    }

    @Test
    void writesOneJsonObjectForEachEpoch() throws IOException {
        var out = fixture.train("run", "", "--set", "train.validation=0.2");

        var first = JsonMapper.shared().readTree(Files.readAllLines(out.resolve("history.jsonl")).getFirst());
        assertThat(first.propertyNames())
                .containsExactly("epoch", "loss", "validation_loss", "learning_rate", "seconds", "samples");
        assertThat(first.get("epoch").asInt()).isEqualTo(1);
        assertThat(first.get("samples").asInt()).isEqualTo(48);
    }

    @Test
    void writesAReportThatNeedsNothingButItself() throws IOException {
        var report = Files.readString(fixture.train("run", "").resolve("report.html"));

        assertThat(report).contains("data:image/png;base64,").contains("PCA with the same code size of 2");
        assertThat(report).contains("dense 2, tanh").contains("epochs: 2");
        assertThat(report).doesNotContain("http:").doesNotContain("https:").doesNotContain("<script");
    }

    @Test
    void answersWithOneJsonObject() throws IOException {
        var answer = json("train", spec(), "--data", bars(), "--out", out("run"), "--json");

        assertThat(answer.propertyNames()).contains(
                "metrics", "epochs", "seconds", "samplesPerSecond", "weightsSha256", "model", "run", "findings");
        assertThat(answer.get("metrics").propertyNames()).containsExactly("loss", "mse", "bce", "psnr", "pca_mse");
        assertThat(answer.get("epochs").asInt()).isEqualTo(2);
        var model = TrainedAutoencoder.load(Path.of(answer.get("model").asString()));
        assertThat(answer.get("weightsSha256").asString()).isEqualTo(model.weightsSha256());
    }

    @Test
    void writesTheSameModelFileOnAnyNumberOfThreads() throws IOException {
        var one = fixture.train("one", "", "--threads", "1");
        var three = fixture.train("three", "", "--threads", "3");

        assertThat(three.resolve("model.hourglass")).hasSameBinaryContentAs(one.resolve("model.hourglass"));
    }

    @Test
    void takesEpochsSeedAndOtherChangesFromOptions() throws IOException {
        var answer = json(
                "train", spec(), "--data", bars(), "--out", out("run"), "--json", "--epochs", "3", "--seed", "7",
                "--set",
                "train.batch=5");

        var yaml = Files.readString(fixture.path("run/spec.yaml"));
        assertThat(answer.get("epochs").asInt()).isEqualTo(3);
        assertThat(yaml).contains("epochs: 3").contains("seed: 7").contains("batch: 5").contains("bars");
    }

    @Test
    void keepsDataOnStandardOutputAndProgressOnStandardError() throws IOException {
        var run = Hourglass.run("train", spec(), "--data", bars(), "--out", out("run"));

        assertThat(run.out()).anyMatch(line -> line.startsWith("mean squared error"));
        assertThat(run.out()).last().asString().startsWith("PCA with the same code size of 2");
        assertThat(run.err()).anyMatch(line -> line.startsWith("epoch 2/2  loss "));
    }

    @Test
    void countsOneThreadAndOneEpochInTheSingular() throws IOException {
        var run = Hourglass.run("train", spec(), "--data", bars(), "--out", out("run"), "--threads", "1", "--epochs",
                "1");

        assertThat(run.err()).first().asString().contains("60 samples").contains(", 1 thread, output in ");
        assertThat(Files.readString(fixture.path("run/report.html"))).contains("trained for 1 epoch on 60 samples");
    }

    @Test
    void tellsWhereTheTimeWentWhenAsked() throws IOException {
        var run = Hourglass.run("train", spec(), "--data", bars(), "--out", out("run"), "--threads", "2", "--profile");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .anyMatch(line -> line.contains("summed over 2 threads (11 steps of 10 samples"))
                .anyMatch(line -> line.matches("encoder layer 1 \\(dense 36->2\\) .*"))
                .anyMatch(line -> line.matches("decoder layer 1 \\(dense 2->36\\) .*"))
                .anyMatch(line -> line.matches("filling panels .*"))
                .anyMatch(line -> line.matches("loss .*"))
                .anyMatch(line -> line.matches("update .*"))
                .anyMatch(line -> line.matches("waiting and other .*"))
                .anyMatch(line -> line.matches("whole step .* 100\\.0% .*"));
        assertThat(run.out()).noneMatch(line -> line.contains("dense 36->2"));
    }

    @Test
    void answersWithTheProfileAsAField() throws IOException {
        var answer = json("train", spec(), "--data", bars(), "--out", out("run"), "--profile", "--json");

        var profile = answer.get("profile");
        assertThat(profile.propertyNames()).containsExactly(
                "threads", "meanThreads", "steps", "samples", "seconds", "layers", "filling", "loss", "update",
                "waiting");
        assertThat(profile.get("steps").asInt()).isEqualTo(11);
        assertThat(profile.get("samples").asInt()).isEqualTo(110);
        var layer = profile.get("layers").get(1);
        assertThat(layer.propertyNames()).containsExactly("layer", "forward", "weightGradient", "inputGradient");
        assertThat(layer.get("inputGradient").get("multiplyAdds").asLong()).isEqualTo(110 * 2 * 36);
        assertThat(json("train", spec(), "--data", bars(), "--out", out("plain"), "--json").has("profile")).isFalse();
    }

    @Test
    void writesOverAnOldRunOnlyWhenForced() throws IOException {
        fixture.train("run", "");

        assertThat(Hourglass.run("train", spec(), "--data", bars(), "--out", out("run")).exitCode()).isEqualTo(1);
        assertThat(Hourglass.run("train", spec(), "--data", bars(), "--out", out("run"), "--force").exitCode())
                .isZero();
    }

    private String spec() throws IOException {
        return fixture.spec("").toString();
    }

    private String bars() throws IOException {
        return fixture.bars().toString();
    }

    private String out(String name) {
        return fixture.path(name).toString();
    }

    private static JsonNode json(String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).hasSize(1);
        return JsonMapper.shared().readTree(run.out().getFirst());
    }
}
