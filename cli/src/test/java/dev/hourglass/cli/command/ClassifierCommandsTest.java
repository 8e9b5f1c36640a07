package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.model.TrainedAutoencoder;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A stack trained layer by layer, and the classifier made of it.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class ClassifierCommandsTest {
    @TempDir
    private static Path folder;

    private static RunFixture fixture;
    private static Path stack;
    private static Path classifier;

    @BeforeAll
    static void prepare() throws IOException {
        fixture = new RunFixture(folder);
        stack = fixture.train("stack", "", "--set", "train.pretraining={epochs: 3, corruption: {masking: 0.25}}")
                .resolve("model.hourglass");
        classifier = fixture.finetune("tuned", stack, "--epochs", "60", "--batch", "10", "--learning-rate", "0.01");
    }

    @Test
    void keepsTheHistoryOfEachLayersOwnTraining() throws IOException {
        var lines = Files.readAllLines(folder.resolve("stack/history.jsonl"));

        assertThat(lines).hasSize(5);
        var first = JsonMapper.shared().readTree(lines.getFirst());
        assertThat(first.get("pretrained_layer").asInt()).isEqualTo(1);
        assertThat(first.get("epoch").asInt()).isEqualTo(1);
        assertThat(JsonMapper.shared().readTree(lines.getLast()).has("pretrained_layer")).isFalse();
        assertThat(Files.readString(folder.resolve("stack/spec.yaml"))).contains("pretraining").contains("masking");
    }

    @Test
    void makesAClassifierThatKnowsTheBars() {
        var answer = json("classify", classifier.resolve("model.hourglass"), "--json");

        assertThat(answer.get("samples").asInt()).isEqualTo(30);
        assertThat(answer.get("accuracy").asDouble()).isGreaterThan(0.9);
        assertThat(answer.get("confusion")).hasSize(3);
        assertThat(answer.get("classes")).hasSize(30);
        assertThat(answer.get("probabilities").get(0).asDouble()).isBetween(1.0 / 3, 1.0);
        assertThat(classifier.resolve("figures/accuracy.png")).exists();
        assertThat(classifier.resolve("spec.yaml")).content().contains("softmax_cross_entropy: 3");
    }

    @Test
    void tellsAccuracyBeforeAndAfterBesideTheSameNetworkFromRandomWeights() {
        var run = Hourglass.run(
                "finetune", stack.toString(), "--labels", "12", "--from-scratch", "--seeds", "2", "--epochs", "2",
                "--out", folder.resolve("compared").toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out().getFirst()).matches("labelled samples +12  3 classes");
        assertThat(run.out()).anyMatch(line -> line.matches("before: linear softmax on the frozen codes +\\S+ %.*"));
        assertThat(run.out()).anyMatch(line -> line.matches("after: encoder and head fine-tuned +\\S+ %  mean of .*"));
        assertThat(run.out()).anyMatch(line -> line.matches("the same network from random weights +\\S+ %.*"));
        assertThat(run.out()).last().asString().matches("gain from pretraining +[+-]\\S+  points");
    }

    @Test
    void answersFineTuningWithOneJsonObject() {
        var out = folder.resolve("json");
        var answer = json(
                "finetune", stack, "--seed", "4", "--seeds", "2", "--from-scratch", "--epochs", "1", "--out",
                out.toString(), "--json");

        assertThat(answer.propertyNames()).containsExactly(
                "labels", "classes", "testSamples", "before", "after", "fromScratch", "seeds", "weightsSha256",
                "model", "run");
        assertThat(answer.get("seeds").get(1).get("seed").asInt()).isEqualTo(5);
        double sum = answer.get("seeds").get(0).get("after").asDouble()
                + answer.get("seeds").get(1).get("after").asDouble();
        assertThat(answer.get("after").asDouble()).isEqualTo(sum / 2);
        var kept = TrainedAutoencoder.load(out.resolve("model.hourglass"));
        assertThat(answer.get("weightsSha256").asString()).isEqualTo(kept.weightsSha256());
        assertThat(kept.metadata()).containsEntry("labels", "60").containsEntry("seed", "4");
    }

    @Test
    void writesTheSameClassifierOnAnyNumberOfThreads() {
        var one = fixture.finetune("one", stack, "--threads", "1");
        var three = fixture.finetune("three", stack, "--threads", "3");

        assertThat(three.resolve("model.hourglass")).hasSameBinaryContentAs(one.resolve("model.hourglass"));
    }

    @Test
    void writesALineForEachSample() throws IOException {
        var file = folder.resolve("classes.csv");

        var run = Hourglass.run(
                "classify", classifier.resolve("model.hourglass").toString(), "--out", file.toString());

        assertThat(run.out().getFirst()).matches("30 samples, accuracy \\S+ %");
        assertThat(run.out().get(1)).matches("class \\\\ predicted +0 +1 +2");
        assertThat(run.out()).hasSize(5);
        var lines = Files.readAllLines(file);
        assertThat(lines).hasSize(31).first().isEqualTo("sample,label,class,p_0,p_1,p_2");
        assertThat(lines.get(2)).matches("1,1,[012],[0-9.E-]+,[0-9.E-]+,[0-9.E-]+");
    }

    @Test
    void tellsTheClassesOfPicturesWithoutLabels() throws IOException {
        var pictures = Files.createDirectory(folder.resolve("pictures"));
        var image = new BufferedImage(6, 6, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < 6; y++) {
            image.setRGB(2, y, 0xdddddd);
            image.setRGB(3, y, 0xdddddd);
        }
        ImageIO.write(image, "png", pictures.resolve("middle.png").toFile());
        ImageIO.write(image, "png", pictures.resolve("middle, too.png").toFile());

        var run = Hourglass.run(
                "classify", classifier.resolve("model.hourglass").toString(), "--data", pictures.toString());

        assertThat(run.out()).hasSize(3).first().isEqualTo("file,class,p_0,p_1,p_2");
        assertThat(run.out()).anyMatch(line -> line.startsWith("middle.png,1,"));
        assertThat(run.out()).anyMatch(line -> line.startsWith("\"middle, too.png\",1,"));
    }

    @Test
    void inspectsAndEncodesLikeAnyModel() {
        var model = classifier.resolve("model.hourglass").toString();

        assertThat(Hourglass.run("inspect", model).out())
                .anyMatch(line -> line.matches("head 1 +dense 3 +\\[3] +9"));
        assertThat(json("inspect", classifier.resolve("model.hourglass"), "--json").get("classes").asInt())
                .isEqualTo(3);
        assertThat(Hourglass.run("encode", model, "--part", "test").out()).hasSize(31);
    }

    private static JsonNode json(String command, Path model, String... options) {
        var arguments = new String[options.length + 2];
        arguments[0] = command;
        arguments[1] = model.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return JsonMapper.shared().readTree(run.out().getFirst());
    }
}
