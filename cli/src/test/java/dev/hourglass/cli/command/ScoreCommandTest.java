package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.datasets.npy.Npy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The error of each sample, and the names of samples in every CSV that has a line for each.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class ScoreCommandTest {
    private static final String AWKWARD = "a, \"b\"\n.png";
    private static final String QUOTED = "\"a, \"\"b\"\"\n.png\"";

    @TempDir
    private static Path folder;

    private static String model;
    private static String masked;
    private static String pictures;

    @BeforeAll
    static void prepare() throws IOException {
        var fixture = new RunFixture(folder);
        model = fixture.train("plain", "", "--epochs", "20").resolve("model.hourglass").toString();
        masked = fixture.train("masked", "  corruption: {masking: 0.5}").resolve("model.hourglass").toString();
        var place = ClassFolders.bars(folder.resolve("pictures"), 1, 2);
        pictures = place.toString();
        Files.move(place.resolve("00.png"), place.resolve(AWKWARD));
        // A kind that the model has never seen.
        Files.move(ClassFolders.dots(folder.resolve("odd"), 7, 1).resolve("00.png"), place.resolve("odd.png"));
    }

    @Test
    void printsALineForEachSample() {
        var lines = Hourglass.run("score", model, "--part", "test").out();

        assertThat(lines).hasSize(31).first().isEqualTo("sample,label,error");
        assertThat(lines.get(5)).matches("4,1,0\\.\\d+");
    }

    @Test
    void hasTheMeanThatEvaluatePrints() {
        var answer = json("score", model, "--part", "test", "--json");

        assertThat(answer.propertyNames()).containsExactly("samples", "mse", "scores", "model");
        assertThat(answer.get("samples").asInt()).isEqualTo(30);
        assertThat(answer.get("mse").asDouble())
                .isEqualTo(json("evaluate", model, "--json").get("metrics").get("mse").asDouble());
        var first = answer.get("scores").get(0);
        assertThat(first.propertyNames()).containsExactly("sample", "label", "error");
        double sum = answer.get("scores").valueStream().mapToDouble(score -> score.get("error").asDouble())
                .sequential().sum();
        assertThat(answer.get("mse").asDouble()).isEqualTo(sum / 30);
    }

    @Test
    void printsTheLargestErrorsFirst() {
        var all = json("score", model, "--json").get("scores").valueStream()
                .map(score -> score.get("error").asDouble()).sorted(Comparator.reverseOrder()).toList();

        var top = json("score", model, "--top", "5", "--json").get("scores").valueStream()
                .map(score -> score.get("error").asDouble()).toList();

        assertThat(top).isEqualTo(all.subList(0, 5));
        assertThat(Hourglass.run("score", model, "--top", "1000").out()).hasSize(91);
        assertThat(Hourglass.run("score", model, "--data", pictures, "--top", "1").out())
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("file,error"),
                        line -> assertThat(line).startsWith("odd.png,0."));
    }

    @Test
    void writesTheErrorsOfAllSamplesIntoAFile() throws IOException {
        var csv = folder.resolve("errors/all.csv");
        var npy = folder.resolve("errors/all.npy");

        assertThat(Hourglass.run("score", model, "--data", pictures, "--out", csv.toString()).out()).isEmpty();
        assertThat(Hourglass.run("score", model, "--data", pictures, "--out", npy.toString(), "--top", "1").out())
                .hasSize(2);

        var lines = Files.readString(csv).split("(?<=[0-9])\n");
        assertThat(lines).hasSize(3);
        assertThat(lines[0]).startsWith("file,error\n01.png,");
        assertThat(lines[1]).startsWith(QUOTED + ",");
        var errors = Npy.read(npy);
        assertThat(errors.size()).isEqualTo(3);
        assertThat(errors.sample(2)[0]).isEqualTo(Float.parseFloat(lines[2].substring(lines[2].indexOf(',') + 1)));
    }

    @Test
    void drawsTheErrorsOfTheWorstPicturesAndNamesTheirRegions() throws IOException {
        var maps = folder.resolve("maps");

        var run = Hourglass.run("score", model, "--data", pictures, "--top", "2", "--maps", maps.toString(),
                "--regions", "2");

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out().getFirst()).isEqualTo("file,error,regions");
        assertThat(run.out().get(1)).matches("odd\\.png,0\\.\\d+,\"\\dx\\d at \\d,\\d: \\d+\\.\\d %(; .*)?\"");
        assertThat(maps).isDirectoryContaining("glob:**/odd.png");
        try (var files = Files.list(maps)) {
            assertThat(files).hasSize(2);
        }
        var image = ImageIO.read(maps.resolve("odd.png").toFile());
        assertThat(image.getWidth()).isGreaterThan(3 * 224 * 2);

        var regions = json("score", model, "--data", pictures, "--regions", "3", "--json").get("scores").get(2)
                .get("regions");
        assertThat(regions.size()).isBetween(1, 3);
        assertThat(regions.get(0).propertyNames()).containsExactly("left", "top", "width", "height", "share");
        double sum = regions.valueStream().mapToDouble(region -> region.get("share").asDouble()).sum();
        assertThat(sum).isBetween(0.1, 1.0);
    }

    @Test
    void writesTheRegionsOfAllSamplesIntoAFile() throws IOException {
        var csv = folder.resolve("regions.csv");

        assertThat(
                Hourglass.run("score", model, "--part", "test", "--regions", "1", "--out", csv.toString()).exitCode())
                .isZero();

        assertThat(Files.readAllLines(csv)).hasSize(31).first().isEqualTo("sample,label,error,regions");
    }

    @Test
    void drawsTheErrorsOfAllPicturesThatAreReconstructed() throws IOException {
        var errors = folder.resolve("differences");

        var run = Hourglass.run("reconstruct", model, "--data", pictures, "--errors", errors.toString());

        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().getLast()).isEqualTo("wrote 3 error maps to " + errors);
        var image = ImageIO.read(errors.resolve("odd.png").toFile());
        assertThat(image.getWidth()).isGreaterThan(3 * 224 * 2);
        assertThat(Hourglass.run("reconstruct", model, "--data", pictures, "--errors", pictures).err().getLast())
                .contains("--errors " + pictures + ": would overwrite ");
    }

    @Test
    void drawsOverNoPictureThatIsRead() {
        var run = Hourglass.run("score", model, "--data", pictures, "--maps", pictures);

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().getLast()).contains("--maps " + pictures + ": would overwrite ");
    }

    @Test
    void everyCsvWithALineForEachSampleNamesItsFile() {
        for (var command : List.of(
                List.of("encode", model), List.of("reconstruct", model), List.of("score", model),
                List.of("corrupt", masked))) {
            var out = folder.resolve("named.csv").toString();
            var run = Hourglass.run(command.get(0), command.get(1), "--data", pictures, "--out", out);

            assertThat(run.exitCode()).as("%s", run.err()).isZero();
            assertThat(folder.resolve("named.csv")).content().as(command.get(0)).startsWith("file,")
                    .contains("\n01.png,")
                    .contains("\n" + QUOTED + ",").contains("\nodd.png,");
        }
    }

    @Test
    void filesOfTwoPartsAreNamedWithTheirPart() throws IOException {
        ClassFolders.bars(folder.resolve("parts/train/a"), 0, 1);
        ClassFolders.bars(folder.resolve("parts/test/a"), 0, 1);

        assertThat(Hourglass.run("score", model, "--data", folder.resolve("parts").toString()).out())
                .satisfiesExactly(
                        head -> assertThat(head).isEqualTo("file,label,error"),
                        line -> assertThat(line).startsWith("train/a/00.png,a,"),
                        line -> assertThat(line).startsWith("test/a/00.png,a,"));
    }

    private static JsonNode json(String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return JsonMapper.shared().readTree(run.out().getFirst());
    }
}
