package dev.hourglass.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hourglass.cli.Hourglass;
import dev.hourglass.datasets.npy.Npy;
import dev.hourglass.model.TrainedAutoencoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Classes have names, from the folders of pictures to what commands print.
@SuppressWarnings("NullAway.Init") // JUnit sets the folder, prepare the models
class ClassNamesTest {
    @TempDir
    private static Path folder;

    private static RunFixture fixture;
    private static String plain;
    private static String classifier;
    private static String conditional;
    private static String pets;
    private static String onlyDogs;
    private static String wolves;

    @BeforeAll
    static void prepare() throws IOException {
        fixture = new RunFixture(folder);
        ClassFolders.bars(folder.resolve("pets/cats"), 0, 30);
        ClassFolders.bars(folder.resolve("pets/dogs"), 1, 30);
        ClassFolders.bars(folder.resolve("onlydogs/dogs"), 1, 7);
        ClassFolders.bars(folder.resolve("wolves/dosg"), 1, 3);
        pets = folder.resolve("pets").toString();
        onlyDogs = folder.resolve("onlydogs").toString();
        wolves = folder.resolve("wolves").toString();
        var run = fixture.train("plain", fixture.spec(""), Path.of(pets), "--epochs", "20");
        plain = run.resolve("model.hourglass").toString();
        classifier = tuned("classifier", run.resolve("model.hourglass"));
        conditional = fixture.train("conditional", fixture.spec("  latent: {gaussian: {size: 2, classes: 2}}"),
                Path.of(pets), "--epochs", "80").resolve("model.hourglass").toString();
    }

    private static String tuned(String name, Path model, String... options) {
        var all = new ArrayList<>(List.of("--epochs", "60", "--batch", "10", "--learning-rate", "0.01"));
        all.addAll(List.of(options));
        return fixture.finetune(name, model, all.toArray(String[]::new)).resolve("model.hourglass").toString();
    }

    @Test
    void aFolderOfOneClassIsClassifiedRight() {
        var answer = json("classify", classifier, "--data", onlyDogs, "--json");

        assertThat(texts(answer.get("classNames"))).containsExactly("cats", "dogs");
        assertThat(answer.get("accuracy").asDouble()).isEqualTo(1);
        assertThat(texts(answer.get("classes"))).hasSize(7).containsOnly("dogs");
        assertThat(answer.get("confusion").get(1).get(1).asInt()).isEqualTo(7);
    }

    @Test
    void classesAreNamedInTheTableAndInTheFile() throws IOException {
        var file = folder.resolve("classes.csv");

        var run = Hourglass.run("classify", classifier, "--data", onlyDogs, "--out", file.toString());

        assertThat(run.out()).containsExactly(
                "7 samples, accuracy 100.00 %", "class \\ predicted  cats  dogs", "cats                  0     0",
                "dogs                  0     7");
        var lines = Files.readAllLines(file);
        assertThat(lines.getFirst()).isEqualTo("file,label,class,p_cats,p_dogs");
        assertThat(lines.get(1)).matches("dogs/00\\.png,dogs,dogs,0\\.[0-9E-]+,(0\\.[0-9]+|1\\.0)");
        assertThat(lines).hasSize(8);
    }

    @Test
    void theModelShowsTheNamesOfItsClasses() {
        for (var model : List.of(classifier, conditional)) {
            assertThat(texts(json("inspect", model, "--json").get("classNames"))).containsExactly("cats", "dogs");
            assertThat(Hourglass.run("inspect", model).out())
                    .anyMatch(line -> line.matches("class_names +\\[\"cats\",\"dogs\"]"));
        }
        assertThat(json("inspect", plain, "--json").propertyNames()).doesNotContain("classNames");
        assertThat(folder.resolve("conditional/report.html")).content().contains("class_names", "cats", "dogs");
    }

    @Test
    void aConditionalModelTakesAFolderOfOneClassByItsName() throws IOException {
        ClassFolders.bars(folder.resolve("both/cats"), 0, 3);
        ClassFolders.bars(folder.resolve("both/dogs"), 1, 7);
        for (var command : List.of("encode", "reconstruct", "score")) {
            var both = Hourglass.run(command, conditional, "--data", folder.resolve("both").toString()).out();
            var alone = Hourglass.run(command, conditional, "--data", onlyDogs).out();

            assertThat(alone).hasSize(8);
            assertThat(alone.subList(1, 8)).isEqualTo(both.subList(4, 11));
        }
        var error = json("evaluate", conditional, "--data", onlyDogs, "--json").get("metrics").get("mse").asDouble();
        assertThat(error).isLessThan(0.05);
    }

    @Test
    void samplesAndDimensionsAreOfTheClassThatIsNamed() throws IOException {
        var out = folder.resolve("dogs.npy");

        Hourglass.run("sample", conditional, "--label", "dogs", "--count", "50", "--out", out.toString());

        assertThat(mean(out, 2)).isGreaterThan(0.5);
        assertThat(mean(out, 0)).isLessThan(0.5);
        assertThat(picture("traverse", conditional, "--label", "dogs"))
                .isNotEqualTo(picture("traverse", conditional, "--label", "cats"));
        assertThat(picture("traverse", conditional)).isEqualTo(picture("traverse", conditional, "--label", "cats"));
        var run = Hourglass.run("traverse", conditional, "--label", "wolves", "--out", out + ".png");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).containsExactly(
                "hourglass: expected a class of the model (cats, dogs), found 'wolves'");
    }

    @Test
    void dimensionsBeginAtTheClassOfTheSampleByItsName() throws IOException {
        // The first test sample is a dog whose number in this folder is 0.
        assertThat(picture("traverse", conditional, "--data", onlyDogs, "--sample", "0"))
                .isEqualTo(picture("traverse", conditional, "--data", onlyDogs, "--sample", "0", "--label", "dogs"))
                .isNotEqualTo(picture("traverse", conditional, "--data", onlyDogs, "--sample", "0", "--label", "cats"));
    }

    @Test
    void errorsOfClassesAreNamed() {
        var errors = json("evaluate", plain, "--probe", "--json").get("probe").get("errorByClass");

        assertThat(errors.valueStream().map(error -> error.get("class").asString())).containsExactly("cats", "dogs");
        assertThat(Hourglass.run("evaluate", plain, "--probe").out()).anyMatch(line -> line.matches("dogs +\\d+ +0.*"));
    }

    @Test
    void codesAreListedWithTheNamesOfFilesAndClasses() {
        var lines = Hourglass.run("encode", plain, "--data", onlyDogs).out();

        assertThat(lines.getFirst()).isEqualTo("file,label,f1,f2");
        assertThat(lines.get(1)).startsWith("dogs/00.png,dogs,");
    }

    @Test
    void namesThatAreNumbersAreInNumericOrder() throws IOException {
        for (int place = 0; place < 12; place++) {
            ClassFolders.dots(folder.resolve("twelve/" + place), place, 12);
        }
        ClassFolders.dots(folder.resolve("onlyten/10"), 10, 5);
        var run = fixture.train("dots", fixture.spec("").toAbsolutePath(), folder.resolve("twelve"), "--epochs", "30",
                "--set", "model.encoder.1.dense.units=12");
        var model = tuned("twelve-classifier", run.resolve("model.hourglass"));

        var answer = json("classify", model, "--data", folder.resolve("onlyten").toString(), "--json");

        assertThat(texts(answer.get("classNames")))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11");
        assertThat(texts(answer.get("classes"))).hasSize(5).containsOnly("10");
        assertThat(answer.get("accuracy").asDouble()).isEqualTo(1);
    }

    @Test
    void aModelOfNumbersClassifiesFoldersThatAreCalledSo() throws IOException {
        var run = fixture.train("numbers", "");
        var model = tuned("numbers-classifier", run.resolve("model.hourglass"));
        ClassFolders.bars(folder.resolve("digits/2"), 2, 5);

        var answer = json("classify", model, "--data", folder.resolve("digits").toString(), "--json");

        assertThat(texts(answer.get("classNames"))).containsExactly("0", "1", "2");
        assertThat(answer.get("accuracy").asDouble()).isEqualTo(1);
        assertThat(answer.get("confusion").get(2).get(2).asInt()).isEqualTo(5);
    }

    @Test
    void aModelThatStoresNoNamesTakesNumbersAndRefusesNames() throws IOException {
        var oldClassifier = withoutNames(classifier);
        var oldConditional = withoutNames(conditional);
        ClassFolders.bars(folder.resolve("numbered/1"), 1, 5);

        assertThat(json("classify", oldClassifier, "--data", folder.resolve("numbered").toString(), "--json")
                .get("accuracy").asDouble()).isEqualTo(1);
        var out = folder.resolve("ones.npy");
        assertThat(Hourglass.run("sample", oldConditional, "--label", "1", "--out", out.toString()).exitCode())
                .isZero();
        assertThat(mean(out, 2)).isGreaterThan(0.5);
        for (var run : List.of(
                Hourglass.run("classify", oldClassifier, "--data", onlyDogs),
                Hourglass.run("reconstruct", oldConditional, "--data", onlyDogs))) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.err()).containsExactly(
                    "hourglass: onlydogs: sample 0: expected a class by its number (0 to 1), because the model stores no class names, found 'dogs'; rename the class to its number, or train the model again to store the names");
        }
    }

    @Test
    void aClassThatTheModelDoesNotKnowIsRefused() {
        for (var run : List.of(
                Hourglass.run("classify", classifier, "--data", wolves),
                Hourglass.run("encode", conditional, "--data", wolves),
                Hourglass.run("evaluate", conditional, "--data", wolves))) {
            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).containsExactly(
                    "hourglass: wolves: sample 0: expected a class of the model (cats, dogs), found 'dosg'; did you mean 'dogs'?; rename the class, or remove its samples");
        }
        assertThat(Hourglass.run("encode", plain, "--data", wolves).exitCode()).isZero();
    }

    private static String withoutNames(String model) {
        var loaded = TrainedAutoencoder.load(Path.of(model));
        var metadata = new LinkedHashMap<>(loaded.metadata());
        metadata.remove("class_names");
        var file = Path.of(model).resolveSibling("old.hourglass");
        TrainedAutoencoder.of(loaded.spec(), loaded.weights(), metadata).save(file);
        return file.toString();
    }

    private static int[] picture(String... arguments) throws IOException {
        var out = folder.resolve("picture.png");
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--out", out.toString()));
        var run = Hourglass.run(all.toArray(String[]::new));
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        var image = ImageIO.read(out.toFile());
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static double mean(Path samples, int feature) {
        var data = Npy.read(samples);
        return IntStream.range(0, data.size()).mapToDouble(i -> data.sample(i)[feature]).average().orElseThrow();
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }

    private static JsonNode json(String... arguments) {
        var run = Hourglass.run(arguments);
        assertThat(run.exitCode()).as("%s", run.err()).isZero();
        return JsonMapper.shared().readTree(run.out().getFirst());
    }
}
