package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.data.Dataset;
import dev.hourglass.datasets.Datasets;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.model.TrainedAutoencoder;
import dev.hourglass.spec.Shape;
import dev.hourglass.testing.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A measure of a model on the data it was trained on reports whether these are still the same.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the fixture
class DataChangeTest {
    @TempDir
    private Path folder;

    private RunFixture fixture;
    private Path pets;

    @BeforeEach
    void prepare() throws IOException {
        fixture = new RunFixture(folder);
        pets = folder.resolve("pets");
        ClassFolders.bars(pets.resolve("cats"), 0, 30);
        ClassFolders.bars(pets.resolve("dogs"), 1, 30);
    }

    @Test
    void nothingIsReportedOfDataThatAreTheSame() throws IOException {
        for (var options : List.of(List.<String>of(), List.of("--set", "train.validation=0.2"))) {
            var model = train("same" + options.size(), pets, options);

            var run = Hourglass.run("evaluate", model, "--json");

            assertThat(run.err()).isEmpty();
            assertThat(JsonMapper.shared().readTree(run.out().getFirst()).propertyNames()).doesNotContain("dataChange");
        }
        var bars = train("bars-run", fixture.bars(), List.of());
        assertThat(Hourglass.run("evaluate", bars).err()).isEmpty();
    }

    @Test
    void filesThatWereRemovedAreReported() throws IOException {
        var model = train("model", pets, List.of());
        Files.delete(pets.resolve(names(true).getFirst()));
        int now = names(true).size();

        var run = Hourglass.run("evaluate", model, "--json");

        var sentence = ("%s: the training samples have changed since this model was trained (%d then, %d now); each file's "
                + "name decides whether it is a test sample, so these are new to the model unless files were renamed")
                .formatted(pets.toAbsolutePath(), now + 1, now);
        assertThat(run.err()).containsExactly("warning: " + sentence);
        var change = change(run);
        assertThat(change.propertyNames())
                .containsExactly("reason", "trainingSamplesThen", "trainingSamplesNow", "message");
        assertThat(change.get("reason").asString()).isEqualTo("samples");
        assertThat(change.get("trainingSamplesThen").asInt()).isEqualTo(now + 1);
        assertThat(change.get("trainingSamplesNow").asInt()).isEqualTo(now);
        assertThat(change.get("message").asString()).isEqualTo(sentence);
        assertThat(Hourglass.run("evaluate", model, "--data", pets.toString()).err()).hasSize(1);
    }

    @Test
    void filesThatWereExchangedAreReported() throws IOException {
        var model = train("model", pets, List.of());
        var cat = pets.resolve(names(true).getFirst());
        Files.copy(pets.resolve("dogs/00.png"), folder.resolve("kept"));
        Files.delete(cat);
        Files.move(folder.resolve("kept"), cat);

        assertThat(Hourglass.run("evaluate", model).err())
                .singleElement().asString()
                .contains("(%d then and now, but different ones)".formatted(names(true).size()));
    }

    @Test
    void aTestSampleThatIsAddedOrRemovedChangesNoTraining() throws IOException {
        var model = train("model", pets, List.of());
        Files.delete(pets.resolve(names(false).getFirst()));

        assertThat(Hourglass.run("evaluate", model).err()).isEmpty();
    }

    @Test
    void otherDataAreNotCompared() throws IOException {
        var model = train("model", pets, List.of());
        var others = folder.resolve("others");
        ClassFolders.bars(others, 2, 20);

        assertThat(Hourglass.run("evaluate", model, "--data", others.toString()).err()).isEmpty();
    }

    @Test
    void arraysAndFoldersWithATestPartAreComparedToo() throws IOException {
        var array = folder.resolve("bars.npy");
        write(array, Samples.bars(80, 1));
        var ofArray = train("array", array, List.of());
        write(array, Samples.bars(70, 1));
        assertThat(Hourglass.run("evaluate", ofArray).err()).singleElement().asString()
                .matches(
                        ".*bars.npy: the training samples .* \\(\\d+ then, \\d+ now\\); each sample's content decides .*");

        Files.createDirectories(folder.resolve("parts"));
        Files.move(pets, folder.resolve("parts/train"));
        ClassFolders.bars(folder.resolve("parts/test/dogs"), 1, 5);
        ClassFolders.bars(folder.resolve("parts/test/cats"), 0, 5);
        var ofParts = train("parts-run", folder.resolve("parts"), List.of());
        assertThat(Hourglass.run("evaluate", ofParts).err()).isEmpty();
        Files.move(folder.resolve("parts/train/dogs/00.png"), folder.resolve("parts/test/dogs/99.png"));
        assertThat(Hourglass.run("evaluate", ofParts).err()).singleElement().asString().endsWith(
                "(60 then, 59 now); test samples that were among them are not new to the model");
    }

    @Test
    void everyMeasureOnTestSamplesReportsIt() throws IOException {
        var model = train("model", pets, List.of());
        var classifier = fixture.finetune("tuned", Path.of(model), "--epochs", "1", "--labels", "10")
                .resolve("model.hourglass").toString();
        assertThat(Hourglass.run("classify", classifier).err()).isEmpty();
        Files.delete(pets.resolve(names(true).getFirst()));

        for (var run : List.of(
                Hourglass.run("classify", classifier),
                Hourglass.run("score", model, "--part", "test"),
                Hourglass.run("checkerboard", model, "--period", "3"),
                Hourglass.run("finetune", model, "--epochs", "1", "--out", folder.resolve("again").toString()))) {
            assertThat(run.exitCode()).as("%s", run.err()).isZero();
            assertThat(run.err().getFirst()).startsWith("warning: " + pets.toAbsolutePath()).contains(" then, ");
        }
        assertThat(change(Hourglass.run("classify", classifier, "--json")).get("reason").asString())
                .isEqualTo("samples");
        assertThat(change(Hourglass.run("score", model, "--part", "test", "--json")).get("reason").asString())
                .isEqualTo("samples");
        assertThat(Hourglass.run("score", model).err()).isEmpty();
    }

    @Test
    void aModelOfTheFormerSplitIsReported() throws IOException {
        var model = former(train("model", pets, List.of()));

        var run = Hourglass.run("evaluate", model, "--json");

        assertThat(run.err()).singleElement().asString().contains(
                "pets: when this model was trained, every tenth sample was held out for testing; now each sample's name or content decides, so most of these test samples are in its training set");
        assertThat(change(run).get("reason").asString()).isEqualTo("split");
        var bars = former(train("bars-run", fixture.bars(), List.of()));
        assertThat(Hourglass.run("evaluate", bars).err()).isEmpty();
    }

    private String train(String name, Path data, List<String> options) throws IOException {
        return fixture.train(name, fixture.spec(""), data, options.toArray(String[]::new))
                .resolve("model.hourglass").toString();
    }

    private List<String> names(boolean isTraining) {
        var split = Datasets.open(pets);
        return (isTraining ? split.train() : split.test()).sampleNames();
    }

    private static void write(Path file, Dataset data) {
        Npy.write(file, Shape.of(36),
                IntStream.range(0, data.size()).mapToObj(data::sample).toArray(float[][]::new));
    }

    /// As models were written before the training part was noted.
    private static String former(String model) {
        var loaded = TrainedAutoencoder.load(Path.of(model));
        var metadata = new LinkedHashMap<>(loaded.metadata());
        metadata.keySet().removeIf(name -> name.startsWith("data.training_part."));
        var file = Path.of(model).resolveSibling("former.hourglass");
        TrainedAutoencoder.of(loaded.spec(), loaded.weights(), metadata).save(file);
        return file.toString();
    }

    private static JsonNode change(Hourglass run) {
        return JsonMapper.shared().readTree(run.out().getFirst()).get("dataChange");
    }
}
