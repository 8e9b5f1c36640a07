package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.datasets.npy.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The commands that take a model which is trained already.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class ModelCommandsTest {
    @TempDir
    private static Path folder;

    private static String model;
    private static String variational;

    @BeforeAll
    static void prepare() throws IOException {
        var fixture = new RunFixture(folder);
        model = fixture.train("plain", "").resolve("model.hourglass").toString();
        variational = fixture.train("vae", "  latent: {gaussian: {size: 2, beta: 1}}")
                .resolve("model.hourglass")
                .toString();
    }

    @Test
    void evaluatesOnTheDataThatTheModelNames() {
        var answer = json("evaluate", model, "--json");

        assertThat(answer.propertyNames())
                .contains("metrics", "epochs", "seconds", "samplesPerSecond", "weightsSha256", "model");
        assertThat(answer.get("epochs").asInt()).isEqualTo(2);
        var noted = json("inspect", model, "--json").get("metadata");
        assertThat(answer.get("metrics").get("loss").asString()).isEqualTo(noted.get("test.loss").asString());
        assertThat(answer.get("metrics").get("pca_mse").asString()).isEqualTo(noted.get("test.pca_mse").asString());
    }

    @Test
    void probesCodesOfSamplesWithLabels() {
        var probe = json("evaluate", model, "--probe", "--json").get("probe");

        assertThat(probe.propertyNames())
                .containsExactly("neighbours", "nearestNeighbours", "linear", "errorByClass");
        assertThat(probe.get("nearestNeighbours").asDouble()).isBetween(0.9, 1.0);
        assertThat(probe.get("linear").asDouble()).isBetween(0.6, 1.0);
        assertThat(probe.get("errorByClass")).hasSize(3).allSatisfy(error -> {
            assertThat(error.get("samples").asInt()).isEqualTo(10);
            assertThat(error.get("mse").asDouble()).isPositive();
        });
        var mean = probe.get("errorByClass").valueStream().mapToDouble(error -> error.get("mse").asDouble()).average();
        assertThat(mean).hasValueCloseTo(
                json("evaluate", model, "--json").get("metrics").get("mse").asDouble(), within(1e-6));
        assertThat(Hourglass.run("evaluate", model, "--probe").out())
                .anyMatch(line -> line.matches("classes predicted from codes by 5 nearest neighbours +\\d+\\.\\d\\d %"))
                .anyMatch(line -> line.matches("classes predicted from codes by a linear probe +\\d+\\.\\d\\d %"))
                .anyMatch(line -> line.matches("2 +10 +0\\.\\d{5}"));
    }

    @Test
    void keepsPrincipalComponentsAsAModel() {
        var bars = folder.resolve("bars").toString();
        var out = folder.resolve("pca");

        var answer = json("pca", "--data", bars, "--size", "3", "--out", out.toString(), "--json");

        var metrics = answer.get("metrics");
        assertThat(metrics.get("mse").asDouble()).isCloseTo(metrics.get("pca_mse").asDouble(), within(1e-6));
        assertThat(answer.get("referee").asString()).endsWith("about the same");
        var kept = answer.get("model").asString();
        assertThat(json("evaluate", kept, "--json").get("metrics")).isEqualTo(metrics);
        assertThat(Hourglass.run("encode", kept, "--part", "test").out().getFirst()).isEqualTo("label,f1,f2,f3");
        assertThat(out.resolve("figures/reconstructions.png")).exists();

        var compared = json("pca", "--data", bars, "--compare", kept, "--out", out + "-2", "--json");
        assertThat(compared.get("largestAngle").asDouble()).isLessThan(0.01);
    }

    @Test
    void tellsWhatDecodersDrawWithAPeriod() throws IOException {
        var picture = folder.resolve("checkerboards.png").toString();

        var run = Hourglass.run("checkerboard", model, variational, "--period", "3", "--out", picture);

        assertThat(run.out()).satisfiesExactly(
                header -> assertThat(header).matches("model +energy at period 3"),
                plain -> assertThat(plain).matches("plain +0\\.\\d{4}"),
                vae -> assertThat(vae).matches("vae +0\\.\\d{4}"));
        assertThat(ImageIO.read(Path.of(picture).toFile()).getHeight()).isGreaterThan(2 * 2 * 192);
        double share = json("checkerboard", model, "--period", "3", "--json").get("models").get(0).get("share")
                .asDouble();
        assertThat(share).isBetween(0.0, 1.0);
    }

    @Test
    void inspectsLayersShapesAndParameters() {
        var run = Hourglass.run("inspect", model);

        assertThat(run.out()).anyMatch(line -> line.matches("encoder 1 +dense 2, tanh +\\[2] +74"));
        assertThat(run.out()).anyMatch(line -> line.matches("decoder 1 +dense 36 +\\[36] +108"));
        assertThat(run.out()).anyMatch(line -> line.matches(" +total +182"));
        assertThat(json("inspect", variational, "--json").get("layers").get(2).get("layer").asString())
                .isEqualTo("gaussian 2");
    }

    @Test
    void showsEveryChecksumThatItVerified() {
        var run = Hourglass.run("inspect", model, "--verify");

        assertThat(run.out()).anyMatch(line -> line.matches("file format +version 2"));
        assertThat(run.out()).anyMatch(line -> line.matches("\\(header\\) +[0-9a-f]{8}  matches"));
        assertThat(run.out())
                .anyMatch(line -> line.matches("encoder\\.0\\.weight +\\[36, 2] +288  [0-9a-f]{8}  matches"));
        assertThat(run.out()).last().isEqualTo("all 5 checksums match");
        assertThat(json("inspect", model, "--verify", "--json").get("checksums").propertyNames()).containsExactly(
                "(header)", "encoder.0.weight", "encoder.0.bias", "decoder.0.weight", "decoder.0.bias");
    }

    @Test
    void tellsWhereAModelComesFrom() {
        var noted = json("inspect", model, "--json").get("metadata");

        assertThat(noted.propertyNames()).contains(
                "data", "data.samples", "data.fingerprint", "data.shape", "seed", "training", "library", "java",
                "vectors", "epochs", "loss.first", "loss.last", "test.loss");
        assertThat(noted.get("library").asString()).startsWith("hourglass 0.");
        assertThat(noted.get("training").asString()).contains("\"epochs\":");
    }

    @Test
    void encodesTestSamplesAsCsvWithTheirLabels() {
        var run = Hourglass.run("encode", model, "--part", "test");

        assertThat(run.out()).hasSize(31);
        assertThat(run.out().getFirst()).isEqualTo("label,f1,f2");
        assertThat(run.out().get(3)).matches("2,-?\\d.*,-?\\d.*");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void encodesAllSamplesIntoAnArray() {
        var file = folder.resolve("codes/all.npy");

        var run = Hourglass.run("encode", model, "--out", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(Npy.read(file).size()).isEqualTo(90);
        assertThat(Npy.read(file).shape().size()).isEqualTo(2);
    }

    @Test
    void reconstructsPicturesIntoAFolder() throws IOException {
        var out = folder.resolve("clean");

        assertThat(Hourglass.run("reconstruct", model, "--out", out.toString()).exitCode()).isZero();

        var picture = ImageIO.read(out.resolve("00029.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(6);
        assertThat(picture.getHeight()).isEqualTo(6);
    }

    @Test
    void samplesTheSameForTheSameSeed() throws IOException {
        var a = folder.resolve("a.npy");
        var b = folder.resolve("b.npy");
        var c = folder.resolve("c.npy");

        Hourglass.run("sample", variational, "--count", "5", "--seed", "3", "--out", a.toString());
        Hourglass.run("sample", variational, "--count", "5", "--seed", "3", "--out", b.toString());
        Hourglass.run("sample", variational, "--count", "5", "--seed", "4", "--out", c.toString());

        assertThat(b).hasSameBinaryContentAs(a);
        assertThat(Files.mismatch(a, c)).isNotNegative();
    }

    @Test
    void samplesIntoAGridOfPictures() throws IOException {
        var out = folder.resolve("grid.png");

        assertThat(Hourglass.run("sample", variational, "--count", "20", "--out", out.toString()).exitCode()).isZero();

        assertThat(ImageIO.read(out.toFile()).getWidth()).isGreaterThan(500);
    }

    @Test
    void exportsWhatOnnxRuntimeComputesToo() {
        var answer = json("export", variational, "--to", "onnx", "--part", "decoder", "--json");

        assertThat(Path.of(answer.get("onnx").asString())).hasFileName("model-decoder.onnx").isNotEmptyFile();
        assertThat(answer.get("largestDistance").asDouble()).isBetween(0.0, 1e-5);

        var out = folder.resolve("whole.onnx");
        var run = Hourglass.run("export", model, "--to", "onnx", "--out", out.toString());
        assertThat(run.err().getLast())
                .startsWith("wrote the autoencoder to " + out)
                .contains("the outputs of ONNX Runtime for 1,000 samples differ by at most");
        assertThat(out).isNotEmptyFile();
    }

    private static JsonNode json(String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return JsonMapper.shared().readTree(run.out().getFirst());
    }
}
