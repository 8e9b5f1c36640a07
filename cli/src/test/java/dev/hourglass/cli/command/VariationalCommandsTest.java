package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.datasets.npy.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What can be done with variational models, conditional ones included.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class VariationalCommandsTest {
    @TempDir
    private static Path folder;

    private static Path run;
    private static String model;
    private static Path conditionalRun;
    private static String conditional;

    @BeforeAll
    static void prepare() throws IOException {
        var fixture = new RunFixture(folder);
        run = fixture.train("vae", "  latent: {gaussian: {size: 3}}", "--epochs", "40");
        model = run.resolve("model.hourglass").toString();
        conditionalRun = fixture.train("cvae", "  latent: {gaussian: {size: 2, classes: 3}}", "--epochs", "80");
        conditional = conditionalRun.resolve("model.hourglass").toString();
    }

    @Test
    void evaluatesTheBoundItsTermsAndTheLikelihood() {
        var answer = json("evaluate", model, "--nll", "200", "--json");

        var metrics = answer.get("metrics");
        double bound = metrics.get("elbo").asDouble();
        assertThat(metrics.get("nll").asDouble()).isLessThanOrEqualTo(-bound);
        assertThat(bound).isEqualTo(-(metrics.get("reconstruction").asDouble() + metrics.get("kl").asDouble()));
        assertThat(metrics.get("kl").asDouble()).isPositive();
        assertThat(metrics.get("active_units").asInt()).isBetween(1, 3);
        assertThat(answer.get("klPerDimension").size()).isEqualTo(3);
    }

    @Test
    void tellsTheLikelihoodToPeopleForSomeSamples() {
        var result = Hourglass.run("evaluate", model, "--nll", "50", "--limit", "7");

        assertThat(result.out()).anyMatch(line -> line.matches("test samples +7 *"));
        assertThat(result.out())
                .anyMatch(line -> line.matches("negative log-likelihood +\\d+\\.\\d\\d +nats per sample.*"));
        assertThat(result.out()).anyMatch(line -> line.matches("divergence by dimension:( \\d+\\.\\d\\d){3}"));
        assertThat(result.err()).anyMatch(line -> line.contains("drawing 50 codes for each of 7 samples"));
    }

    @Test
    void walksBetweenTwoSamples() {
        for (var path : new String[] {"linear", "spherical"}) {
            var out = folder.resolve(path + ".npy");

            var result = Hourglass.run(
                    "interpolate", model, "--from", "0", "--to", "1", "--steps", "5", "--path", path, "--out",
                    out.toString());

            assertThat(result.exitCode()).as("%s", result.err()).isZero();
            assertThat(Npy.read(out).size()).isEqualTo(5);
        }
        var linear = Npy.read(folder.resolve("linear.npy"));
        var spherical = Npy.read(folder.resolve("spherical.npy"));
        assertThat(spherical.sample(2)).isNotEqualTo(linear.sample(2));
        assertThat(spherical.sample(0)).containsExactly(linear.sample(0), within(1e-4f));
    }

    @Test
    void drawsWaysAndDimensions() throws IOException {
        for (var of : new String[] {model, conditional}) {
            assertPicture("interpolate", of);
            assertPicture("interpolate", of, "--from", "2", "--to", "3");
            assertPicture("traverse", of);
            assertPicture("traverse", of, "--sample", "4", "--rows", "2");
        }
        assertPicture("traverse", conditional, "--label", "2");
    }

    private static void assertPicture(String... arguments) throws IOException {
        var out = folder.resolve("picture.png");
        Files.deleteIfExists(out);
        var all = new ArrayList<>(List.of(arguments));
        all.add("--out");
        all.add(out.toString());

        var result = Hourglass.run(all.toArray(String[]::new));

        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        assertThat(ImageIO.read(out.toFile()).getWidth()).isGreaterThan(500);
    }

    @Test
    void samplesTheClassThatIsAskedFor() {
        var out = folder.resolve("ones.npy");

        Hourglass.run("sample", conditional, "--label", "1", "--count", "50", "--out", out.toString());

        assertThat(mean(out, 2)).isGreaterThan(0.5);
        assertThat(mean(out, 0)).isLessThan(0.5);
        assertThat(mean(out, 5)).isLessThan(0.5);
    }

    private static double mean(Path samples, int feature) {
        var data = Npy.read(samples);
        return IntStream.range(0, data.size()).mapToDouble(i -> data.sample(i)[feature]).average().orElseThrow();
    }

    @Test
    void leavesTheFiguresOfItsKind() {
        assertThat(run.resolve("figures/latent-plane.png")).exists();
        assertThat(conditionalRun.resolve("figures/classes.png")).exists();
        assertThat(conditionalRun.resolve("figures/latent-plane.png")).doesNotExist();
    }

    private static JsonNode json(String... arguments) {
        var result = Hourglass.run(arguments);
        assertThat(result.exitCode()).as("%s", result.err()).isZero();
        return JsonMapper.shared().readTree(result.out().getFirst());
    }
}
